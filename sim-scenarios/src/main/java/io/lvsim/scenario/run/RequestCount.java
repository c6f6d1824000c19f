package io.lvsim.scenario.run;

import io.lvsim.link.Tap;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts the HTTP requests that each machine has answered: the responses it puts on the wire, each
 * once however often it is sent. Answers to a director, which are those to its health checks, do
 * not count.
 */
final class RequestCount {
  private static final byte[] RESPONSE = {'H', 'T', 'T', 'P', '/', '1', '.'};

  /** What tells one response from another. */
  private record Response(String machine, int client, int ports, int sequence) {}

  private final Directors directors;
  private final Map<String, Long> answered = new LinkedHashMap<>();
  private final Set<Response> seen = new LinkedHashSet<>();

  RequestCount(Directors directors) {
    this.directors = directors;
  }

  /** Watches a port of a machine. */
  Tap at(String machine) {
    return (outgoing, frame) -> {
      if (outgoing && beginsResponse(frame)) {
        count(machine, frame);
      }
    };
  }

  private void count(String machine, byte[] frame) {
    int ip = Ethernet.HEADER;
    int tcp = Ipv4.payload(frame, ip);
    int client = Ipv4.destination(frame, ip);
    int ports = Tcp.sourcePort(frame, tcp) << 16 | Tcp.destinationPort(frame, tcp);
    Response response = new Response(machine, client, ports, Tcp.sequence(frame, tcp));
    if (!directors.haveAddress(client) && seen.add(response)) {
      answered.merge(machine, 1L, Long::sum);
    }
  }

  private static boolean beginsResponse(byte[] frame) {
    int ip = Ethernet.HEADER;
    if (Ethernet.type(frame) != Ethernet.TYPE_IPV4
        || !Ipv4.isWellFormed(frame, ip)
        || Ipv4.protocol(frame, ip) != Ipv4.PROTOCOL_TCP
        || Ipv4.isFragment(frame, ip)) {
      return false;
    }
    int tcp = Ipv4.payload(frame, ip);
    int data = tcp + Tcp.headerLength(frame, tcp);
    if (ip + Ipv4.totalLength(frame, ip) - data < RESPONSE.length) {
      return false;
    }
    for (int i = 0; i < RESPONSE.length; i++) {
      if (frame[data + i] != RESPONSE[i]) {
        return false;
      }
    }
    return true;
  }

  long answeredBy(String machine) {
    return answered.getOrDefault(machine, 0L);
  }

  void clear() {
    answered.clear();
    seen.clear();
  }
}
