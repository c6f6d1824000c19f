package io.lvsim.command.ipvsadm;

import io.lvsim.host.Errno;

/** What ipvsadm makes of the kernel's error numbers (ipvs_strerror). */
final class KernelAnswer {
  static final String NO_IPV6 = "Operation not supported with specified address family";

  private KernelAnswer() {}

  /** The line for standard error. */
  static String text(Action action, Errno errno) {
    return switch (errno) {
      case EEXIST -> exists(action);
      case ENOENT -> notFound(action);
      case ESRCH -> noSuch(action);
      case EPERM -> "Permission denied (you must be root)";
      case EINVAL -> "Invalid operation.  Possibly wrong module version, address not unicast, ...";
      case ENOPROTOOPT -> "Protocol not available";
      default -> errno.text();
    };
  }

  private static String exists(Action action) {
    return switch (action) {
      case ADD_SERVICE -> "Service already exists";
      case ADD_SERVER -> "Destination already exists";
      case START_DAEMON -> "Daemon has already run";
      default -> Errno.EEXIST.text();
    };
  }

  private static String notFound(Action action) {
    return switch (action) {
      case ADD_SERVICE, EDIT_SERVICE -> "Scheduler or persistence engine not found";
      case EDIT_SERVER, DELETE_SERVER -> "No such destination";
      default -> Errno.ENOENT.text();
    };
  }

  private static String noSuch(Action action) {
    return switch (action) {
      case EDIT_SERVICE, DELETE_SERVICE, ZERO, LIST -> "No such service";
      case ADD_SERVER, EDIT_SERVER, DELETE_SERVER -> "Service not defined";
      case STOP_DAEMON -> "No daemon is running";
      default -> Errno.ESRCH.text();
    };
  }
}
