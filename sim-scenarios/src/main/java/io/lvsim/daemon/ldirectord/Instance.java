package io.lvsim.daemon.ldirectord;

import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.process.Process;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.CommandTable;
import io.lvsim.trace.DaemonDecision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One process of ldirectord: where it runs, for which configuration, and where it logs. */
final class Instance {
  private static final DateTimeFormatter LOCALTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter SYSLOG_TIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);
  private static final String SYSLOG_FILE = "/var/log/messages";

  final Machine machine;
  final CommandTable commands;
  final String configFile;
  final String configName;
  final int processId;

  /** Standard output and standard error, as long as it has them. */
  @Nullable ByteSink out;

  @Nullable ByteSink err;

  /** Logs go to standard error. */
  boolean debug;

  private int state = EmailAlertStates.STARTING;

  private Config config = new Config();
  private @Nullable Process process;
  private String lastError = "";

  /**
   * @param configFile its path as it is shown
   * @param configName as in the log and in the name of the file with the process id
   */
  Instance(
      Machine machine, CommandTable commands, String configFile, String configName, int processId) {
    this.machine = machine;
    this.commands = commands;
    this.configFile = configFile;
    this.configName = configName;
    this.processId = processId;
  }

  /** The same in a child process: without a terminal unless it has to stay in the foreground. */
  Instance forked(int childId) {
    Instance child = new Instance(machine, commands, configFile, configName, childId);
    child.config = config;
    child.state = state;
    return child;
  }

  /** One of the bits of {@link EmailAlertStates}. */
  int state() {
    return state;
  }

  void setState(int state) {
    this.state = state;
  }

  Config config() {
    return config;
  }

  void setConfig(Config config) {
    this.config = config;
  }

  Process process() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("the daemon has not been started");
    }
    return running;
  }

  void setProcess(Process process) {
    this.process = process;
  }

  /** Appends a line to the log (ld_log). */
  void log(String text) {
    String message = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    lastError = "Inappropriate ioctl for device";
    if (debug) {
      print(err, message + "\n");
    } else if (config.supervised) {
      print(out, "[" + localtime() + "] " + message + "\n");
    } else if (config.logFile.startsWith("/")) {
      String start = "[" + localtime() + "|" + configName + "|" + processId + "] ";
      if (!append(config.logFile, start + message + "\n")) {
        print(err, message + "\n");
      }
    } else {
      append(
          SYSLOG_FILE,
          String.format(
              "%s %s ldirectord[%d]: %s\n",
              SYSLOG_TIME.format(now().atOffset(ZoneOffset.UTC)),
              machine.name(),
              processId,
              message));
    }
  }

  /** Appends to a file; false if that is refused. */
  boolean append(String path, String text) {
    try {
      machine.files().append(path, text.getBytes(StandardCharsets.ISO_8859_1));
      return true;
    } catch (HostException refused) {
      return false;
    }
  }

  /** As Perl's localtime() in scalar context. */
  String localtime() {
    return LOCALTIME.format(now().atOffset(ZoneOffset.UTC));
  }

  private Instant now() {
    return machine.lab().epoch().plusNanos(machine.lab().simulation().now());
  }

  /** What Perl's $! still says after a command of its own that failed: of some call before it. */
  String lastError() {
    return lastError;
  }

  void clearLastError() {
    lastError = "";
  }

  void print(@Nullable ByteSink sink, String text) {
    if (sink != null) {
      sink.print(text);
    }
  }

  boolean tells() {
    return machine.lab().trace().on();
  }

  void tell(DaemonDecision decision) {
    machine.lab().trace().tell(machine.name(), decision);
  }
}
