package io.lvsim.command.curl;

/** Why a transfer failed: curl's exit status and its message. */
final class CurlFailure extends Exception {
  static final int UNSUPPORTED_PROTOCOL = 1;
  static final int USAGE = 2;
  static final int URL_MALFORMAT = 3;
  static final int COULDNT_RESOLVE_HOST = 6;
  static final int COULDNT_CONNECT = 7;
  static final int PARTIAL_FILE = 18;
  static final int HTTP_RETURNED_ERROR = 22;
  static final int WRITE_ERROR = 23;
  static final int OPERATION_TIMEDOUT = 28;
  static final int SSL_CONNECT_ERROR = 35;
  static final int INTERFACE_FAILED = 45;
  static final int SETOPT_OPTION_SYNTAX = 49;
  static final int TOO_MANY_REDIRECTS = 47;
  static final int GOT_NOTHING = 52;
  static final int RECV_ERROR = 56;

  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  CurlFailure(int exitStatus, String message) {
    super(message);
    this.exitStatus = exitStatus;
  }

  int exitStatus() {
    return exitStatus;
  }

  /** Whether --retry tries again: timeouts only. */
  boolean isTransient() {
    return exitStatus == OPERATION_TIMEDOUT;
  }
}
