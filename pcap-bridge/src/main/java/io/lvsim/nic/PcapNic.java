package io.lvsim.nic;

import java.lang.foreign.Arena;

/** A NIC through libpcap: frames are taken one by one from the ring that libpcap shares. */
final class PcapNic extends NativeNic {
  private static final int SOL_PACKET = 263;
  private static final int PACKET_IGNORE_OUTGOING = 23;

  /** Where things lie in a {@code struct pcap_pkthdr} and a {@code struct pcap_stat}. */
  private static final int CAPTURED = 16;

  private static final int ON_WIRE = 20;
  private static final int STAT_DROPPED = 4;

  private final long pcap;
  private final NicOptions options;
  private final int fd;
  private final long found;
  private final long scratch;
  private final ForeignFrame lent = new ForeignFrame();
  private boolean mayHaveCome;

  private PcapNic(InterfaceIdentity identity, NicOptions options) throws NicException {
    super(identity);
    this.options = options;
    found = Memory.allocate(arena, 16);
    scratch = Memory.allocate(arena, LibPcap.ERROR_TEXT_BYTES);
    try {
      pcap = new PcapOpening(identity, options, arena).open();
    } catch (NicException e) {
      arena.close();
      throw e;
    }
    fd = LibPcap.selectableFd(pcap);
    ignoreOutgoing();
  }

  static PcapNic open(String name, NicOptions options) throws NicException {
    LibPcap.require();
    return new PcapNic(InterfaceIdentity.of(name), options);
  }

  /** In the kernel where it can (Linux 4.20); libpcap itself passes over them in any case. */
  private void ignoreOutgoing() throws NicException {
    Memory.writeInt(scratch, 1);
    int unused = libc.setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, scratch, 4);
    if (LibPcap.onlyInward(pcap) < 0) {
      NicException fault = new NicException(name() + ": " + LibPcap.error(pcap));
      close();
      throw fault;
    }
  }

  @Override
  void take(FrameBatch batch) throws NicException {
    while (batch.size() < batch.capacity() && next()) {
      add(batch, Memory.readLong(found), Memory.readLong(found + 8));
    }
  }

  /** Goes to the next frame; false if none is there. */
  private boolean next() throws NicException {
    int result = LibPcap.next(pcap, found, found + 8);
    if (result < 0) {
      throw identity.exists()
          ? new NicException(name() + ": " + LibPcap.error(pcap))
          : identity.gone();
    }
    return result > 0;
  }

  @Override
  boolean hasCome() {
    return mayHaveCome;
  }

  /**
   * libpcap keeps a frame only until the next one is asked for, so what is to be sent is copied.
   */
  @Override
  int lendFrom(FrameTaker taker, int most) throws NicException {
    int count = 0;
    while (count < most && next()) {
      count++;
      lent.at(
          Memory.readLong(found + 8),
          Memory.readInt(Memory.readLong(found) + CAPTURED),
          Memory.readInt(Memory.readLong(found) + ON_WIRE));
      taker.take(lent);
      if (lent.goesOn() > 0) {
        keepLent();
      }
    }
    sendAll();
    mayHaveCome = count == most;
    return count;
  }

  private void keepLent() throws NicException {
    if (lent.isAllHead()) {
      enqueue(lent.head(), lent.goesOn());
    } else {
      sendNow(lent.changed(), lent.goesOn());
    }
  }

  private static void add(FrameBatch batch, long header, long data) {
    byte[] to = batch.next();
    int length = Math.min(Memory.readInt(header + CAPTURED), to.length);
    Memory.copyOut(data, to, 0, length);
    long at = Memory.readLong(header) * 1_000_000_000 + Memory.readLong(header + 8);
    batch.added(length, Memory.readInt(header + ON_WIRE), at);
  }

  @Override
  void await(long nanos) throws NicException {
    mayHaveCome = libc.poll(fd, nanos) != 0;
    if (!mayHaveCome && !identity.exists()) {
      throw identity.gone();
    }
  }

  @Override
  int socket() {
    return fd;
  }

  /** libpcap lets nothing in for some microseconds meanwhile (pcap-linux.c, total_insn). */
  @Override
  void filterBy(String filter) throws NicException {
    try (Arena brief = Arena.ofConfined()) {
      new PcapOpening(identity, options.withFilter(filter), brief).setFilter(pcap);
    }
  }

  @Override
  long dropped() {
    return LibPcap.stats(pcap, scratch) < 0
        ? 0
        : Integer.toUnsignedLong(Memory.readInt(scratch + STAT_DROPPED));
  }

  @Override
  void releaseHandles() {
    LibPcap.close(pcap);
  }
}
