package io.lvsim.daemon.ldirectord;

/** Runs a command that says by its exit status whether a real server is up (check_external). */
final class ExternalCheck implements Check {
  private final ShellCommands shell;
  private final Instance instance;

  ExternalCheck(ShellCommands shell, Instance instance) {
    this.shell = shell;
    this.instance = instance;
  }

  @Override
  public CheckResult run(Virtual virtual, Real real) {
    String server =
        virtual.config.isMark() ? Integer.toString(virtual.config.mark) : virtual.config.server;
    String arguments =
        server + " " + virtual.config.port + " " + real.config.server() + " " + real.config.port();
    String command = virtual.config.checkCommand;
    String shown = command + " " + arguments;
    int status =
        shell.run(
            "'" + command.replace("'", "'\\''") + "' " + arguments, virtual.checkTimeoutSeconds);
    if (status == 0) {
      return CheckResult.up(shown, "exit status 0");
    }
    if (status != ShellCommands.TIMED_OUT) {
      return CheckResult.down(shown, "exit status " + status);
    }
    int seconds = virtual.checkTimeoutSeconds;
    instance.log("system_timeout(" + seconds + ", " + shown + ") timed out, kill -TERM child");
    return CheckResult.down(shown, "not done within checktimeout = " + seconds + " s");
  }
}
