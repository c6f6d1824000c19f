package io.lvsim.host;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** ICMP of one host: echo, errors with the kernel's rate limits, handing errors to transports. */
public final class IcmpLayer {
  private static final int AT = Ethernet.HEADER;
  private static final int QUOTED_TRANSPORT_BYTES = 8;

  private final Host host;
  private final IcmpErrors errors;
  private final ReceivedRedirects redirects;
  private final Map<Integer, EchoListener> listeners = new TreeMap<>();

  IcmpLayer(Host host) {
    this.host = host;
    errors = new IcmpErrors(host);
    redirects = new ReceivedRedirects(host);
  }

  /** Gets echo replies. */
  public interface EchoListener {
    /**
     * A reply has come.
     *
     * @param bytes of ICMP header and data
     */
    void reply(int from, int identifier, int sequence, int ttl, int bytes);

    /**
     * An ICMP error about one of our requests has come.
     *
     * @param info its second word: the MTU where a packet was too long
     */
    void error(int from, int type, int code, int info, int identifier, int sequence);

    /**
     * A router has sent a redirect about one of our requests, which it has sent on all the same.
     */
    default void redirected(int from, int code, int gateway, int sequence) {}
  }

  /**
   * Sends an ICMP error about a packet to its source, unless the rules forbid it (RFC 1122 3.2.2,
   * icmp_send: not about errors, fragments, broadcasts; rate limits). About a packet for an address
   * of this host it speaks as that address, else as routing chooses.
   *
   * @param frame which holds the packet
   * @param ipAt offset of its IPv4 header
   * @param info the error's second word
   */
  public void sendError(byte[] frame, int ipAt, int type, int code, int info) {
    int destination = Ipv4.destination(frame, ipAt);
    errors.send(frame, ipAt, type, code, info, host.isLocal(destination) ? destination : 0);
  }

  /**
   * Sends an error about a packet that came in to be passed on: with icmp_errors_use_inbound_ifaddr
   * it speaks as the interface that the packet came in by.
   */
  void sendError(byte[] frame, Interface in, int type, int code, int info) {
    int speaker = 0;
    if (host.settings().icmpErrorsUseInboundAddress != 0) {
      int asker = Ipv4.source(frame, AT);
      speaker = SourceSelection.select(host, in, asker, InterfaceAddress.SCOPE_LINK);
    }
    errors.send(frame, AT, type, code, info, speaker);
  }

  /** A packet was given up since its next hop's MAC could not be found (ipv4_link_failure). */
  void linkFailed(byte[] frame) {
    errors.send(frame, AT, Icmp.UNREACHABLE, Icmp.HOST_UNREACHABLE, 0, 0);
  }

  /** Sends an echo request; source 0 lets routing choose. */
  public @Nullable Errno sendEcho(
      int source, int destination, int identifier, int sequence, int dataBytes, int ttl) {
    int speaker = source != 0 ? source : host.routes().sourceFor(destination);
    if (speaker == 0) {
      return Errno.ENETUNREACH;
    }
    byte[] frame = host.ipv4().allocate(Icmp.HEADER + dataBytes);
    int icmpAt = AT + Ipv4.HEADER;
    int length = Icmp.HEADER + dataBytes;
    for (int i = 0; i < dataBytes; i++) {
      frame[icmpAt + Icmp.HEADER + i] = (byte) i;
    }
    int rest = identifier << 16 | sequence & 0xFFFF;
    Icmp.write(frame, icmpAt, length, Icmp.ECHO_REQUEST, 0, rest);
    int identification = host.ipv4().nextIdentification(speaker, destination, Ipv4.PROTOCOL_ICMP);
    Ipv4.write(
        frame,
        AT,
        Ipv4.HEADER + length,
        identification,
        fitsPath(destination, Ipv4.HEADER + length) ? Ipv4.DONT_FRAGMENT : 0,
        ttl,
        Ipv4.PROTOCOL_ICMP,
        speaker,
        destination);
    return host.ipv4().send(frame);
  }

  /** A request that is too long for the first link goes out in fragments (IP_PMTUDISC_WANT). */
  private boolean fitsPath(int destination, int bytes) {
    Route route = host.routes().lookup(destination);
    return route == null
        || bytes <= host.routes().pathMtu(destination, route)
            && !host.routes().pathMtuIsLocked(destination, route)
            && host.settings().noPathMtuDiscovery == 0;
  }

  /** Listens for replies to one identifier; null stops listening. */
  public void listen(int identifier, @Nullable EchoListener listener) {
    if (listener == null) {
      listeners.remove(identifier);
    } else {
      listeners.put(identifier, listener);
    }
  }

  /** icmp_rcv. */
  void receive(byte[] frame, int ipAt, Interface in) {
    int at = Ipv4.payload(frame, ipAt);
    int length = Ipv4.payloadLength(frame, ipAt);
    if (length < Icmp.HEADER || !Icmp.checksumIsRight(frame, at, length)) {
      return;
    }
    int type = Icmp.type(frame, at);
    if (type == Icmp.ECHO_REQUEST) {
      answerEcho(frame, ipAt, at, length, in);
    } else if (type == Icmp.ECHO_REPLY) {
      tellListener(frame, ipAt, at, length);
    } else if (Icmp.isError(type)) {
      handError(frame, ipAt, at, length, in);
    }
  }

  private void answerEcho(byte[] request, int ipAt, int at, int length, Interface in) {
    int asked = Ipv4.destination(request, ipAt);
    boolean broadcast = !host.isLocal(asked);
    HostSettings settings = host.settings();
    if (settings.icmpEchoIgnoreAll != 0 || broadcast && settings.icmpEchoIgnoreBroadcasts != 0) {
      return;
    }
    int asker = Ipv4.source(request, ipAt);
    int speaker =
        broadcast ? SourceSelection.select(host, in, asker, InterfaceAddress.SCOPE_LINK) : asked;
    if (!errors.mayReply(asker, Icmp.ECHO_REPLY, 0)) {
      return;
    }
    byte[] frame = host.ipv4().allocate(length);
    int icmpAt = AT + Ipv4.HEADER;
    System.arraycopy(request, at, frame, icmpAt, length);
    Icmp.write(
        frame, icmpAt, length, Icmp.ECHO_REPLY, Icmp.code(request, at), Icmp.rest(request, at));
    Ipv4.write(
        frame,
        AT,
        Ipv4.HEADER + length,
        host.ipv4().nextIdentification(speaker, asker, Ipv4.PROTOCOL_ICMP),
        0,
        settings.defaultTtl,
        Ipv4.PROTOCOL_ICMP,
        speaker,
        asker);
    Ipv4.setTos(frame, AT, Ipv4.tos(request, ipAt));
    host.ipv4().send(frame);
  }

  private void tellListener(byte[] frame, int ipAt, int at, int length) {
    int rest = Icmp.rest(frame, at);
    EchoListener listener = listeners.get(rest >>> 16);
    if (listener != null) {
      int ttl = Ipv4.ttl(frame, ipAt);
      listener.reply(Ipv4.source(frame, ipAt), rest >>> 16, rest & 0xFFFF, ttl, length);
    }
  }

  /** icmp_unreach, icmp_socket_deliver: whoever sent the quoted packet is told. */
  private void handError(byte[] frame, int ipAt, int at, int length, Interface in) {
    int quotedAt = at + Icmp.HEADER;
    int quoted = length - Icmp.HEADER;
    if (quoted < Ipv4.HEADER
        || Ipv4.version(frame, quotedAt) != 4
        || Ipv4.headerLength(frame, quotedAt) < Ipv4.HEADER
        || quoted < Ipv4.headerLength(frame, quotedAt) + QUOTED_TRANSPORT_BYTES) {
      return;
    }
    int protocol = Ipv4.protocol(frame, quotedAt);
    int type = Icmp.type(frame, at);
    int code = Icmp.code(frame, at);
    if (isFragmentationNeeded(type, code) && ignoresPathMtu(protocol)) {
      return;
    }
    learn(frame, ipAt, at, quotedAt, in);
    if (protocol == Ipv4.PROTOCOL_ICMP) {
      tellListenerOfError(frame, ipAt, at, quotedAt);
      return;
    }
    TransportProtocol handler = host.ipv4().handler(protocol);
    if (handler != null) {
      handler.icmpError(type, code, Icmp.rest(frame, at), frame, quotedAt);
    }
  }

  /** What a router says about the way of a packet that this host has sent is remembered. */
  private void learn(byte[] frame, int ipAt, int at, int quotedAt, Interface in) {
    int type = Icmp.type(frame, at);
    boolean mtu = isFragmentationNeeded(type, Icmp.code(frame, at));
    if (type != Icmp.REDIRECT && !mtu || !hasSent(frame, quotedAt)) {
      return;
    }
    int destination = Ipv4.destination(frame, quotedAt);
    if (mtu) {
      int told = host.settings().noPathMtuDiscovery == 1 ? 0 : Icmp.rest(frame, at) & 0xFFFF;
      host.routes().shrinkPath(destination, told);
      return;
    }
    int gateway = Icmp.rest(frame, at);
    redirects.take(in, Ipv4.source(frame, ipAt), Icmp.code(frame, at), gateway, destination);
  }

  private static boolean isFragmentationNeeded(int type, int code) {
    return type == Icmp.UNREACHABLE && code == Icmp.FRAGMENTATION_NEEDED;
  }

  /** icmp_unreach: 2 ignores the message, 3 where the protocol cannot tell a forged one. */
  private boolean ignoresPathMtu(int protocol) {
    int setting = host.settings().noPathMtuDiscovery;
    return setting == 2 || setting == 3 && protocol != Ipv4.PROTOCOL_TCP;
  }

  private boolean hasSent(byte[] frame, int quotedAt) {
    int protocol = Ipv4.protocol(frame, quotedAt);
    if (protocol == Ipv4.PROTOCOL_ICMP) {
      boolean reply = Icmp.type(frame, Ipv4.payload(frame, quotedAt)) == Icmp.ECHO_REPLY;
      return reply || !listeners.isEmpty();
    }
    TransportProtocol handler = host.ipv4().handler(protocol);
    return handler != null && handler.hasSent(frame, quotedAt);
  }

  private void tellListenerOfError(byte[] frame, int ipAt, int at, int quotedAt) {
    int quotedIcmpAt = Ipv4.payload(frame, quotedAt);
    if (Icmp.type(frame, quotedIcmpAt) != Icmp.ECHO_REQUEST) {
      return;
    }
    int rest = Icmp.rest(frame, quotedIcmpAt);
    EchoListener listener = listeners.get(rest >>> 16);
    if (listener == null) {
      return;
    }
    int from = Ipv4.source(frame, ipAt);
    int type = Icmp.type(frame, at);
    int code = Icmp.code(frame, at);
    if (type == Icmp.REDIRECT) {
      listener.redirected(from, code, Icmp.rest(frame, at), rest & 0xFFFF);
    } else {
      listener.error(from, type, code, Icmp.rest(frame, at), rest >>> 16, rest & 0xFFFF);
    }
  }
}
