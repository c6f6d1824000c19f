package io.lvsim.netfilter;

import java.util.Arrays;

/** One chain's rules with their counters, and its policy. */
final class RuleChain {
  /** A rule and what it has seen. */
  static final class Entry {
    MangleRule rule;
    long packets;
    long bytes;

    Entry(MangleRule rule) {
      this.rule = rule;
    }
  }

  String name;
  private Entry[] entries = {};
  boolean policyDrop;
  long policyPackets;
  long policyBytes;

  RuleChain(String name) {
    this.name = name;
  }

  Entry[] entries() {
    return entries;
  }

  int size() {
    return entries.length;
  }

  /** A new array each time, so that a packet under way sees the rules as they were. */
  void insert(int at, MangleRule rule) {
    Entry[] more = new Entry[entries.length + 1];
    System.arraycopy(entries, 0, more, 0, at);
    more[at] = new Entry(rule);
    System.arraycopy(entries, at, more, at + 1, entries.length - at);
    entries = more;
  }

  void delete(int at) {
    Entry[] fewer = Arrays.copyOf(entries, entries.length - 1);
    System.arraycopy(entries, at + 1, fewer, at, entries.length - at - 1);
    entries = fewer;
  }

  void clear() {
    entries = new Entry[0];
  }
}
