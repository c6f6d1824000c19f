package io.lvsim.daemon.ldirectord;

import io.lvsim.host.Errno;

/** Connects to the real server and closes again (check_connect). */
final class ConnectCheck implements Check {
  private final Instance instance;

  ConnectCheck(Instance instance) {
    this.instance = instance;
  }

  @Override
  public CheckResult run(Virtual virtual, Real real) {
    int port = virtual.config.checkPort(real.config);
    String check = "connect to " + real.config.server() + ":" + port;
    Connection connection = new Connection(instance, virtual.checkTimeoutSeconds);
    boolean connected = connection.open(real.config.server(), port);
    connection.close();
    if (connected) {
      return CheckResult.up(check, "connected");
    }
    Errno error = connection.error();
    String why =
        error == null
            ? "no answer within checktimeout = " + virtual.checkTimeoutSeconds + " s"
            : error.text();
    return CheckResult.down(check, why);
  }
}
