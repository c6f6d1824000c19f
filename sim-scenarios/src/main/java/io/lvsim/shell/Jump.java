package io.lvsim.shell;

/** A command that leaves where it stands: break, continue, return, exit. */
abstract sealed class Jump extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int number;

  private Jump(int number) {
    super("", null, false, false);
    this.number = number;
  }

  /** How many loops are left, or the exit status. */
  int number() {
    return number;
  }

  /** Leaves loops. */
  static final class Break extends Jump {
    private static final long serialVersionUID = 1L;

    Break(int loops) {
      super(loops);
    }
  }

  /** Goes on with the next turn of a loop. */
  static final class Continue extends Jump {
    private static final long serialVersionUID = 1L;

    Continue(int loops) {
      super(loops);
    }
  }

  /** Leaves a function or a sourced file. */
  static final class Return extends Jump {
    private static final long serialVersionUID = 1L;

    Return(int status) {
      super(status);
    }
  }

  /** Ends the shell or subshell. */
  static final class Exit extends Jump {
    private static final long serialVersionUID = 1L;

    Exit(int status) {
      super(status);
    }
  }
}
