package io.lvsim.compare;

import io.lvsim.compare.RunRecord.SeenFrame;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which of the kernel's ports that a client chose at random stands for which of the simulator's:
 * the n-th conversation that a client begins with a server's port in one run is the n-th in the
 * other.
 */
final class Ports {
  private static final int FIRST_EPHEMERAL = 32768;
  private static final Pattern ENDPOINT =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+)([:.])(\\d{5})\\b");
  private static final Pattern HEX_ENDPOINT =
      Pattern.compile("\\b([0-9A-F]{8})([ :])([0-9A-F]{4})\\b");

  private final Map<Endpoint, Integer> simulators = new LinkedHashMap<>();

  private record Endpoint(int address, int port) {}

  /** A conversation that a machine begins, without the port that it chose. */
  private record Opening(int protocol, int source, int destination, int destinationPort) {}

  private Ports() {}

  static Ports match(List<SeenFrame> simulator, List<SeenFrame> kernel) {
    Map<Opening, List<Integer>> ours = openings(simulator);
    Map<Opening, List<Integer>> theirs = openings(kernel);
    Ports ports = new Ports();
    theirs.forEach((opening, chosen) -> {
      List<Integer> counterparts = ours.getOrDefault(opening, List.of());
      for (int i = 0; i < Math.min(chosen.size(), counterparts.size()); i++) {
        ports.simulators.putIfAbsent(
            new Endpoint(opening.source(), chosen.get(i)), counterparts.get(i));
      }
    });
    return ports;
  }

  private static Map<Opening, List<Integer>> openings(List<SeenFrame> frames) {
    Map<Opening, List<Integer>> found = new LinkedHashMap<>();
    Set<List<Integer>> known = new LinkedHashSet<>();
    for (SeenFrame seen : frames) {
      byte[] frame = seen.bytes();
      if (!seen.outgoing() || !hasPorts(frame)) {
        continue;
      }
      int ip = Ethernet.HEADER;
      int data = Ipv4.payload(frame, ip);
      int source = Ipv4.source(frame, ip);
      int destination = Ipv4.destination(frame, ip);
      int protocol = Ipv4.protocol(frame, ip);
      int from = Udp.sourcePort(frame, data);
      int to = Udp.destinationPort(frame, data);
      boolean begins = protocol != Ipv4.PROTOCOL_TCP || isOpening(frame, data);
      if (begins
          && from >= FIRST_EPHEMERAL
          && known.add(List.of(protocol, source, from, destination, to))) {
        found
            .computeIfAbsent(
                new Opening(protocol, source, destination, to), key -> new ArrayList<>())
            .add(from);
      }
    }
    return found;
  }

  private static boolean isOpening(byte[] frame, int tcp) {
    return (Tcp.flags(frame, tcp) & (Tcp.SYN | Tcp.ACK)) == Tcp.SYN;
  }

  private static boolean hasPorts(byte[] frame) {
    if (Ethernet.type(frame) != Ethernet.TYPE_IPV4
        || !Ipv4.isWellFormed(frame, Ethernet.HEADER)
        || Ipv4.isFragment(frame, Ethernet.HEADER)) {
      return false;
    }
    int protocol = Ipv4.protocol(frame, Ethernet.HEADER);
    return protocol == Ipv4.PROTOCOL_TCP || protocol == Ipv4.PROTOCOL_UDP;
  }

  /** The simulator's port for a kernel's; the same where no counterpart is known. */
  int simulators(int address, int port) {
    return simulators.getOrDefault(new Endpoint(address, port), port);
  }

  /** A kernel's text with the simulator's ports. */
  String rename(String text) {
    String plain = ENDPOINT.matcher(text).replaceAll(this::plain);
    return HEX_ENDPOINT.matcher(plain).replaceAll(this::hex);
  }

  private String plain(MatchResult found) {
    try {
      int address = Ipv4Address.parse(found.group(1));
      int port = Integer.parseInt(found.group(3));
      return found.group(1) + found.group(2) + simulators(address, port);
    } catch (IllegalArgumentException e) {
      return found.group();
    }
  }

  private String hex(MatchResult found) {
    int address = Integer.parseUnsignedInt(found.group(1), 16);
    int port = Integer.parseInt(found.group(3), 16);
    return "%s%s%04X".formatted(found.group(1), found.group(2), simulators(address, port));
  }
}
