package io.lvsim.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Simulation;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.netfilter.MangleTable.Counters;
import io.lvsim.netfilter.PacketMatch.MultiPort;
import io.lvsim.netfilter.RuleTarget.SetMark;
import io.lvsim.trace.Decision;
import io.lvsim.trace.Trace;
import io.lvsim.trace.TraceListener;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MangleTableTest {
  private static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int PACKET_BYTES = 28;

  private final Trace trace = new Trace(new Simulation(1));
  private final MangleTable table = new MangleTable(trace);

  @Test
  void vipPort80IsMarked() {
    MangleRule rule =
        MangleRule.builder()
            .destination(AddressMatch.of(VIP, 32, false))
            .protocol(Ipv4.PROTOCOL_TCP, false)
            .match(new PacketMatch.Ports("tcp", PortRange.ANY, false, PortRange.of(80), false))
            .target(SetMark.set(10, -1))
            .build();
    table.append(Chain.PREROUTING, rule);
    assertThat(rule.text())
        .isEqualTo(
            "-d 192.168.2.188/32 -p tcp -m tcp --dport 80 -j MARK --set-xmark 0xa/0xffffffff");
    assertThat(mark(packet(6, 40_000, 80))).isEqualTo(10);
    assertThat(mark(packet(6, 40_000, 81))).isZero();
    assertThat(mark(packet(17, 40_000, 80))).isZero();
    assertThat(table.counters("PREROUTING", 1)).isEqualTo(new Counters(1, PACKET_BYTES));
    assertThat(table.policyCounters(Chain.PREROUTING)).isEqualTo(new Counters(3, 3 * PACKET_BYTES));
  }

  @Test
  void laterRulesSeeAndChangeTheMark() {
    table.append(Chain.PREROUTING, MangleRule.builder().target(SetMark.set(1, -1)).build());
    table.append(
        Chain.PREROUTING,
        MangleRule.builder()
            .match(new PacketMatch.Mark(1, -1, false))
            .target(SetMark.or(0x10))
            .build());
    assertThat(mark(packet(6, 1, 80))).isEqualTo(0x11);
  }

  @ParameterizedTest
  @CsvSource({
    "set,  0xf0, 0xff, 0x0f0, 0xf0/0xff",
    "set,  0x100, 0xf, 0x1f0, 0x100/0x10f",
    "xset, 0x3, 0x1, 0x1fd, 0x3/0x1",
    "and,  0xf, 0, 0x00f, 0x0/0xfffffff0",
    "or,   0x200, 0, 0x3ff, 0x200/0x200",
    "xor,  0xff, 0, 0x100, 0xff/0x0",
  })
  void markArithmeticIsTheKernels(
      String operation, String value, String mask, String expected, String saved) {
    int bits = Integer.decode(value);
    SetMark target =
        switch (operation) {
          case "set" -> SetMark.set(bits, Integer.decode(mask));
          case "xset" -> SetMark.xset(bits, Integer.decode(mask));
          case "and" -> SetMark.and(bits);
          case "or" -> SetMark.or(bits);
          default -> SetMark.xor(bits);
        };
    int before = operation.equals("set") && bits == 0xf0 ? 0 : 0x1ff;
    assertThat(target.apply(before)).isEqualTo(Integer.decode(expected).intValue());
    assertThat(target.text()).isEqualTo("-j MARK --set-xmark " + saved);
  }

  @Test
  void multiportTakesListsRangesAndNegation() {
    MultiPort ports =
        new MultiPort(
            MultiPort.Side.DESTINATION,
            List.of(PortRange.of(80), new PortRange(1024, 65_535)),
            true);
    assertThat(ports.text()).isEqualTo("-m multiport ! --dports 80,1024:65535");
    assertThat(ports.fits(packet(6, 80, 443), 14, 0)).isTrue();
    assertThat(ports.fits(packet(6, 80, 80), 14, 0)).isFalse();
    assertThat(ports.fits(packet(6, 80, 2000), 14, 0)).isFalse();
    MultiPort either = new MultiPort(MultiPort.Side.EITHER, List.of(PortRange.of(80)), false);
    assertThat(either.fits(packet(6, 80, 443), 14, 0)).isTrue();
  }

  @Test
  void laterFragmentsHaveNoPorts() {
    byte[] fragment = packet(6, 1, 80);
    Bytes.put16(fragment, 14 + 6, 100);
    PacketMatch ports = new PacketMatch.Ports("tcp", PortRange.ANY, false, PortRange.of(81), true);
    assertThat(ports.fits(fragment, 14, 0)).isFalse();
  }

  @Test
  void sourceMacAndInterfacesAreMatched() {
    MangleRule rule =
        MangleRule.builder()
            .in(new InterfaceMatch("eth+", false))
            .out(new InterfaceMatch("eth1", true))
            .match(new PacketMatch.SourceMac(MacAddress.parse("02:00:00:00:00:10"), true))
            .target(RuleTarget.ACCEPT)
            .build();
    assertThat(rule.text())
        .isEqualTo("-i eth+ ! -o eth1 -m mac ! --mac-source 02:00:00:00:00:10 -j ACCEPT");
    byte[] frame = packet(6, 1, 80);
    assertThat(rule.fits(frame, 14, "eth0", "", 0)).isTrue();
    assertThat(rule.fits(frame, 14, "lo", "", 0)).isFalse();
    assertThat(rule.fits(frame, 14, "eth0", "eth1", 0)).isFalse();
    Ethernet.write(frame, 0, MacAddress.parse("02:00:00:00:00:10"), Ethernet.TYPE_IPV4);
    assertThat(rule.fits(frame, 14, "eth0", "", 0)).isFalse();
  }

  @Test
  void dropEndsTheWayAndIsTold() {
    List<String> told = new ArrayList<>();
    trace.add(
        new TraceListener() {
          @Override
          public void decided(
              long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
            told.add(node + ": " + decision.reason());
          }
        });
    table.append(
        Chain.INPUT,
        MangleRule.builder()
            .source(AddressMatch.of(CLIENT, 24, true))
            .target(RuleTarget.ACCEPT)
            .build());
    table.append(Chain.INPUT, MangleRule.builder().target(RuleTarget.DROP).build());
    long result = table.run("dir", Chain.INPUT, packet(6, 1, 80), 14, "eth0", "", 0);
    assertThat(result).isEqualTo(MangleTable.DROPPED);
    assertThat(told).containsExactly("dir: dropped the packet: rule 2 of mangle INPUT: -j DROP");
    assertThat(table.counters("INPUT", 1).packets()).isZero();
  }

  @Test
  void returnLeavesItToThePolicy() {
    table.append(Chain.OUTPUT, MangleRule.builder().target(RuleTarget.RETURN).build());
    table.append(Chain.OUTPUT, MangleRule.builder().target(SetMark.set(5, -1)).build());
    assertThat(table.run("dir", Chain.OUTPUT, packet(6, 1, 80), 14, "", "eth0", 3)).isEqualTo(3);
    table.setPolicyDrop(Chain.OUTPUT, true);
    assertThat(table.run("dir", Chain.OUTPUT, packet(6, 1, 80), 14, "", "eth0", 3))
        .isEqualTo(MangleTable.DROPPED);
  }

  @Test
  void rulesAreInsertedReplacedAndDeletedByNumber() {
    for (int value = 1; value <= 3; value++) {
      table.insert("FORWARD", 1, MangleRule.builder().target(SetMark.set(value, -1)).build());
    }
    table.delete("FORWARD", 2);
    MangleRule other = MangleRule.builder().target(RuleTarget.ACCEPT).build();
    table.replace("FORWARD", 1, other);
    assertThat(table.rules(Chain.FORWARD))
        .containsExactly(other, MangleRule.builder().target(SetMark.set(1, -1)).build());
    table.flush("FORWARD");
    assertThat(table.rules(Chain.FORWARD)).isEmpty();
  }

  @Test
  void aHighMarkIsNoDrop() {
    table.append(Chain.PREROUTING, MangleRule.builder().target(SetMark.set(-1, -1)).build());
    long result = table.run("dir", Chain.PREROUTING, packet(6, 1, 80), 14, "eth0", "", 0);
    assertThat((int) result).isEqualTo(-1);
    assertThat(result).isNotEqualTo(MangleTable.DROPPED);
  }

  @Test
  void aJumpComesBackUnlessTheChainDecides() {
    table.addChain("web");
    table.append("web", MangleRule.builder().target(SetMark.or(1)).build());
    table.append(
        "web",
        MangleRule.builder()
            .match(new PacketMatch.Mark(0x10, 0x10, false))
            .target(RuleTarget.ACCEPT)
            .build());
    table.append("web", MangleRule.builder().target(RuleTarget.RETURN).build());
    table.append("web", MangleRule.builder().target(SetMark.or(8)).build());
    table.append("PREROUTING", MangleRule.builder().target(new RuleTarget.Jump("web")).build());
    table.append("PREROUTING", MangleRule.builder().target(SetMark.or(2)).build());
    assertThat(mark(packet(6, 1, 80))).isEqualTo(3);
    table.insert("web", 1, MangleRule.builder().target(SetMark.or(0x10)).build());
    assertThat(mark(packet(6, 1, 80))).isEqualTo(0x11);
    assertThat(table.policyCounters(Chain.PREROUTING).packets()).isEqualTo(1);
    assertThat(table.references("web")).isEqualTo(1);
  }

  @Test
  void aLoopIsSeenOnlyWherePacketsCanGetIn() {
    table.addChain("a");
    table.addChain("b");
    table.append("a", MangleRule.builder().target(new RuleTarget.Jump("b")).build());
    table.append("b", MangleRule.builder().target(new RuleTarget.Jump("a")).build());
    assertThat(table.hasLoop()).isFalse();
    table.append("INPUT", MangleRule.builder().target(new RuleTarget.Jump("a")).build());
    assertThat(table.hasLoop()).isTrue();
    assertThat(table.userChains()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({"8, -1, false, true", "8, 0, false, true", "8, 1, false, false", "0, -1, true, true"})
  void icmpTypesAndCodesMatch(int type, int code, boolean inverted, boolean fits) {
    byte[] echo = packet(1, 0x0800, 0);
    assertThat(new PacketMatch.IcmpType(type, code, inverted).fits(echo, 14, 0)).isEqualTo(fits);
  }

  private int mark(byte[] frame) {
    return (int) table.run("dir", Chain.PREROUTING, frame, 14, "eth0", "", 0);
  }

  private static byte[] packet(int protocol, int sourcePort, int destinationPort) {
    byte[] frame = Ethernet.allocate(PACKET_BYTES);
    Bytes.put16(frame, 34, sourcePort);
    Bytes.put16(frame, 36, destinationPort);
    Ipv4.write(frame, 14, PACKET_BYTES, 1, 0, 64, protocol, CLIENT, VIP);
    return frame;
  }
}
