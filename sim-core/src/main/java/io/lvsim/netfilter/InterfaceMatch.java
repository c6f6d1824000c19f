package io.lvsim.netfilter;

/**
 * {@code -i} or {@code -o}.
 *
 * @param name empty for any; a trailing + stands for whatever follows
 */
public record InterfaceMatch(String name, boolean inverted) {
  /** Fits every interface. */
  public static final InterfaceMatch ANY = new InterfaceMatch("", false);

  boolean fits(String candidate) {
    if (name.isEmpty()) {
      return true;
    }
    int last = name.length() - 1;
    boolean same =
        name.charAt(last) == '+'
            ? candidate.regionMatches(0, name, 0, last)
            : candidate.equals(name);
    return same != inverted;
  }

  /**
   * As iptables-save prints it; empty for any interface.
   *
   * @param option -i or -o
   */
  public String text(String option) {
    return name.isEmpty() ? "" : (inverted ? "! " : "") + option + " " + name;
  }
}
