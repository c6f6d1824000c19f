package io.lvsim.command.iptables;

/** Why iptables does not do what it was told, before the program's name is put in front. */
final class Complaint extends Exception {
  private static final long serialVersionUID = 1L;

  /** Who complains. */
  enum Kind {
    /** The program, about its arguments: exit status 2, with a hint at the help. */
    PARAMETER,
    /** The program, about a word that is no option: as before, but without the name in front. */
    BAD_ARGUMENT,
    /** The kernel, about a request: exit status 1. */
    KERNEL,
    /** The program, since there is no such table: exit status 3. */
    TABLE
  }

  private final Kind kind;

  private Complaint(Kind kind, String text) {
    super(text, null, false, false);
    this.kind = kind;
  }

  static Complaint about(String text) {
    return new Complaint(Kind.PARAMETER, text);
  }

  static Complaint badArgument(String word) {
    return new Complaint(Kind.BAD_ARGUMENT, "Bad argument `" + word + "'");
  }

  static Complaint kernel(String text) {
    return new Complaint(Kind.KERNEL, text);
  }

  static Complaint noTable(String name) {
    return new Complaint(
        Kind.TABLE,
        "can't initialize iptables table `"
            + name
            + "': Table does not exist (do you need to insmod?)");
  }

  static Complaint noSuchChain() {
    return kernel("No chain/target/match by that name.");
  }

  /** What Linux could do and this lab does not. */
  static Complaint notModelled(String what) {
    return about(what + " is not modelled in this lab.");
  }

  Kind kind() {
    return kind;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
