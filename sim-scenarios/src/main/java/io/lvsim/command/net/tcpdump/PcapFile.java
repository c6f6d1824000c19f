package io.lvsim.command.net.tcpdump;

import io.lvsim.engine.Nanos;
import io.lvsim.shell.ByteSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** A capture file as -w writes it: classic pcap with microseconds, link type Ethernet. */
final class PcapFile {
  private static final int MAGIC = 0xA1B2C3D4;
  private static final int SNAPSHOT_LENGTH = 262_144;
  private static final int LINKTYPE_ETHERNET = 1;

  private final ByteSink to;

  PcapFile(ByteSink to) {
    this.to = to;
    ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    head.putInt(SNAPSHOT_LENGTH).putInt(LINKTYPE_ETHERNET);
    to.write(head.array());
  }

  void add(Instant epoch, long atNanos, byte[] frame) {
    Instant when = epoch.plusNanos(atNanos);
    ByteBuffer record = ByteBuffer.allocate(16 + frame.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt((int) when.getEpochSecond()).putInt((int) (when.getNano() / Nanos.PER_MICRO));
    record.putInt(frame.length).putInt(frame.length).put(frame);
    to.write(record.array());
  }
}
