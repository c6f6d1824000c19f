package io.lvsim.netfilter;

import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The mangle table: chains of rules that mark packets, with their counters. Beside the five
 * built-in chains there are an administrator's own, which rules jump to.
 */
public final class MangleTable {
  /** What {@link #run} returns for a packet that a rule or the policy dropped. */
  public static final long DROPPED = -1L;

  private final RuleChain[] builtIn = new RuleChain[Chain.values().length];
  private final TreeMap<String, RuleChain> byName = new TreeMap<>();
  private final ChainTraversal traversal;

  public MangleTable(Trace trace) {
    traversal = new ChainTraversal(trace, byName);
    for (Chain chain : Chain.values()) {
      builtIn[chain.ordinal()] = new RuleChain(chain.name());
      byName.put(chain.name(), builtIn[chain.ordinal()]);
    }
  }

  /** PREROUTING INPUT FORWARD OUTPUT POSTROUTING: the order iptables-save prints. */
  public enum Chain {
    PREROUTING,
    INPUT,
    FORWARD,
    OUTPUT,
    POSTROUTING;

    /** Whether a name is that of a built-in chain. */
    public static boolean isBuiltIn(String name) {
      for (Chain chain : values()) {
        if (chain.name().equals(name)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Packets and bytes (of IPv4, without the Ethernet header) that a rule or a policy has seen. */
  public record Counters(long packets, long bytes) {}

  /** Whether there is a chain, built-in or an administrator's. */
  public boolean hasChain(String name) {
    return byName.containsKey(name);
  }

  /** The names of the administrator's chains, sorted. */
  public List<String> userChains() {
    return byName.keySet().stream().filter(name -> !Chain.isBuiltIn(name)).toList();
  }

  /** Makes an empty chain of a name that is free. */
  public void addChain(String name) {
    byName.put(name, new RuleChain(name));
  }

  /** Removes an administrator's chain, which no rule jumps to. */
  public void removeChain(String name) {
    if (!Chain.isBuiltIn(name)) {
      byName.remove(name);
    }
  }

  /** Gives an administrator's chain another name that is free; jumps follow. */
  public void renameChain(String from, String to) {
    RuleChain renamed = of(from);
    byName.remove(from);
    renamed.name = to;
    byName.put(to, renamed);
    for (RuleChain chain : byName.values()) {
      for (RuleChain.Entry entry : chain.entries()) {
        if (entry.rule.target() instanceof RuleTarget.Jump jump && jump.chain().equals(from)) {
          entry.rule = entry.rule.withTarget(new RuleTarget.Jump(to));
        }
      }
    }
  }

  /** How many rules jump to a chain. */
  public int references(String name) {
    int references = 0;
    for (RuleChain chain : byName.values()) {
      for (RuleChain.Entry entry : chain.entries()) {
        if (entry.rule.target() instanceof RuleTarget.Jump jump && jump.chain().equals(name)) {
          references++;
        }
      }
    }
    return references;
  }

  /** Whether a packet could go round for ever (mark_source_chains refuses such a table). */
  public boolean hasLoop() {
    for (RuleChain chain : builtIn) {
      if (comesBack(chain, new ArrayList<>())) {
        return true;
      }
    }
    return false;
  }

  private boolean comesBack(RuleChain chain, List<RuleChain> way) {
    if (way.contains(chain)) {
      return true;
    }
    way.add(chain);
    for (RuleChain.Entry entry : chain.entries()) {
      if (entry.rule.target() instanceof RuleTarget.Jump jump && comesBack(of(jump.chain()), way)) {
        return true;
      }
    }
    way.removeLast();
    return false;
  }

  /** The rules of a chain, in order; changing the list goes through the methods below. */
  public List<MangleRule> rules(String chain) {
    List<MangleRule> rules = new ArrayList<>();
    for (RuleChain.Entry entry : of(chain).entries()) {
      rules.add(entry.rule);
    }
    return rules;
  }

  /** The rules of a built-in chain, in order. */
  public List<MangleRule> rules(Chain chain) {
    return rules(chain.name());
  }

  /** Adds a rule at the end, its counters at 0. */
  public void append(String chain, MangleRule rule) {
    of(chain).insert(of(chain).size(), rule);
  }

  /** Adds a rule at the end of a built-in chain, its counters at 0. */
  public void append(Chain chain, MangleRule rule) {
    append(chain.name(), rule);
  }

  /**
   * Puts a rule in front of others.
   *
   * @param at from 1 to size + 1
   */
  public void insert(String chain, int at, MangleRule rule) {
    of(chain).insert(at - 1, rule);
  }

  /**
   * Puts a rule in another's place, its counters at 0.
   *
   * @param at from 1
   */
  public void replace(String chain, int at, MangleRule rule) {
    of(chain).delete(at - 1);
    of(chain).insert(at - 1, rule);
  }

  /**
   * Takes a rule away.
   *
   * @param at from 1
   */
  public void delete(String chain, int at) {
    of(chain).delete(at - 1);
  }

  /** Takes all rules of a chain away. */
  public void flush(String chain) {
    of(chain).clear();
  }

  /** What happens to packets that no rule decides on: true drops them. */
  public void setPolicyDrop(Chain chain, boolean drop) {
    builtIn[chain.ordinal()].policyDrop = drop;
  }

  /** Whether a chain's policy is DROP. */
  public boolean policyDrop(Chain chain) {
    return builtIn[chain.ordinal()].policyDrop;
  }

  /**
   * What a rule has seen.
   *
   * @param at from 1
   */
  public Counters counters(String chain, int at) {
    RuleChain.Entry entry = of(chain).entries()[at - 1];
    return new Counters(entry.packets, entry.bytes);
  }

  /** What a chain's policy has decided on. */
  public Counters policyCounters(Chain chain) {
    RuleChain rules = builtIn[chain.ordinal()];
    return new Counters(rules.policyPackets, rules.policyBytes);
  }

  /**
   * Sets a rule's counters (iptables-restore -c, iptables -Z with 0).
   *
   * @param at from 1
   */
  public void setCounters(String chain, int at, Counters counters) {
    RuleChain.Entry entry = of(chain).entries()[at - 1];
    entry.packets = counters.packets();
    entry.bytes = counters.bytes();
  }

  /** Sets a policy's counters. */
  public void setPolicyCounters(Chain chain, Counters counters) {
    builtIn[chain.ordinal()].policyPackets = counters.packets();
    builtIn[chain.ordinal()].policyBytes = counters.bytes();
  }

  /**
   * Runs a packet through a built-in chain.
   *
   * @param node whose packet it is, for the trace
   * @param in name of the interface it came in by, empty for none; out likewise
   * @return the packet's mark afterwards as an unsigned number, or {@link #DROPPED}
   */
  public long run(
      String node, Chain chain, byte[] frame, int ipAt, String in, String out, int mark) {
    RuleChain rules = builtIn[chain.ordinal()];
    if (rules.size() == 0 && !rules.policyDrop) {
      rules.policyPackets++;
      rules.policyBytes += Ipv4.totalLength(frame, ipAt);
      return Integer.toUnsignedLong(mark);
    }
    long end = traversal.through(rules, node, frame, ipAt, in, out, mark);
    if (end == DROPPED) {
      return DROPPED;
    }
    if (ChainTraversal.isAccepted(end)) {
      return ChainTraversal.markOf(end);
    }
    rules.policyPackets++;
    rules.policyBytes += Ipv4.totalLength(frame, ipAt);
    if (rules.policyDrop) {
      traversal.tellPolicyDropped(node, rules);
      return DROPPED;
    }
    return end;
  }

  private RuleChain of(String name) {
    RuleChain chain = byName.get(name);
    if (chain == null) {
      throw new IllegalArgumentException("there is no chain " + name);
    }
    return chain;
  }
}
