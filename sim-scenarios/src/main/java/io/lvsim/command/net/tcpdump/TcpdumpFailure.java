package io.lvsim.command.net.tcpdump;

/** Why tcpdump does not start. */
final class TcpdumpFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  TcpdumpFailure(int exitStatus, String message) {
    super(message);
    this.exitStatus = exitStatus;
  }

  int exitStatus() {
    return exitStatus;
  }
}
