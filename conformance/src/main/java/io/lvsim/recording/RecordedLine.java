package io.lvsim.recording;

import java.util.regex.Pattern;

/**
 * A line of a recording as an expectation: what is not the same the next time becomes a pattern
 * (timers of connection entries, ports that a client chose, how long something took).
 */
final class RecordedLine {
  private static final Pattern ENTRY =
      Pattern.compile("((?:TCP|UDP|SCTP|IP|ICMP) +)\\d\\d:\\d\\d( .*)");
  private static final Pattern EPHEMERAL =
      Pattern.compile(
          "(\\d+\\.\\d+\\.\\d+\\.\\d+[:.])(?:327[7-9]|32[89]\\d|3[3-9]\\d\\d|[45]\\d{3}|60\\d\\d)\\d\\b");
  private static final Pattern MILLISECONDS =
      Pattern.compile("(?<=[ =])\\d+(?:\\.\\d+)?(?= ?ms\\b)");
  private static final Pattern ROUND_TRIPS = Pattern.compile("(?<=^rtt \\S{1,40} = ).*");
  private static final Pattern SPECIAL = Pattern.compile("[*?\\\\]");
  private static final String GLOB = " (glob)";

  private RecordedLine() {}

  static String of(String line) {
    String escaped = SPECIAL.matcher(line).replaceAll("\\\\$0");
    String pattern = ENTRY.matcher(escaped).replaceFirst("$1??:??$2");
    pattern = EPHEMERAL.matcher(pattern).replaceAll("$1*");
    pattern = MILLISECONDS.matcher(pattern).replaceAll("*");
    pattern = ROUND_TRIPS.matcher(pattern).replaceAll("*");
    boolean varies = !pattern.equals(escaped);
    return varies || line.endsWith(GLOB) || line.endsWith(" (re)") ? pattern + GLOB : line;
  }
}
