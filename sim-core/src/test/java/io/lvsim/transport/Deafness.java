package io.lvsim.transport;

import io.lvsim.host.Host;
import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.netfilter.PacketMatch;
import io.lvsim.netfilter.PortRange;
import io.lvsim.netfilter.RuleTarget;
import io.lvsim.wire.Ipv4;

/** Lets a host drop what it receives, as the recorded hosts did by iptables. */
final class Deafness {
  private Deafness() {}

  /** From now on the host is deaf to segments from or to a port. */
  static void to(Host host, int port) {
    drop(host, PortRange.of(port), PortRange.ANY);
    drop(host, PortRange.ANY, PortRange.of(port));
  }

  private static void drop(Host host, PortRange from, PortRange to) {
    host.mangle()
        .append(
            Chain.INPUT,
            MangleRule.builder()
                .protocol(Ipv4.PROTOCOL_TCP, false)
                .match(new PacketMatch.Ports("tcp", from, false, to, false))
                .target(RuleTarget.Verdict.DROP)
                .build());
  }
}
