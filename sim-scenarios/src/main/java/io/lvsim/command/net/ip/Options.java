package io.lvsim.command.net.ip;

/**
 * The options in front of an object.
 *
 * @param inetOnly -4 or -f inet
 * @param statistics how often -s was given
 * @param all -all, for netns
 */
record Options(boolean oneLine, boolean brief, boolean inetOnly, int statistics, boolean all) {
  static final Options NONE = new Options(false, false, false, 0, false);

  Options withOneLine() {
    return new Options(true, brief, inetOnly, statistics, all);
  }

  Options withBrief() {
    return new Options(oneLine, true, inetOnly, statistics, all);
  }

  Options withInetOnly() {
    return new Options(oneLine, brief, true, statistics, all);
  }

  Options withStatistics() {
    return new Options(oneLine, brief, inetOnly, statistics + 1, all);
  }

  Options withAll() {
    return new Options(oneLine, brief, inetOnly, statistics, true);
  }

  /** What stands between the lines of one entry. */
  String lineEnd() {
    return oneLine ? "\\" : "\n";
  }
}
