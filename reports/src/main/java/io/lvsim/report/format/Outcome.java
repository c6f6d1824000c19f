package io.lvsim.report.format;

/** How a case ended. */
enum Outcome {
  PASSED,
  FAILED,
  /** It could not be run to its end. */
  ERROR,
  /** It was not begun, because an earlier one was in error. */
  SKIPPED
}
