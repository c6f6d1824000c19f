package io.lvsim.trace;

/**
 * A setting that a decision hung on, with the values it was made of.
 *
 * @param name such as {@code arp_ignore}
 * @param rule how Linux combines {@code conf.all} with the interface's own value: {@code max},
 *     {@code or}, {@code and}, or empty where the interface's value alone counts
 * @param all the value under {@code conf.all}
 * @param on the interface
 * @param own the value under the interface
 * @param effective what follows
 */
public record SettingValue(String name, String rule, int all, String on, int own, int effective) {
  /** Such as {@code arp_ignore = max(all 1, eth0 0) = 1}. */
  public String text() {
    if (rule.isEmpty()) {
      return name + " = " + own + " (" + on + ")";
    }
    return name + " = " + rule + "(all " + all + ", " + on + " " + own + ") = " + effective;
  }
}
