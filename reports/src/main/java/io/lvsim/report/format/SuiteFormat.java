package io.lvsim.report.format;

import java.util.List;

/** How suites are written. What it returns is the file, piece by piece. */
interface SuiteFormat {
  /** Before the first suite has ended. */
  default String beginning() {
    return "";
  }

  /**
   * As soon as a suite has ended.
   *
   * @param number from 1
   */
  default String suite(Suite suite, int number) {
    return "";
  }

  /** When all have. */
  String end(List<Suite> suites);
}
