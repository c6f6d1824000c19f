package io.lvsim.command.socket;

import io.lvsim.process.Process;
import io.lvsim.process.Waiters;
import io.lvsim.transport.UdpHandler;
import io.lvsim.transport.UdpSocket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket that anybody may write to. Each peer gets a stream of its own, as if a child had
 * connected a socket to it, or each datagram does.
 */
final class UdpPeers implements UdpHandler {
  private final boolean streamPerDatagram;
  private final Map<Long, DatagramStream> streams = new LinkedHashMap<>();
  private final ArrayDeque<DatagramStream> waiting = new ArrayDeque<>();
  private final Waiters waiters = new Waiters();

  /**
   * @param streamPerDatagram whether each datagram is a stream of its own (UDP-RECVFROM)
   */
  UdpPeers(boolean streamPerDatagram) {
    this.streamPerDatagram = streamPerDatagram;
  }

  /** Waits for a peer, or a datagram, that is new. */
  @Nullable DatagramStream accept(Process process, long timeoutNanos) {
    waiters.await(process, () -> !waiting.isEmpty(), timeoutNanos);
    return waiting.poll();
  }

  /** A peer's stream has ended: its next datagram is news again. */
  void forget(DatagramStream stream) {
    streams.values().remove(stream);
  }

  @Override
  public void received(
      UdpSocket socket,
      int fromAddress,
      int fromPort,
      int localAddress,
      byte[] bytes,
      int from,
      int length) {
    long peer = (long) fromAddress << 16 | fromPort;
    DatagramStream stream = streamPerDatagram ? null : streams.get(peer);
    if (stream == null) {
      stream = new DatagramStream(socket, localAddress, fromAddress, fromPort, false);
      waiting.add(streamPerDatagram ? stream.limitedTo(1) : stream);
      if (!streamPerDatagram) {
        streams.put(peer, stream);
      }
    }
    stream.take(Arrays.copyOfRange(bytes, from, from + length));
    waiters.wakeAll();
  }
}
