package io.lvsim.command.iptables;

import java.util.List;

/** The words of a command line, and what is left of a cluster of short options. */
final class OptionWords {
  private final List<String> words;
  private int at;
  private String cluster = "";

  OptionWords(List<String> words) {
    this.words = words;
  }

  boolean more() {
    return !cluster.isEmpty() || at < words.size();
  }

  /** The next option or word; a short option as a hyphen and its letter. */
  String next() {
    if (!cluster.isEmpty()) {
      return letter();
    }
    String word = words.get(at++);
    boolean isCluster = word.length() > 2 && word.startsWith("-") && word.charAt(1) != '-';
    if (!isCluster) {
      return word;
    }
    cluster = word.substring(1);
    return letter();
  }

  private String letter() {
    String option = "-" + cluster.charAt(0);
    cluster = cluster.substring(1);
    return option;
  }

  /** The argument of an option: what is left of its cluster, or the next word. */
  String argument(String option) throws Complaint {
    if (!cluster.isEmpty()) {
      String rest = cluster;
      cluster = "";
      return rest;
    }
    if (at >= words.size()) {
      throw Complaint.about("option \"" + option + "\" requires an argument");
    }
    return words.get(at++);
  }

  /** An argument that may be missing: empty if an option follows. */
  String optionalArgument() {
    if (!cluster.isEmpty()) {
      String rest = cluster;
      cluster = "";
      return rest;
    }
    boolean present =
        at < words.size() && !words.get(at).startsWith("-") && !words.get(at).equals("!");
    return present ? words.get(at++) : "";
  }
}
