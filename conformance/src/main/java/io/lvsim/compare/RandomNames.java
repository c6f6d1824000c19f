package io.lvsim.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Gives names to what a run's kernel chose at random and a transcript shows: the n-th such port is
 * called the n-th, in either run, and MAC addresses are called that (which of a bridge's ports has
 * the lowest, and so lends it to the bridge, is chance too).
 */
final class RandomNames {
  /** Labs give their machines MAC addresses that begin with 02:00:00; a kernel's own are random. */
  private static final Pattern MAC =
      Pattern.compile("\\b(?!02:00:00)[0-9a-f][26ae](?::[0-9a-f]{2}){5}\\b");

  private static final Pattern PORT =
      Pattern.compile(
          "(?<=\\d\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}[:.])(?:327[7-9]|32[89]\\d|3[3-9]\\d\\d|[45]\\d{3}|60\\d\\d)\\d\\b");

  private final String typed;
  private final Map<String, String> names = new LinkedHashMap<>();

  /**
   * @param typed all that was typed: what stands there is nobody's choice but the author's
   */
  RandomNames(String typed) {
    this.typed = typed;
  }

  String rename(String line) {
    String macs =
        MAC.matcher(line)
            .replaceAll(found -> typed.contains(found.group()) ? found.group() : "MAC");
    return PORT.matcher(macs).replaceAll(this::name);
  }

  private String name(MatchResult found) {
    if (typed.contains(found.group())) {
      return found.group();
    }
    return names.computeIfAbsent(found.group(), key -> "PORT#" + (names.size() + 1));
  }
}
