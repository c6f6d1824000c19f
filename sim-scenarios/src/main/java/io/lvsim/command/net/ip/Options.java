package io.lvsim.command.net.ip;

/**
 * The options in front of an object.
 *
 * @param inetOnly -4 or -f inet
 * @param statistics how often -s was given
 */
record Options(boolean oneLine, boolean brief, boolean inetOnly, int statistics) {
  static final Options NONE = new Options(false, false, false, 0);

  Options withOneLine() {
    return new Options(true, brief, inetOnly, statistics);
  }

  Options withBrief() {
    return new Options(oneLine, true, inetOnly, statistics);
  }

  Options withInetOnly() {
    return new Options(oneLine, brief, true, statistics);
  }

  Options withStatistics() {
    return new Options(oneLine, brief, inetOnly, statistics + 1);
  }

  /** What stands between the lines of one entry. */
  String lineEnd() {
    return oneLine ? "\\" : "\n";
  }
}
