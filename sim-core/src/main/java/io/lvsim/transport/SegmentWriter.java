package io.lvsim.transport;

import io.lvsim.host.Host;
import io.lvsim.host.Ipv4Layer;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;

/** Writes segments into frames and hands them to IPv4 (Linux: __tcp_transmit_skb). */
final class SegmentWriter {
  private static final int TIMESTAMP_BYTES = 12;
  private static final int SACK_BASE_BYTES = 4;
  private static final int SACK_BLOCK_BYTES = 8;
  private static final int OPTION_SPACE = 40;
  private static final int IP_AT = Ethernet.HEADER;
  private static final int TCP_AT = IP_AT + Ipv4.HEADER;
  private static final int OPTIONS_AT = TCP_AT + Tcp.HEADER;

  private static final int NOP = Tcp.OPTION_NOP;

  private final Ipv4Layer ipv4;

  SegmentWriter(Host host) {
    ipv4 = host.ipv4();
  }

  /** Bytes of options in a segment of an established connection now. */
  int optionBytes(TcpConnection connection) {
    int bytes = connection.usesTimestamps() ? TIMESTAMP_BYTES : 0;
    int blocks = sackBlocks(connection, bytes);
    return blocks == 0 ? bytes : bytes + SACK_BASE_BYTES + blocks * SACK_BLOCK_BYTES;
  }

  /**
   * Sends a segment of a connection.
   *
   * @param offset of the data in the connection's send buffer
   * @param length of the data
   */
  void send(TcpConnection connection, int flags, int sequence, int offset, int length) {
    boolean syn = (flags & Tcp.SYN) != 0;
    int options = syn ? synOptionBytes(connection) : optionBytes(connection);
    int bytes = Tcp.HEADER + options + length;
    byte[] frame = ipv4.allocate(bytes);
    if (syn) {
      writeSynOptions(frame, connection);
    } else {
      writeOptions(frame, connection, options);
    }
    if (length > 0) {
      connection.sender.copyData(offset, length, frame, OPTIONS_AT + options);
    }
    boolean acknowledges = (flags & Tcp.ACK) != 0;
    int window = syn ? connection.receiver.window().unscaled() : connection.tellWindow();
    Tcp.write(
        frame,
        TCP_AT,
        Tcp.HEADER + options,
        connection.localPort,
        connection.remotePort,
        sequence,
        acknowledges ? connection.receiver.next() : 0,
        flags,
        window);
    int identification = connection.nextIdentification();
    finish(frame, bytes, identification, connection.localAddress, connection.remoteAddress);
    if (length > 0) {
      connection.receiver.acknowledgments().dataSent();
    }
    if (acknowledges) {
      connection.receiver.sent();
    }
    connection.tellNeighborAlive();
    ipv4.send(frame);
  }

  /** Answers a segment for which there is no connection with RST (tcp_v4_send_reset). */
  void reset(TcpSegment to) {
    if (to.has(Tcp.RST)) {
      return;
    }
    byte[] frame = ipv4.allocate(Tcp.HEADER);
    boolean acknowledged = to.has(Tcp.ACK);
    Tcp.write(
        frame,
        TCP_AT,
        Tcp.HEADER,
        to.destinationPort,
        to.sourcePort,
        acknowledged ? to.acknowledgment : 0,
        acknowledged ? 0 : to.endSequence,
        acknowledged ? Tcp.RST : Tcp.RST | Tcp.ACK,
        0);
    finish(frame, Tcp.HEADER, 0, to.destination, to.source);
    ipv4.send(frame);
  }

  /**
   * Acknowledges a segment on behalf of something smaller than a connection: TIME_WAIT or a
   * half-open request (tcp_v4_send_ack).
   */
  void acknowledge(
      TcpSegment to,
      int sequence,
      int acknowledgment,
      int window,
      boolean timestamps,
      int timestamp,
      int timestampEcho) {
    int options = timestamps ? TIMESTAMP_BYTES : 0;
    byte[] frame = ipv4.allocate(Tcp.HEADER + options);
    if (timestamps) {
      writeTimestamps(frame, OPTIONS_AT, timestamp, timestampEcho);
    }
    Tcp.write(
        frame,
        TCP_AT,
        Tcp.HEADER + options,
        to.destinationPort,
        to.sourcePort,
        sequence,
        acknowledgment,
        Tcp.ACK,
        window);
    finish(frame, Tcp.HEADER + options, 0, to.destination, to.source);
    ipv4.send(frame);
  }

  private void finish(byte[] frame, int bytes, int identification, int from, int to) {
    Tcp.writeChecksum(frame, TCP_AT, bytes, from, to);
    Ipv4.write(
        frame,
        IP_AT,
        Ipv4.HEADER + bytes,
        identification,
        ipv4.mayFragment(to) ? 0 : Ipv4.DONT_FRAGMENT,
        ipv4.defaultTtl(),
        Ipv4.PROTOCOL_TCP,
        from,
        to);
  }

  private static int synOptionBytes(TcpConnection connection) {
    int bytes = 4;
    if (connection.usesTimestamps()) {
      bytes += TIMESTAMP_BYTES;
    } else if (connection.sackPermitted()) {
      bytes += 4;
    }
    return connection.scalesWindows() ? bytes + 4 : bytes;
  }

  /** In Linux's order: mss, sackOK, TS, nop, wscale (tcp_options_write). */
  private static void writeSynOptions(byte[] frame, TcpConnection connection) {
    Bytes.put16(frame, OPTIONS_AT, Tcp.OPTION_MSS << 8 | 4);
    Bytes.put16(frame, OPTIONS_AT + 2, connection.maximumSegmentBytes());
    int at = OPTIONS_AT + 4;
    if (connection.usesTimestamps()) {
      writeTimestamps(frame, at, connection.timestampNow(), connection.echo());
      if (connection.sackPermitted()) {
        Bytes.put16(frame, at, Tcp.OPTION_SACK_PERMITTED << 8 | 2);
      }
      at += TIMESTAMP_BYTES;
    } else if (connection.sackPermitted()) {
      Bytes.put32(frame, at, NOP << 24 | NOP << 16 | Tcp.OPTION_SACK_PERMITTED << 8 | 2);
      at += 4;
    }
    if (connection.scalesWindows()) {
      int scale = connection.receiver.window().scale();
      Bytes.put32(frame, at, NOP << 24 | Tcp.OPTION_WINDOW_SCALE << 16 | 3 << 8 | scale);
    }
  }

  private static void writeOptions(byte[] frame, TcpConnection connection, int bytes) {
    int at = OPTIONS_AT;
    if (connection.usesTimestamps()) {
      writeTimestamps(frame, at, connection.timestampNow(), connection.echo());
      at += TIMESTAMP_BYTES;
    }
    SackBlocks blocks = connection.receiver.sackBlocks();
    int count = (OPTIONS_AT + bytes - at - SACK_BASE_BYTES) / SACK_BLOCK_BYTES;
    if (blocks != null && OPTIONS_AT + bytes > at) {
      int length = 2 + count * SACK_BLOCK_BYTES;
      Bytes.put32(frame, at, NOP << 24 | NOP << 16 | Tcp.OPTION_SACK << 8 | length);
      blocks.write(frame, at + SACK_BASE_BYTES, count);
    }
  }

  private static void writeTimestamps(byte[] frame, int at, int value, int echo) {
    Bytes.put32(frame, at, NOP << 24 | NOP << 16 | Tcp.OPTION_TIMESTAMPS << 8 | 10);
    Bytes.put32(frame, at + 4, value);
    Bytes.put32(frame, at + 8, echo);
  }

  private static int sackBlocks(TcpConnection connection, int used) {
    SackBlocks blocks = connection.receiver.sackBlocks();
    if (blocks == null) {
      return 0;
    }
    int room = (OPTION_SPACE - used - SACK_BASE_BYTES) / SACK_BLOCK_BYTES;
    return Math.min(blocks.size(), room);
  }
}
