package io.lvsim.daemon.ldirectord;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Asks for a page and looks for a regular expression in it (check_http). */
final class HttpCheck implements Check {
  private final Instance instance;

  HttpCheck(Instance instance) {
    this.instance = instance;
  }

  @Override
  public CheckResult run(Virtual virtual, Real real) {
    String url = url(virtual, real);
    String check = virtual.config.httpMethod + " " + url;
    WebAnswer answer = agent(virtual, real).ask(url);
    if (!answer.isSuccess()) {
      return CheckResult.down(check, answer.why()).withMessage(answer.statusLine());
    }
    String receive = virtual.config.receive(real.config);
    String content = answer.content();
    if (receive.isEmpty() || pattern(receive).matcher(content).find()) {
      String found = receive.isEmpty() ? "" : ", receive = /" + receive + "/ is in the answer";
      return CheckResult.up(check, answer.statusLine() + found).withMessage(answer.statusLine());
    }
    int bytes = content.getBytes(StandardCharsets.ISO_8859_1).length;
    return CheckResult.down(
            check,
            answer.statusLine()
                + ", but receive = /"
                + receive
                + "/ is not in the "
                + bytes
                + " bytes of the answer")
        .withMessage(content);
  }

  private WebAgent agent(Virtual virtual, Real real) {
    VirtualConfig config = virtual.config;
    boolean proxy = "http_proxy".equals(config.service);
    String server = real.config.server();
    String host = config.virtualHost == null ? server : config.virtualHost;
    return new WebAgent(
        instance,
        config.httpMethod,
        proxy ? "" : host,
        proxy ? server + ":" + config.checkPort(real.config) : "",
        virtual.negotiateTimeoutSeconds);
  }

  /** What is asked for; a real server's own request may be a whole URL. */
  static String url(Virtual virtual, Real real) {
    VirtualConfig config = virtual.config;
    String service = String.valueOf(config.service);
    boolean proxy = service.equals("http_proxy");
    String scheme = proxy ? "http" : service;
    String request = config.request(real.config);
    String path = request.startsWith("/") ? request.substring(1) : request;
    boolean own = real.config.request() != null && real.config.receive() != null;
    if (own ? request.contains(scheme + "://") : proxy) {
      return path;
    }
    int port = config.checkPort(real.config);
    return scheme + "://" + real.config.server() + ":" + (port == 0 ? "" : port) + "/" + path;
  }

  /** A regular expression that is none kills ldirectord, or the reload that brought it. */
  private static Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException wrong) {
      throw new Died("wrong regular expression: " + expression);
    }
  }
}
