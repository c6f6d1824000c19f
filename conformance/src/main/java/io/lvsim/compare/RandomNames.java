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
          "(?<=\\d\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}[:.])(?:3[3-9]|4\\d|5\\d|60)\\d{3}\\b");

  private final Map<String, String> names = new LinkedHashMap<>();

  String rename(String line) {
    String macs = MAC.matcher(line).replaceAll("MAC");
    return PORT.matcher(macs).replaceAll(found -> name(found));
  }

  private String name(MatchResult found) {
    return names.computeIfAbsent(found.group(), key -> "PORT#" + (names.size() + 1));
  }
}
