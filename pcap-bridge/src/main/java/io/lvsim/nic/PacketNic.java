package io.lvsim.nic;

import io.lvsim.link.LentFrame;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** A NIC through a packet socket of Linux: a ring to receive from; send or sendmmsg. */
final class PacketNic extends NativeNic {
  private static final int BLOCK_BYTES = 1 << 18;
  private static final int SMALLEST_SLOT_BYTES = 1 << 11;
  private static final int RETIRE_MILLIS = 1;

  /** The ring of the handle that only compiles a filter. */
  private static final int COMPILING_BYTES = 1 << 19;

  /** Fewer make no ring: one is being filled while another is being read. */
  private static final int FEWEST_BLOCKS = 4;

  /** A filter of one instruction, which lets nothing in. */
  private static final long[] NOTHING = {6};

  /** What lies before a frame in a ring, and behind it, at most. */
  private static final int AROUND = 256;

  private final PacketSocket socket;
  private final NicOptions options;
  private final long ringBytes;
  private final long ringAddress;
  private final PacketRing ring;
  private final Lender lender = new Lender();
  private boolean down;
  private long dropped;

  private PacketNic(InterfaceIdentity identity, NicOptions options, long[] filter)
      throws NicException {
    super(identity);
    this.options = options;
    PacketSocket opened;
    try {
      opened = new PacketSocket(identity.name(), arena, libc);
    } catch (NicException e) {
      arena.close();
      throw e;
    }
    socket = opened;
    try {
      int snapLength = Math.min(options.snapLength(), BLOCK_BYTES - AROUND);
      int slotBytes = options.immediate() ? slotBytes(identity, snapLength) : BLOCK_BYTES;
      int blockBytes = Math.max(BLOCK_BYTES, slotBytes);
      int blocks = Math.max(FEWEST_BLOCKS, options.ringBytes() / blockBytes);
      ringBytes = (long) blockBytes * blocks;
      socket.setVersion(options.immediate() ? PacketSocket.TPACKET_V2 : PacketSocket.TPACKET_V3);
      socket.ignoreOutgoing();
      socket.attach(filter);
      if (options.immediate()) {
        socket.copyLongFrames(options.ringBytes());
        ringAddress = socket.makeRing(blockBytes, blocks, slotBytes, 0);
        int slots = blockBytes / slotBytes * blocks;
        long copy = Memory.allocate(arena, snapLength);
        ring = new SlotRing(ringAddress, slotBytes, slots, libc, socket.fd(), copy, snapLength);
      } else {
        ringAddress = socket.makeRing(blockBytes, blocks, SMALLEST_SLOT_BYTES, RETIRE_MILLIS);
        ring = new BlockRing(ringAddress, blockBytes, blocks, snapLength + LentFrame.HEAD);
      }
      begin(options);
    } catch (NicException e) {
      socket.close();
      arena.close();
      throw e;
    }
  }

  static PacketNic open(String name, NicOptions options) throws NicException {
    if (!Libc.isLinux()) {
      throw new BackendMissingException("the backend af-packet needs Linux");
    }
    InterfaceIdentity identity = InterfaceIdentity.of(name);
    return new PacketNic(identity, options, filter(identity, options));
  }

  /**
   * Opens the same interface several times, for workers that share what comes. Nothing comes before
   * all are in the group and the program is set: no frame comes twice.
   *
   * @param program says which of them gets a frame, see {@link PacketSocket#shareBy}
   */
  static List<Nic> openGroup(String name, NicOptions options, int count, long[] program)
      throws NicException {
    if (!Libc.isLinux()) {
      throw new BackendMissingException("the backend af-packet needs Linux");
    }
    InterfaceIdentity identity = InterfaceIdentity.of(name);
    long[] filter = filter(identity, options);
    List<PacketNic> opened = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        opened.add(new PacketNic(identity, options, NOTHING));
      }
      int group = opened.getFirst().socket.foundGroup();
      for (PacketNic other : opened.subList(1, count)) {
        other.socket.joinByProgram(group);
      }
      opened.getFirst().socket.shareBy(program);
      for (PacketNic nic : opened) {
        nic.socket.attach(filter);
      }
      return List.copyOf(opened);
    } catch (NicException e) {
      opened.forEach(Nic::close);
      throw e;
    }
  }

  /** The power of two that holds a frame as long as the MTU allows. */
  private static int slotBytes(InterfaceIdentity identity, int snapLength) {
    int bytes = Math.min(snapLength, identity.mtu() + 18) + AROUND;
    return Math.max(SMALLEST_SLOT_BYTES, Integer.highestOneBit(bytes - 1) << 1);
  }

  /** Compiled by libpcap; without a filter one instruction, that keeps the snap length. */
  private static long[] filter(InterfaceIdentity identity, NicOptions options) throws NicException {
    if (options.filter().isBlank()) {
      int returnConstant = 6;
      return new long[] {(long) options.snapLength() << 32 | returnConstant};
    }
    LibPcap.require();
    NicOptions small =
        new NicOptions(options.filter(), false, false, options.snapLength(), COMPILING_BYTES, 0);
    try (Arena arena = Arena.ofConfined()) {
      return new PcapOpening(identity, small, arena).instructions();
    }
  }

  private void begin(NicOptions options) throws NicException {
    socket.bind(identity);
    if (options.promiscuous()) {
      socket.becomePromiscuous(identity);
    }
    if (options.fanoutGroup() != 0) {
      socket.join(options.fanoutGroup());
    }
  }

  @Override
  void take(FrameBatch batch) {
    ring.take(batch);
    if (batch.size() > 0) {
      down = false;
    }
  }

  @Override
  boolean hasCome() {
    return ring.hasCome();
  }

  @Override
  int lendFrom(FrameTaker taker, int most) throws NicException {
    lender.taker = taker;
    int count = ring.lend(lender, most);
    if (count > 0) {
      down = false;
    }
    return count;
  }

  /** Shows the ring's frames to the taker, and lets those that go on wait in the outbox. */
  private final class Lender implements PacketRing.Lending {
    private final ForeignFrame lent = new ForeignFrame();
    private FrameTaker taker = frame -> {};

    @Override
    public void frame(long data, int length, int onWire) throws NicException {
      lent.at(data, length, onWire);
      taker.take(lent);
      int goesOn = lent.goesOn();
      if (goesOn == 0) {
        return;
      }
      if (lent.isAllHead()) {
        enqueue(lent.head(), goesOn);
        return;
      }
      if (!outbox.hasRoom(0)) {
        sendAll();
      }
      outbox.add(lent.changed(), goesOn);
    }

    @Override
    public void frame(FrameBatch one) throws NicException {
      BatchFrame whole = new BatchFrame(one);
      whole.at(0);
      taker.take(whole);
      if (whole.goesOn() > 0) {
        enqueue(whole.head(), whole.goesOn());
      }
    }

    @Override
    public void send() throws NicException {
      sendAll();
    }
  }

  /** An interface that is switched off may come back; one that is deleted does not. */
  @Override
  void await(long nanos) throws NicException {
    int events = libc.poll(socket.fd(), nanos);
    if ((events & Libc.POLLERR) != 0) {
      int error = socket.takeError();
      if (error != 0 && error != Libc.ENETDOWN) {
        throw new NicException(name() + ": " + Libc.words(error));
      }
      down = true;
    }
    if (down && !identity.exists()) {
      throw identity.gone();
    }
  }

  @Override
  int socket() {
    return socket.fd();
  }

  /** The kernel puts it in the place of the old one at once: no frame is lost. */
  @Override
  void filterBy(String text) throws NicException {
    socket.attach(filter(identity, options.withFilter(text)));
  }

  @Override
  long dropped() {
    dropped += socket.newlyDropped();
    return dropped;
  }

  @Override
  void releaseHandles() {
    libc.munmap(ringAddress, ringBytes);
    socket.close();
  }
}
