package io.lvsim.command.socket;

import io.lvsim.host.Errno;
import io.lvsim.process.Process;
import io.lvsim.process.Waiters;
import io.lvsim.shell.BufferedSource;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.WriteFailedException;
import io.lvsim.transport.UdpSocket;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket as a program has it that blocks, and that talks to one peer: one datagram a read,
 * one a write. It ends where it is to take one datagram only, or by an ICMP error.
 */
final class DatagramStream extends BufferedSource implements Channel, ByteSink {
  private final Waiters waiters = new Waiters();
  private final ArrayDeque<byte[]> received = new ArrayDeque<>();
  private final UdpSocket socket;
  private final int localAddress;
  private final int peerAddress;
  private final int peerPort;
  private final boolean ownsSocket;
  private int left = Integer.MAX_VALUE;
  private @Nullable Errno error;

  /**
   * @param localAddress that it sends from; 0 lets routing choose
   * @param ownsSocket whether the socket is closed with it
   */
  DatagramStream(
      UdpSocket socket, int localAddress, int peerAddress, int peerPort, boolean ownsSocket) {
    this.socket = socket;
    this.localAddress = localAddress;
    this.peerAddress = peerAddress;
    this.peerPort = peerPort;
    this.ownsSocket = ownsSocket;
  }

  /** It is at its end after so many datagrams. */
  DatagramStream limitedTo(int datagrams) {
    left = datagrams;
    return this;
  }

  int peerAddress() {
    return peerAddress;
  }

  int peerPort() {
    return peerPort;
  }

  /** A datagram has come from the peer. */
  void take(byte[] datagram) {
    received.add(datagram);
    waiters.wakeAll();
  }

  /** An ICMP error has come. */
  void fail(Errno why) {
    error = why;
    waiters.wakeAll();
  }

  /** Waits for a datagram or an error, but not longer than a while; false if neither came. */
  boolean awaitDatagram(Process process, long timeoutNanos) {
    return waiters.await(process, () -> error != null || !received.isEmpty(), timeoutNanos);
  }

  @Override
  public ByteSource source() {
    return this;
  }

  @Override
  public ByteSink sink() {
    return this;
  }

  @Override
  protected byte[] fill() {
    if (left == 0) {
      return new byte[0];
    }
    waiters.await(() -> error != null || !received.isEmpty());
    left--;
    byte[] next = received.poll();
    return next == null ? new byte[0] : next;
  }

  @Override
  public void write(byte[] bytes) {
    Errno refused = socket.send(localAddress, peerAddress, peerPort, bytes, 0, bytes.length);
    if (refused != null) {
      throw new WriteFailedException(refused);
    }
  }

  @Override
  public String readFailure() {
    return error == null ? "" : error.text();
  }

  @Override
  public void close() {
    if (ownsSocket) {
      socket.close();
    }
  }
}
