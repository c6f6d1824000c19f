package io.lvsim.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The entries of /proc/net/ip_vs_conn: what they are, and in how many seconds each runs out. */
final class ConnectionLines {
  private static final int STATE = 7;
  private static final int EXPIRES = 8;

  private record Entry(String state, long expires) {}

  private final Map<String, Entry> entries = new TreeMap<>();

  private ConnectionLines() {}

  static ConnectionLines of(String text) {
    ConnectionLines lines = new ConnectionLines();
    List<List<String>> all = new ArrayList<>();
    text.lines().skip(1).forEach(line -> all.add(List.of(line.strip().split("\\s+"))));
    all.sort(Comparator.comparingLong(ConnectionLines::expires));
    for (List<String> words : all) {
      lines.add(words);
    }
    return lines;
  }

  private static long expires(List<String> words) {
    return Long.parseLong(words.get(EXPIRES));
  }

  /** What a persistence engine knows a template by stands last; of like entries each counts. */
  private void add(List<String> words) {
    List<String> named = new ArrayList<>(words.subList(0, STATE));
    named.addAll(words.subList(EXPIRES + 1, words.size()));
    String name = String.join(" ", named);
    String key = name;
    for (int like = 2; entries.containsKey(key); like++) {
      key = name + " #" + like;
    }
    entries.put(key, new Entry(words.get(STATE), expires(words)));
  }

  int size() {
    return entries.size();
  }

  /**
   * Adds what differs; an entry that is about to run out may be gone on one side.
   *
   * @return how many such entries there are: counts may differ by them
   */
  int differencesFrom(ConnectionLines theirs, String where, List<Divergence> divergences) {
    int[] waived = {0};
    entries.forEach((key, mine) -> {
      Entry other = theirs.entries.get(key);
      if (other == null && isAboutToGo(mine)) {
        waived[0]++;
      } else if (other == null) {
        divergences.add(difference(where, text(key, mine), null));
      } else if (!agree(mine, other)) {
        divergences.add(difference(where, text(key, mine), text(key, other)));
      }
    });
    theirs.entries.forEach((key, other) -> {
      if (!entries.containsKey(key) && isAboutToGo(other)) {
        waived[0]++;
      } else if (!entries.containsKey(key)) {
        divergences.add(difference(where, null, text(key, other)));
      }
    });
    return waived[0];
  }

  /** A kernel's timer wheel lets long timers run over, by an eighth at the most. */
  private static boolean isAboutToGo(Entry entry) {
    return entry.expires() <= LineMatch.SLACK_SECONDS;
  }

  private static boolean agree(Entry mine, Entry other) {
    return mine.state().equals(other.state())
        && Math.abs(mine.expires() - other.expires()) <= LineMatch.SLACK_SECONDS;
  }

  private static String text(String key, Entry entry) {
    return key + " " + entry.state() + " " + entry.expires();
  }

  private static Divergence difference(
      String where,
      @org.jspecify.annotations.Nullable String mine,
      @org.jspecify.annotations.Nullable String other) {
    return new Divergence(Divergence.Kind.CONNECTIONS, where, mine, other);
  }
}
