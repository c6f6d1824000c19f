package io.lvsim.daemon.ldirectord;

import io.lvsim.host.Errno;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks services that talk in lines: simpletcp sends its request and looks for its regular
 * expression in each line; smtp, submission, pop, imap, nntp and ftp are taken to be up when their
 * greeting is right. No other service can run in a lab: it is connected to, and then is down.
 */
final class DialogueCheck implements Check {
  private final Instance instance;

  DialogueCheck(Instance instance) {
    this.instance = instance;
  }

  @Override
  public CheckResult run(Virtual virtual, Real real) {
    String service = String.valueOf(virtual.config.service);
    int port = virtual.config.checkPort(real.config);
    String check = service + " at " + real.config.server() + ":" + port;
    Connection connection = new Connection(instance, virtual.negotiateTimeoutSeconds);
    try {
      if (!connection.open(real.config.server(), port)) {
        return CheckResult.down(check, whyNot(connection, virtual));
      }
      return service.equals("simpletcp")
          ? simple(connection, virtual, real, check)
          : greeting(connection, virtual, service, check);
    } finally {
      connection.close();
    }
  }

  private static CheckResult simple(
      Connection connection, Virtual virtual, Real real, String check) {
    String request = virtual.config.request(real.config).substring(1).replace("\\n", "\n");
    Pattern receive = compile(virtual.config.receive(real.config));
    connection.send(request);
    boolean inTime = connection.await(() -> hasLine(connection.received(), receive));
    String text = connection.received();
    boolean found = text.lines().anyMatch(line -> receive.matcher(line).find());
    if (found) {
      return CheckResult.up(check, "a line matches /" + receive + "/");
    }
    return CheckResult.down(
        check,
        inTime
            ? "no line of " + text.length() + " bytes matches /" + receive + "/"
            : whyNot(connection, virtual));
  }

  private static CheckResult greeting(
      Connection connection, Virtual virtual, String service, String check) {
    Pattern expected =
        switch (service) {
          case "smtp", "submission", "ftp", "nntp" -> Pattern.compile("^2");
          case "pop" -> Pattern.compile("^\\+OK");
          case "imap" -> Pattern.compile("^\\* (OK|PREAUTH)");
          default -> Pattern.compile("(?!)");
        };
    boolean inTime = connection.await(() -> connection.received().contains("\n"));
    String greeting = connection.received().lines().findFirst().orElse("");
    if (expected.matcher(greeting).find()) {
      return CheckResult.up(check, "greeted with " + greeting);
    }
    return CheckResult.down(
        check, inTime ? "greeted with '" + greeting + "'" : whyNot(connection, virtual));
  }

  private static boolean hasLine(String text, Pattern receive) {
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole.lines().anyMatch(line -> receive.matcher(line).find());
  }

  private static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException wrong) {
      return Pattern.compile("(?!)");
    }
  }

  private static String whyNot(Connection connection, Virtual virtual) {
    Errno error = connection.error();
    return error == null
        ? "no answer within negotiatetimeout = " + virtual.negotiateTimeoutSeconds + " s"
        : error.text();
  }
}
