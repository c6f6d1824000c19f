package io.lvsim.nic;

import java.lang.foreign.Arena;

/**
 * A packet socket (packet(7)): its options, its filter, and how it is bound to an interface. Until
 * it is bound it receives nothing, so that no frame gets past the filter.
 */
final class PacketSocket {
  static final int TPACKET_V2 = 1;
  static final int TPACKET_V3 = 2;

  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int ETH_P_ALL_BIG_ENDIAN = 0x0300;
  private static final int ETHERNET = 1;
  private static final int LOOPBACK = 772;
  private static final int ADDRESS_BYTES = 20;

  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVBUFFORCE = 33;

  private static final int SOL_PACKET = 263;
  private static final int PACKET_ADD_MEMBERSHIP = 1;
  private static final int PACKET_RX_RING = 5;
  private static final int PACKET_STATISTICS = 6;
  private static final int PACKET_COPY_THRESH = 7;
  private static final int PACKET_VERSION = 10;
  private static final int PACKET_FANOUT = 18;
  private static final int PACKET_FANOUT_DATA = 22;
  private static final int PACKET_IGNORE_OUTGOING = 23;
  private static final int PROMISCUOUS = 1;

  /** In the upper half of PACKET_FANOUT's value: how frames are shared out, and flags. */
  private static final int FANOUT_CBPF = 6 << 16;

  private static final int FANOUT_UNIQUE_ID = 0x2000 << 16;
  private static final int FANOUT_IGNORE_OUTGOING = 0x4000 << 16;

  private final String name;
  private final Libc libc;
  private final long scratch;
  private final int fd;

  PacketSocket(String name, Arena arena, Libc libc) throws NicException {
    this.name = name;
    this.libc = libc;
    scratch = Memory.allocate(arena, 64);
    fd = libc.socket(AF_PACKET, SOCK_RAW, 0);
    if (fd == -Libc.EPERM || fd == -Libc.EACCES) {
      throw PcapOpening.notAllowed(name);
    }
    succeeded(fd, "socket");
  }

  int fd() {
    return fd;
  }

  void setVersion(int version) throws NicException {
    set(PACKET_VERSION, version, "PACKET_VERSION");
  }

  /** The kernel leaves out what this machine sends (Linux 4.20). */
  void ignoreOutgoing() throws NicException {
    set(PACKET_IGNORE_OUTGOING, 1, "PACKET_IGNORE_OUTGOING");
  }

  /** Frames that do not fit into the ring may be read from the socket as well, if it has room. */
  void copyLongFrames(int bufferBytes) throws NicException {
    Memory.writeInt(scratch, bufferBytes);
    if (libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, scratch, 4) < 0) {
      succeeded(libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, scratch, 4), "SO_RCVBUF");
    }
    set(PACKET_COPY_THRESH, 1, "PACKET_COPY_THRESH");
  }

  /**
   * Makes the ring.
   *
   * @param retireMillis after which a block is handed over that is not full; only TPACKET_V3
   * @return where it lies
   */
  long makeRing(int blockBytes, int blocks, int frameBytes, int retireMillis) throws NicException {
    Memory.writeInt(scratch, blockBytes);
    Memory.writeInt(scratch + 4, blocks);
    Memory.writeInt(scratch + 8, frameBytes);
    Memory.writeInt(scratch + 12, blockBytes / frameBytes * blocks);
    Memory.writeInt(scratch + 16, retireMillis);
    Memory.writeInt(scratch + 20, 0);
    Memory.writeInt(scratch + 24, 0);
    int length = retireMillis > 0 ? 28 : 16;
    succeeded(
        libc.setsockopt(fd, SOL_PACKET, PACKET_RX_RING, scratch, length),
        "a receive ring of " + (long) blockBytes * blocks + " bytes");
    long ring = libc.mmap(fd, (long) blockBytes * blocks);
    if (ring < 0 && ring > -4096) {
      succeeded((int) ring, "mapping the receive ring");
    }
    return ring;
  }

  /** Attaches a filter of {@code sock_filter}s, which run in the kernel. */
  void attach(long[] instructions) throws NicException {
    program(SOL_SOCKET, SO_ATTACH_FILTER, instructions, "attaching the filter");
  }

  /** Hands over a {@code sock_fprog}. */
  private void program(int level, int option, long[] instructions, String what)
      throws NicException {
    try (Arena arena = Arena.ofConfined()) {
      long code = Memory.allocate(arena, 8L * instructions.length);
      for (int i = 0; i < instructions.length; i++) {
        Memory.writeLong(code + 8L * i, instructions[i]);
      }
      Memory.writeLong(scratch, instructions.length);
      Memory.writeLong(scratch + 8, code);
      succeeded(libc.setsockopt(fd, level, option, scratch, 16), what);
    }
  }

  /** From here on frames come. */
  void bind(InterfaceIdentity identity) throws NicException {
    Memory.writeShort(scratch, AF_PACKET);
    Memory.writeShort(scratch + 2, ETH_P_ALL_BIG_ENDIAN);
    Memory.writeInt(scratch + 4, identity.index());
    Memory.writeLong(scratch + 8, 0);
    Memory.writeInt(scratch + 16, 0);
    succeeded(libc.bind(fd, scratch, ADDRESS_BYTES), "bind");
    Memory.writeInt(scratch + 32, ADDRESS_BYTES);
    succeeded(libc.getsockname(fd, scratch, scratch + 32), "getsockname");
    int hardware = Memory.readShort(scratch + 8);
    if (hardware != ETHERNET && hardware != LOOPBACK) {
      throw PcapOpening.notEthernet(name);
    }
  }

  void becomePromiscuous(InterfaceIdentity identity) throws NicException {
    Memory.writeInt(scratch, identity.index());
    Memory.writeInt(scratch + 4, PROMISCUOUS);
    Memory.writeLong(scratch + 8, 0);
    succeeded(
        libc.setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, scratch, 16),
        "PACKET_ADD_MEMBERSHIP");
  }

  /** Shares what comes, by flow, with the other sockets of this group; 1 to 65535. */
  void join(int group) throws NicException {
    set(PACKET_FANOUT, group, "PACKET_FANOUT with group " + group);
  }

  /**
   * Founds a group that is new on this machine, whose sockets share what comes as a program says;
   * until there is one, the first gets all. Sockets are numbered in the order in which they join.
   *
   * @return the group, for {@link #joinByProgram}
   */
  int foundGroup() throws NicException {
    set(PACKET_FANOUT, FANOUT_CBPF | FANOUT_UNIQUE_ID | FANOUT_IGNORE_OUTGOING, "PACKET_FANOUT");
    Memory.writeInt(scratch + 32, 4);
    int result = libc.getsockopt(fd, SOL_PACKET, PACKET_FANOUT, scratch, scratch + 32);
    succeeded(result, "asking for the PACKET_FANOUT group");
    return Memory.readInt(scratch) & 0xFFFF;
  }

  /** Joins a group that another socket has founded. */
  void joinByProgram(int group) throws NicException {
    int value = FANOUT_CBPF | FANOUT_IGNORE_OUTGOING | group;
    set(PACKET_FANOUT, value, "PACKET_FANOUT with group " + group);
  }

  /**
   * Sets the group's program: {@code sock_filter}s that run in the kernel for each frame, from the
   * header behind Ethernet's on, and give the number of the socket that gets it.
   */
  void shareBy(long[] instructions) throws NicException {
    program(SOL_PACKET, PACKET_FANOUT_DATA, instructions, "PACKET_FANOUT_DATA");
  }

  /** How many frames found the ring full since this was last asked. */
  long newlyDropped() {
    Memory.writeInt(scratch + 32, 12);
    int result = libc.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, scratch, scratch + 32);
    return result < 0 ? 0 : Integer.toUnsignedLong(Memory.readInt(scratch + 4));
  }

  /** The error that waits to be told, which is 0 then. */
  int takeError() {
    Memory.writeInt(scratch + 32, 4);
    int result = libc.getsockopt(fd, SOL_SOCKET, SO_ERROR, scratch, scratch + 32);
    return result < 0 ? -result : Memory.readInt(scratch);
  }

  void close() {
    libc.close(fd);
  }

  private void set(int option, int value, String what) throws NicException {
    Memory.writeInt(scratch, value);
    succeeded(libc.setsockopt(fd, SOL_PACKET, option, scratch, 4), what);
  }

  private void succeeded(int result, String what) throws NicException {
    if (result < 0) {
      throw new NicException(name + " cannot be opened: " + what + ": " + Libc.words(-result));
    }
  }
}
