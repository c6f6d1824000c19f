package io.lvsim.transport;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;

/**
 * A received segment, read once. A stack uses the same few objects for all segments, so nothing may
 * keep one; its frame may be kept.
 */
final class TcpSegment {
  private static final int TIMESTAMPS_ONLY = 0x0101_080A;
  private static final int TIMESTAMPS_LENGTH = 10;
  private static final int SACK_BLOCK = 8;

  byte[] frame = {};
  int ipAt;
  int source;
  int destination;
  int sourcePort;
  int destinationPort;
  int sequence;
  int acknowledgment;
  int flags;

  /** As sent, not scaled. */
  int window;

  int dataAt;
  int dataLength;

  /** Of header and options, in bytes. */
  int headerLength;

  /** The sequence number behind data, SYN and FIN. */
  int endSequence;

  boolean hasTimestamps;
  int timestamp;
  int timestampEcho;

  /** Maximum segment size option of a SYN; 0 if missing. */
  int mss;

  /** Window scale option of a SYN; -1 if missing. */
  int windowScale;

  boolean sackPermitted;
  int sackAt;
  int sackBlocks;

  /**
   * Reads a segment.
   *
   * @return false if its lengths or its checksum are wrong
   */
  boolean read(byte[] from, int ipHeaderAt) {
    frame = from;
    ipAt = ipHeaderAt;
    int at = Ipv4.payload(from, ipHeaderAt);
    int length = Ipv4.payloadLength(from, ipHeaderAt);
    if (length < Tcp.HEADER || Tcp.headerLength(from, at) < Tcp.HEADER) {
      return false;
    }
    headerLength = Tcp.headerLength(from, at);
    source = Ipv4.source(from, ipHeaderAt);
    destination = Ipv4.destination(from, ipHeaderAt);
    if (headerLength > length || !Tcp.checksumIsRight(from, at, length, source, destination)) {
      return false;
    }
    readHeader(from, at, length);
    readOptions(from, at + Tcp.HEADER, at + headerLength);
    return true;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  boolean isEmpty() {
    return sequence == endSequence;
  }

  /** The start of a SACK block, counted from 0. */
  int sackStart(int block) {
    return Bytes.i32(frame, sackAt + block * SACK_BLOCK);
  }

  /** The end of a SACK block, counted from 0. */
  int sackEnd(int block) {
    return Bytes.i32(frame, sackAt + block * SACK_BLOCK + 4);
  }

  private void readHeader(byte[] from, int at, int length) {
    sourcePort = Tcp.sourcePort(from, at);
    destinationPort = Tcp.destinationPort(from, at);
    sequence = Tcp.sequence(from, at);
    acknowledgment = Tcp.acknowledgment(from, at);
    flags = Tcp.flags(from, at);
    window = Tcp.window(from, at);
    dataAt = at + headerLength;
    dataLength = length - headerLength;
    endSequence = sequence + dataLength + (has(Tcp.SYN) ? 1 : 0) + (has(Tcp.FIN) ? 1 : 0);
  }

  private void readOptions(byte[] from, int start, int end) {
    hasTimestamps = false;
    mss = 0;
    windowScale = -1;
    sackPermitted = false;
    sackBlocks = 0;
    if (end - start == 12 && Bytes.i32(from, start) == TIMESTAMPS_ONLY) {
      readTimestamps(from, start + 4);
      return;
    }
    int at = start;
    while (at < end) {
      int kind = Bytes.u8(from, at);
      if (kind == Tcp.OPTION_NOP) {
        at++;
        continue;
      }
      if (kind == Tcp.OPTION_END || at + 1 >= end) {
        return;
      }
      int length = Bytes.u8(from, at + 1);
      if (length < 2 || at + length > end) {
        return;
      }
      readOption(from, kind, at + 2, length);
      at += length;
    }
  }

  private void readOption(byte[] from, int kind, int at, int length) {
    if (kind == Tcp.OPTION_TIMESTAMPS && length == TIMESTAMPS_LENGTH) {
      readTimestamps(from, at);
    } else if (kind == Tcp.OPTION_MSS && length == 4 && has(Tcp.SYN)) {
      mss = Bytes.u16(from, at);
    } else if (kind == Tcp.OPTION_WINDOW_SCALE && length == 3 && has(Tcp.SYN)) {
      windowScale = Math.min(Bytes.u8(from, at), ReceiveWindow.MAXIMUM_SCALE);
    } else if (kind == Tcp.OPTION_SACK_PERMITTED && length == 2 && has(Tcp.SYN)) {
      sackPermitted = true;
    } else if (kind == Tcp.OPTION_SACK && length > 2 && (length - 2) % SACK_BLOCK == 0) {
      sackAt = at;
      sackBlocks = (length - 2) / SACK_BLOCK;
    }
  }

  private void readTimestamps(byte[] from, int at) {
    hasTimestamps = true;
    timestamp = Bytes.i32(from, at);
    timestampEcho = Bytes.i32(from, at + 4);
  }
}
