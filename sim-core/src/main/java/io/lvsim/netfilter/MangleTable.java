package io.lvsim.netfilter;

import io.lvsim.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The mangle table: chains of rules that mark packets. */
public final class MangleTable {
  /** What {@link #run} returns for a packet that a rule or the policy dropped. */
  public static final long DROPPED = -1L;

  private final Trace trace;
  private final List<List<MangleRule>> chains = new ArrayList<>();

  public MangleTable(Trace trace) {
    this.trace = trace;
    for (Chain _ : Chain.values()) {
      chains.add(new ArrayList<>());
    }
  }

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
    return Collections.unmodifiableList(chains.get(chain.ordinal()));
  }

  public void append(Chain chain, MangleRule rule) {
    chains.get(chain.ordinal()).add(rule);
  }

  /**
   * @param at from 1 to size + 1
   */
  public void insert(Chain chain, int at, MangleRule rule) {
    chains.get(chain.ordinal()).add(at - 1, rule);
  }

  /**
   * @param at from 1
   */
  public void delete(Chain chain, int at) {
    chains.get(chain.ordinal()).remove(at - 1);
  }

  public void flush(Chain chain) {
    chains.get(chain.ordinal()).clear();
  }

  /**
   * Runs a packet through a chain.
   *
   * @param in name of the interface it came in by, empty for none; out likewise
   * @return the packet's mark afterwards as an unsigned number, or {@link #DROPPED}
   */
  public long run(
      String node, Chain chain, byte[] frame, int ipAt, String in, String out, int mark) {
    return Integer.toUnsignedLong(mark);
  }
}
