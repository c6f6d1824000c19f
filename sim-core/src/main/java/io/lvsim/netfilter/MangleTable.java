package io.lvsim.netfilter;

import io.lvsim.netfilter.RuleTarget.SetMark;
import io.lvsim.netfilter.RuleTarget.Verdict;
import io.lvsim.trace.NetfilterDecision;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4;
import java.util.ArrayList;
import java.util.List;

/** The mangle table: chains of rules that mark packets, with their counters (ipt_do_table). */
public final class MangleTable {
  /** What {@link #run} returns for a packet that a rule or the policy dropped. */
  public static final long DROPPED = -1L;

  private final Trace trace;
  private final RuleChain[] chains = new RuleChain[Chain.values().length];

  public MangleTable(Trace trace) {
    this.trace = trace;
    for (Chain chain : Chain.values()) {
      chains[chain.ordinal()] = new RuleChain();
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

  /** Packets and bytes (of IPv4, without the Ethernet header) that a rule or a policy has seen. */
  public record Counters(long packets, long bytes) {}

  /** The rules of a chain, in order; changing the list goes through the methods below. */
  public List<MangleRule> rules(Chain chain) {
    List<MangleRule> rules = new ArrayList<>();
    for (RuleChain.Entry entry : of(chain).entries()) {
      rules.add(entry.rule);
    }
    return rules;
  }

  /** Adds a rule at the end, its counters at 0. */
  public void append(Chain chain, MangleRule rule) {
    of(chain).insert(of(chain).size(), rule);
  }

  /**
   * Puts a rule in front of others.
   *
   * @param at from 1 to size + 1
   */
  public void insert(Chain chain, int at, MangleRule rule) {
    of(chain).insert(at - 1, rule);
  }

  /**
   * Puts a rule in another's place, its counters at 0.
   *
   * @param at from 1
   */
  public void replace(Chain chain, int at, MangleRule rule) {
    of(chain).delete(at - 1);
    of(chain).insert(at - 1, rule);
  }

  /**
   * Takes a rule away.
   *
   * @param at from 1
   */
  public void delete(Chain chain, int at) {
    of(chain).delete(at - 1);
  }

  /** Takes all rules of a chain away. */
  public void flush(Chain chain) {
    of(chain).clear();
  }

  /** What happens to packets that no rule decides on: true drops them. */
  public void setPolicyDrop(Chain chain, boolean drop) {
    of(chain).policyDrop = drop;
  }

  /** Whether a chain's policy is DROP. */
  public boolean policyDrop(Chain chain) {
    return of(chain).policyDrop;
  }

  /**
   * What a rule has seen.
   *
   * @param at from 1
   */
  public Counters counters(Chain chain, int at) {
    RuleChain.Entry entry = of(chain).entries()[at - 1];
    return new Counters(entry.packets, entry.bytes);
  }

  /** What a chain's policy has decided on. */
  public Counters policyCounters(Chain chain) {
    return new Counters(of(chain).policyPackets, of(chain).policyBytes);
  }

  /**
   * Sets a rule's counters (iptables-restore -c, iptables -Z with 0).
   *
   * @param at from 1
   */
  public void setCounters(Chain chain, int at, Counters counters) {
    RuleChain.Entry entry = of(chain).entries()[at - 1];
    entry.packets = counters.packets();
    entry.bytes = counters.bytes();
  }

  /** Sets a policy's counters. */
  public void setPolicyCounters(Chain chain, Counters counters) {
    of(chain).policyPackets = counters.packets();
    of(chain).policyBytes = counters.bytes();
  }

  /**
   * Runs a packet through a chain.
   *
   * @param node whose packet it is, for the trace
   * @param in name of the interface it came in by, empty for none; out likewise
   * @return the packet's mark afterwards as an unsigned number, or {@link #DROPPED}
   */
  public long run(
      String node, Chain chain, byte[] frame, int ipAt, String in, String out, int mark) {
    RuleChain rules = of(chain);
    int bytes = Ipv4.totalLength(frame, ipAt);
    int now = mark;
    RuleChain.Entry[] entries = rules.entries();
    for (int i = 0; i < entries.length; i++) {
      RuleChain.Entry entry = entries[i];
      if (!entry.rule.fits(frame, ipAt, in, out, now)) {
        continue;
      }
      entry.packets++;
      entry.bytes += bytes;
      switch (entry.rule.target()) {
        case SetMark target -> {
          int marked = target.apply(now);
          tellMarked(node, chain, i, entry.rule, now, marked);
          now = marked;
        }
        case Verdict verdict -> {
          switch (verdict.kind()) {
            case DROP -> {
              tellDropped(node, chain, i + 1, entry.rule.text());
              return DROPPED;
            }
            case ACCEPT -> {
              return Integer.toUnsignedLong(now);
            }
            case RETURN -> {
              return byPolicy(node, chain, rules, bytes, now);
            }
            case CONTINUE -> {}
          }
        }
      }
    }
    return byPolicy(node, chain, rules, bytes, now);
  }

  private long byPolicy(String node, Chain chain, RuleChain rules, int bytes, int mark) {
    rules.policyPackets++;
    rules.policyBytes += bytes;
    if (rules.policyDrop) {
      tellDropped(node, chain, 0, "policy DROP");
      return DROPPED;
    }
    return Integer.toUnsignedLong(mark);
  }

  private RuleChain of(Chain chain) {
    return chains[chain.ordinal()];
  }

  private void tellMarked(
      String node, Chain chain, int index, MangleRule rule, int before, int after) {
    if (trace.on()) {
      trace.tell(
          node, new NetfilterDecision.Marked(chain.name(), index + 1, rule.text(), before, after));
    }
  }

  private void tellDropped(String node, Chain chain, int number, String rule) {
    if (trace.on()) {
      trace.tell(node, new NetfilterDecision.Dropped(chain.name(), number, rule));
    }
  }
}
