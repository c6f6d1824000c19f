package io.lvsim.command.ipvsadm;

/** The end of a run of ipvsadm before its work is done: exit(3), with what is said on the way. */
final class Exit extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String output;

  private Exit(int status, String output, String lastWords) {
    super(lastWords, null, false, false);
    this.status = status;
    this.output = output;
  }

  /** What fail() does: a line on standard error, exit status 2. */
  static Exit usage(String complaint) {
    return failed(2, complaint);
  }

  /** Ends with a status and a line on standard error. */
  static Exit failed(int status, String line) {
    return new Exit(status, "", line + "\n");
  }

  /** Ends well with a text on standard output. */
  static Exit saying(String text) {
    return new Exit(0, text, "");
  }

  /** Points to the help, exit status 255. */
  static Exit tryHelp() {
    return failed(255, "Try `ipvsadm -h' or 'ipvsadm --help' for more information.");
  }

  int status() {
    return status;
  }

  /** For standard output. */
  String output() {
    return output;
  }

  /** For standard error. */
  String lastWords() {
    String words = getMessage();
    return words == null ? "" : words;
  }
}
