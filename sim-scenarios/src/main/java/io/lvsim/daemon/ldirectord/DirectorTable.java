package io.lvsim.daemon.ldirectord;

import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Variables;
import io.lvsim.trace.DaemonDecision;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The director's table as ldirectord sees and changes it: by running ipvsadm. */
final class DirectorTable {
  private static final Pattern SERVICE =
      Pattern.compile("(\\w+)\\s+([0-9.]+:[0-9]+|[0-9]+)\\s+\\w+.*");
  private static final Pattern SERVER =
      Pattern.compile("  ->\\s+([0-9.]+:[0-9]+)\\s+(\\w+)\\s+([0-9]+).*");
  private static final Pattern THRESHOLDS =
      Pattern.compile("  ->\\s+([0-9.]+:[0-9]+)\\s+([0-9]+)\\s+([0-9]+)\\s+([0-9]+).*");

  /** A real server in the table. */
  record Entry(String forward, String weight, String upperThreshold, String lowerThreshold) {}

  private final Instance instance;

  DirectorTable(Instance instance) {
    this.instance = instance;
  }

  /** Real servers by {@code address:port}, by service as {@link #key} names it. */
  Map<String, Map<String, Entry>> read() {
    Map<String, Map<String, Entry>> table = new LinkedHashMap<>();
    readEntries(table);
    readThresholds(table);
    instance.clearLastError();
    return table;
  }

  /** How the table knows a virtual service. */
  static String key(VirtualConfig virtual) {
    return virtual.name() + " " + virtual.protocol;
  }

  private void readEntries(Map<String, Map<String, Entry>> table) {
    Map<String, Entry> service = new LinkedHashMap<>();
    for (String line : list("-L -n")) {
      Matcher start = SERVICE.matcher(line);
      Matcher server = SERVER.matcher(line);
      if (start.matches()) {
        service = new LinkedHashMap<>();
        table.put(key(start), service);
      } else if (server.matches()) {
        String forward = forward(server.group(2));
        service.put(server.group(1), new Entry(forward, server.group(3), "0", "0"));
      }
    }
  }

  private void readThresholds(Map<String, Map<String, Entry>> table) {
    @Nullable Map<String, Entry> service = null;
    for (String line : list("-L -n --thresholds")) {
      Matcher start = SERVICE.matcher(line);
      Matcher server = THRESHOLDS.matcher(line);
      if (start.matches()) {
        service = table.get(key(start));
      } else if (service != null && server.matches()) {
        service.computeIfPresent(
            server.group(1),
            (name, entry) ->
                new Entry(entry.forward(), entry.weight(), server.group(2), server.group(3)));
      }
    }
  }

  private static String key(Matcher service) {
    return service.group(2) + " " + service.group(1).toLowerCase(java.util.Locale.ROOT);
  }

  private static String forward(String listed) {
    return switch (listed) {
      case "Tunnel" -> "ipip";
      case "Masq" -> "masq";
      default -> "gate";
    };
  }

  private List<String> list(String arguments) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    run(arguments, output::writeBytes, output::writeBytes);
    return output.toString(StandardCharsets.UTF_8).lines().skip(3).toList();
  }

  /**
   * Runs ipvsadm to change the table; a failure is logged and then forgotten.
   *
   * @param change what is logged about it
   * @param why what led to it, for the trace
   */
  void change(String arguments, String change, String why) {
    ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    int status = run(arguments, bytes -> {}, complaint::writeBytes);
    String command = "/sbin/ipvsadm " + arguments;
    if (status != 0) {
      instance.log("system(" + command + ") failed: " + instance.lastError());
      tellFailure(command, complaint.toString(StandardCharsets.UTF_8).strip());
    } else if (instance.tells()) {
      instance.tell(new DaemonDecision.TableChanged(change, command.strip(), why));
    }
    instance.log(change);
  }

  private void tellFailure(String command, String answer) {
    if (instance.tells()) {
      instance.tell(new DaemonDecision.CommandFailed(command.strip(), answer));
    }
  }

  private int run(String arguments, ByteSink out, ByteSink err) {
    Command ipvsadm = instance.commands.find("ipvsadm");
    if (ipvsadm == null) {
      throw new IllegalStateException("ipvsadm is not installed");
    }
    return ipvsadm.run(
        new Invocation(
            "ipvsadm",
            List.of(arguments.strip().split(" +")),
            instance.machine.first(),
            instance.process(),
            new NothingToRead(),
            out,
            err,
            new Variables()));
  }

  /** /dev/null. */
  private static final class NothingToRead implements ByteSource {
    @Override
    public byte[] read() {
      return new byte[0];
    }

    @Override
    public @Nullable String readLine() {
      return null;
    }

    @Override
    public byte[] readAll() {
      return new byte[0];
    }
  }
}
