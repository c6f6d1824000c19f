package io.lvsim.command.net.sysctl;

/**
 * A name of a kernel parameter. Whichever of dot and slash comes first separates; where it is the
 * dot, a slash stands for a dot within a name (slashdot() of procps).
 *
 * @param dotted as it is printed, such as net.ipv4.ip_forward
 */
record SysctlKey(String dotted) {
  static SysctlKey of(String typed) {
    int dot = typed.indexOf('.');
    int slash = typed.indexOf('/');
    boolean slashesSeparate = slash >= 0 && (dot < 0 || slash < dot);
    return new SysctlKey(slashesSeparate ? swapped(typed) : typed);
  }

  /** The file below /proc/sys. */
  String path() {
    return "/proc/sys/" + swapped(dotted);
  }

  private static String swapped(String text) {
    StringBuilder swapped = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      swapped.setCharAt(i, each == '.' ? '/' : each == '/' ? '.' : each);
    }
    return swapped.toString();
  }
}
