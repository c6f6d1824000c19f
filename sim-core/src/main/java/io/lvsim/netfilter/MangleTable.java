package io.lvsim.netfilter;

import java.util.List;

/** The mangle table: chains of rules that mark packets. */
public final class MangleTable {
  public MangleTable() {}

  /** PREROUTING INPUT FORWARD OUTPUT POSTROUTING: the order iptables-save prints. */
  public enum Chain {
    PREROUTING,
    INPUT,
    FORWARD,
    OUTPUT,
    POSTROUTING
  }

  /** The rules of a chain, in order; changing the list goes through the methods below. */
  public List<MangleRule> rules(Chain chain) {
    throw new IllegalStateException("being built");
  }

  public void append(Chain chain, MangleRule rule) {
    throw new IllegalStateException("being built");
  }

  /**
   * @param at from 1 to size + 1
   */
  public void insert(Chain chain, int at, MangleRule rule) {
    throw new IllegalStateException("being built");
  }

  /**
   * @param at from 1
   */
  public void delete(Chain chain, int at) {
    throw new IllegalStateException("being built");
  }

  public void flush(Chain chain) {
    throw new IllegalStateException("being built");
  }

  /**
   * Runs a packet through a chain.
   *
   * @param in name of the interface it came in by, empty for none; out likewise
   * @return the packet's mark afterwards
   */
  public int mark(
      String node, Chain chain, byte[] frame, int ipAt, String in, String out, int mark) {
    throw new IllegalStateException("being built");
  }
}
