package io.lvsim.host;

import static io.lvsim.wire.Ipv4Address.format;
import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Puts packets on a router's wire that were put on a Linux 6.1 router's, under the same settings,
 * and compares what all others hear: forwarding, source validation, martians, ICMP errors and their
 * limits, redirects, fragments. In the recording {@code $} sets, {@code #} titles, {@code >} is a
 * frame that c1 sends, {@code ~} is time that passes, and the rest is what was heard.
 */
class ForwardingTranscriptTest {
  private static final String ROUTER_MAC = "02:00:00:00:00:01";

  private final Lan lan = new Lan().listening();
  private final Host c1 = new Host(lan.simulation, lan.trace, "c1");
  private final Host c2 = new Host(lan.simulation, lan.trace, "c2");
  private final Host c9 = new Host(lan.simulation, lan.trace, "c9");
  private final Host router = new Host(lan.simulation, lan.trace, "r");
  private final List<String> heard = new ArrayList<>();

  @Test
  void theRouterDoesWhatLinuxDid() throws HostException {
    build();
    String title = "";
    List<String> expected = new ArrayList<>();
    int questions = 0;
    for (String line : Recordings.read("forwarding/transcript.txt").lines().toList()) {
      String rest = line.substring(2);
      switch (line.charAt(0)) {
        case '$' -> set(rest);
        case '#', '>', '~' -> {
          if (!expected.isEmpty() || line.charAt(0) == '#') {
            compare(title, expected);
            expected.clear();
          }
          title = line.charAt(0) == '#' ? rest : title;
          act(line.charAt(0), rest);
          questions++;
        }
        default -> expected.add(line);
      }
    }
    compare(title, expected);
    assertThat(questions).isGreaterThan(200);
  }

  private void act(char what, String rest) {
    if (what == '>') {
      Lan.eth0(c1).sendRaw(padded(HexFormat.of().parseHex(rest)));
    } else if (what == '~') {
      lan.simulation.runFor(Nanos.millis(Long.parseLong(rest)));
    }
  }

  private void compare(String title, List<String> expected) {
    List<String> sorted = new ArrayList<>();
    for (String host : List.of("c1", "c2", "c9")) {
      heard.stream().filter(line -> line.startsWith(host)).forEach(sorted::add);
    }
    assertThat(sorted)
        .as(title + "\n" + String.join("\n", lan.decisions))
        .containsExactlyElementsOf(expected);
    heard.clear();
    lan.decisions.clear();
  }

  private void build() throws HostException {
    plug(c1, "eth0", lan.lan, "02:00:00:00:00:10");
    plug(c2, "eth0", lan.lan, "02:00:00:00:00:11");
    Interface near = plug(router, "eth0", lan.lan, ROUTER_MAC);
    Switch farSwitch = new Switch(lan.simulation, lan.trace, "far");
    Interface far = plug(router, "eth1", farSwitch, "02:00:00:01:00:01");
    plug(c9, "eth0", farSwitch, "02:00:00:01:00:09");
    near.addAddress(
        Lan.ip("192.168.2.1"), 24, Lan.ip("192.168.2.255"), InterfaceAddress.SCOPE_GLOBAL, "eth0");
    far.addAddress(
        Lan.ip("10.9.9.1"), 24, Lan.ip("10.9.9.255"), InterfaceAddress.SCOPE_GLOBAL, "eth1");
    far.setMtu(1000);
    IpCommands ip = new IpCommands(router);
    ip.run("ip route add unreachable 10.20.0.0/16");
    ip.run("ip route add blackhole 10.30.0.0/16");
    ip.run("ip route add prohibit 10.40.0.0/16");
    ip.run("ip route add 10.50.0.0/16 via 192.168.2.11");
    for (String address : List.of("192.168.2.10", "192.168.2.11", "192.168.2.12")) {
      know(near, address, Lan.macOf(address));
    }
    know(far, "10.9.9.9", MacAddress.parse("02:00:00:01:00:09"));
    know(far, "10.9.9.50", MacAddress.parse("02:00:00:01:00:09"));
    for (Host host : List.of(c1, c2, c9)) {
      Lan.eth0(host).addFrameListener((_, frame) -> hear(host, frame));
    }
  }

  private Interface plug(Host host, String name, Switch to, String mac) {
    Port port = new Port(host.name(), name, lan.trace);
    new Cable(lan.simulation, lan.trace, port, to.addPort(host.name()));
    return host.addInterface(name, MacAddress.parse(mac), port);
  }

  private void know(Interface on, String address, long mac) {
    router.neighbors().replace(Lan.ip(address), on, mac, NeighborEntry.State.PERMANENT);
  }

  private void set(String assignments) throws HostException {
    for (String assignment : assignments.split(" ")) {
      String[] pair = assignment.split("=");
      router.sysctl().write("net.ipv4." + pair[0], pair[1]);
    }
  }

  private void hear(Host host, byte[] frame) {
    if (Ethernet.type(frame) == Ethernet.TYPE_IPV4) {
      heard.add(host.name() + ": " + text(frame));
    }
  }

  private static String text(byte[] frame) {
    int at = Ethernet.HEADER;
    StringBuilder text =
        new StringBuilder(
            "%s > %s ttl %d tos 0x%x len %d"
                .formatted(
                    format(Ipv4.source(frame, at)),
                    format(Ipv4.destination(frame, at)),
                    Ipv4.ttl(frame, at),
                    Ipv4.tos(frame, at),
                    Ipv4.totalLength(frame, at)));
    if (Ipv4.dontFragment(frame, at)) {
      text.append(" DF");
    }
    if (Ipv4.isFragment(frame, at)) {
      boolean more = (Ipv4.flagsAndOffset(frame, at) & Ipv4.MORE_FRAGMENTS) != 0;
      text.append(" frag ").append(Ipv4.fragmentOffset(frame, at)).append(more ? "+" : "");
    }
    if (Ipv4.protocol(frame, at) != Ipv4.PROTOCOL_ICMP) {
      text.append(" proto ").append(Ipv4.protocol(frame, at));
    } else if (Ipv4.fragmentOffset(frame, at) == 0) {
      appendIcmp(text, frame, Ipv4.payload(frame, at));
    }
    return text.toString();
  }

  private static void appendIcmp(StringBuilder text, byte[] frame, int at) {
    int type = Icmp.type(frame, at);
    text.append(" icmp ").append(type).append('/').append(Icmp.code(frame, at));
    if (type == Icmp.UNREACHABLE || type == Icmp.REDIRECT || type == Icmp.TIME_EXCEEDED) {
      int quoted = Ipv4.payloadLength(frame, Ethernet.HEADER) - Icmp.HEADER;
      text.append(' ').append(format(Icmp.rest(frame, at))).append(" quotes ").append(quoted);
    }
  }

  private static byte[] padded(byte[] frame) {
    return frame.length < Ethernet.MINIMUM
        ? java.util.Arrays.copyOf(frame, Ethernet.MINIMUM)
        : frame;
  }
}
