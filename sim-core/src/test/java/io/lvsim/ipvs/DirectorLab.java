package io.lvsim.ipvs;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.Set;
import java.util.TreeSet;

/**
 * A director with real servers and clients around it that are just clever enough to take part in
 * recorded dialogues: every real server answers with the last octet of its address.
 */
final class DirectorLab {
  static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final long STEP_NANOS = Nanos.millis(2);

  /** What happened to a packet. */
  private enum Fate {
    SENT,
    REFUSED_BY_ICMP,
    LEFT_TO_HOST,
    LOCAL_SERVER,
    DROPPED
  }

  final FakePlatform platform = new FakePlatform();
  final Ipvs ipvs = new Ipvs(platform, new FakeSyncNetwork());

  /** Who listens nowhere at all, though it is up: its answer is RST. */
  final Set<Integer> stopped = new TreeSet<>();

  /** Ports that nobody listens on. */
  final Set<Integer> closedPorts = new TreeSet<>();

  /** Real servers whose cable is pulled. */
  final Set<Integer> unplugged = new TreeSet<>();

  /** Destination ports whose packets carry a mark; 0 stands for all ports. */
  final Set<Integer> markedPorts = new TreeSet<>();

  int mark;
  long waitNanos = Nanos.seconds(2);

  /** Connections as real servers know them: client end, VIP's port and server. */
  private final Set<String> accepted = new TreeSet<>();

  /** Client ends whose connection was reset: they send nothing more. */
  private final Set<String> reset = new TreeSet<>();

  void pass(long nanos) {
    platform.simulation.runFor(nanos);
  }

  /** A short TCP dialogue: connect, ask, close. */
  String tcp(int client, int port, int to, int toPort) {
    String answer = open(client, port, to, toPort);
    if (Character.isDigit(answer.charAt(0)) || answer.startsWith("-")) {
      close(client, port, to, toPort);
    }
    return answer;
  }

  /** Connects and asks; the connection stays. */
  String open(int client, int port, int to, int toPort) {
    reset.remove(client + ":" + port);
    Fate fate = send(Frames.tcp(client, port, to, toPort, Tcp.SYN), toPort);
    if (fate == Fate.REFUSED_BY_ICMP || fate == Fate.LEFT_TO_HOST) {
      return "refused";
    }
    int server = platform.sentTo;
    if (fate == Fate.DROPPED || unplugged.contains(server)) {
      pass(Nanos.seconds(1));
      send(Frames.tcp(client, port, to, toPort, Tcp.SYN), toPort);
      pass(waitNanos - Nanos.seconds(1));
      return "timeout";
    }
    if (stopped.contains(server) || closedPorts.contains(toPort)) {
      return "refused";
    }
    accepted.add(known(client, port, toPort, server));
    reply(fate, client, port, to, toPort, Tcp.SYN | Tcp.ACK);
    send(Frames.tcp(client, port, to, toPort, Tcp.ACK), toPort);
    return say(client, port, to, toPort);
  }

  /** Asks over a connection. */
  String say(int client, int port, int to, int toPort) {
    if (reset.contains(client + ":" + port)) {
      return "reset";
    }
    byte[] question = Frames.tcp(client, port, to, toPort, Tcp.PSH | Tcp.ACK, 4, 64);
    Fate fate = send(question, toPort);
    if (fate == Fate.LEFT_TO_HOST) {
      reset.add(client + ":" + port);
      return "reset";
    }
    int server = platform.sentTo;
    if (fate == Fate.DROPPED) {
      pass(waitNanos);
      return "timeout";
    }
    if (!accepted.contains(known(client, port, toPort, server))) {
      return "reset";
    }
    reply(fate, client, port, to, toPort, Tcp.PSH | Tcp.ACK);
    send(Frames.tcp(client, port, to, toPort, Tcp.ACK), toPort);
    return name(server);
  }

  void close(int client, int port, int to, int toPort) {
    Fate fate = send(Frames.tcp(client, port, to, toPort, Tcp.FIN | Tcp.ACK), toPort);
    reply(fate, client, port, to, toPort, Tcp.FIN | Tcp.ACK);
    send(Frames.tcp(client, port, to, toPort, Tcp.ACK), toPort);
  }

  void reset(int client, int port, int to, int toPort) {
    send(Frames.tcp(client, port, to, toPort, Tcp.RST | Tcp.ACK), toPort);
  }

  String udp(int client, int port, int to, int toPort) {
    Fate fate = send(Frames.udp(client, port, to, toPort), toPort);
    if (fate == Fate.DROPPED) {
      pass(waitNanos);
    }
    if (fate == Fate.LOCAL_SERVER) {
      ipvs.leaving(Frames.udp(to, toPort, client, port), Frames.IP_AT);
    }
    return switch (fate) {
      case SENT, LOCAL_SERVER -> name(platform.sentTo);
      case REFUSED_BY_ICMP, LEFT_TO_HOST -> "refused";
      case DROPPED -> "timeout";
    };
  }

  /** A reply of the director's own server passes the director; others' go another way. */
  private void reply(Fate fate, int client, int port, int to, int toPort, int flags) {
    if (fate == Fate.LOCAL_SERVER) {
      ipvs.leaving(Frames.tcp(to, toPort, client, port, flags), Frames.IP_AT);
    }
  }

  /** Hands a frame to the director; a host that gets a TCP segment itself answers with RST. */
  private Fate send(byte[] frame, int toPort) {
    pass(STEP_NANOS);
    platform.forget();
    boolean marked = markedPorts.contains(toPort) || markedPorts.contains(0);
    boolean taken = ipvs.take(frame, Frames.IP_AT, false, marked ? mark : 0);
    if (!taken && isForLocalServer(frame)) {
      return Fate.LOCAL_SERVER;
    }
    if (!taken) {
      answerWithReset(frame);
      return Fate.LEFT_TO_HOST;
    }
    if (platform.error >= 0) {
      return Fate.REFUSED_BY_ICMP;
    }
    return platform.sentTo == 0 ? Fate.DROPPED : Fate.SENT;
  }

  /** Whether a packet belongs to a connection whose server is the director. */
  private boolean isForLocalServer(byte[] frame) {
    Packet packet = new Packet();
    packet.read(frame, Frames.IP_AT, 0, false);
    for (ConnectionEntry entry : ipvs.connections()) {
      boolean same =
          entry.clientAddress() == packet.source()
              && entry.clientPort() == packet.sourcePort()
              && entry.virtualPort() == packet.destinationPort()
              && entry.protocol() == packet.protocol();
      if (same && platform.localAddresses.contains(entry.serverAddress())) {
        platform.sentTo = entry.serverAddress();
        return true;
      }
    }
    return false;
  }

  private void answerWithReset(byte[] frame) {
    Packet packet = new Packet();
    packet.read(frame, Frames.IP_AT, 0, false);
    if (packet.isTcp()) {
      byte[] answer =
          Frames.tcp(
              packet.destination(),
              packet.destinationPort(),
              packet.source(),
              packet.sourcePort(),
              Tcp.RST);
      ipvs.leaving(answer, Frames.IP_AT);
    }
  }

  private static String known(int client, int port, int toPort, int server) {
    return client + ":" + port + ">" + toPort + "@" + server;
  }

  private static String name(int server) {
    return Integer.toString(server & 0xFF);
  }
}
