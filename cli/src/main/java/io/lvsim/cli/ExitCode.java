package io.lvsim.cli;

/** What the program's exit status says. */
final class ExitCode {
  /** Everything was as expected. */
  static final int PASSED = 0;

  /** Something was not as expected. */
  static final int FAILED = 1;

  /** A file or an argument is wrong. */
  static final int BAD_INPUT = 2;

  /** No scenario was found. */
  static final int NOTHING_TO_RUN = 3;

  /** The program itself is at fault. */
  static final int INTERNAL_ERROR = 4;

  /** Somebody ended it before it was done, as shells say it of SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
