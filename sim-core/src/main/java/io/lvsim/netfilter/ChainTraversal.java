package io.lvsim.netfilter;

import io.lvsim.netfilter.RuleTarget.Jump;
import io.lvsim.netfilter.RuleTarget.SetMark;
import io.lvsim.netfilter.RuleTarget.Verdict;
import io.lvsim.trace.NetfilterDecision;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4;
import java.util.Map;

/**
 * A packet's way through a chain and those that it jumps to (ipt_do_table). How it ends is one
 * number: {@link MangleTable#DROPPED}, or the mark, with a bit above it if the packet was accepted;
 * without that bit it came to the chain's end.
 */
final class ChainTraversal {
  private static final long ACCEPTED = 1L << 32;

  private final Trace trace;
  private final Map<String, RuleChain> chains;

  ChainTraversal(Trace trace, Map<String, RuleChain> chains) {
    this.trace = trace;
    this.chains = chains;
  }

  static boolean isAccepted(long end) {
    return (end & ACCEPTED) != 0;
  }

  static long markOf(long end) {
    return end & ~ACCEPTED;
  }

  long through(
      RuleChain chain, String node, byte[] frame, int ipAt, String in, String out, int mark) {
    int bytes = Ipv4.totalLength(frame, ipAt);
    int now = mark;
    RuleChain.Entry[] entries = chain.entries();
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
              return MangleTable.DROPPED;
            }
            case ACCEPT -> {
              return Integer.toUnsignedLong(now) | ACCEPTED;
            }
            case RETURN -> {
              return Integer.toUnsignedLong(now);
            }
            case CONTINUE -> {}
          }
        }
        case Jump jump -> {
          long end = jump(jump, node, frame, ipAt, in, out, now);
          if (end == MangleTable.DROPPED || isAccepted(end)) {
            return end;
          }
          now = (int) end;
        }
      }
    }
    return Integer.toUnsignedLong(now);
  }

  private long jump(
      Jump jump, String node, byte[] frame, int ipAt, String in, String out, int mark) {
    RuleChain target = chains.get(jump.chain());
    return target == null
        ? Integer.toUnsignedLong(mark)
        : through(target, node, frame, ipAt, in, out, mark);
  }

  void tellPolicyDropped(String node, RuleChain chain) {
    tellDropped(node, chain, 0, "policy DROP");
  }

  private void tellMarked(
      String node, RuleChain chain, int index, MangleRule rule, int before, int after) {
    if (trace.on()) {
      trace.tell(
          node, new NetfilterDecision.Marked(chain.name, index + 1, rule.text(), before, after));
    }
  }

  private void tellDropped(String node, RuleChain chain, int number, String rule) {
    if (trace.on()) {
      trace.tell(node, new NetfilterDecision.Dropped(chain.name, number, rule));
    }
  }
}
