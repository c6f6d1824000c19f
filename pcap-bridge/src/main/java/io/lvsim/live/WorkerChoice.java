package io.lvsim.live;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;

/**
 * Which of several workers gets a frame. All packets of a client go to the same one, for everything
 * that a director keeps is kept by client: connections, persistence templates, fragments. An ICMP
 * error belongs to the client whose packet it quotes. What is no IPv4 packet, and what is for the
 * director's own address, goes to the first.
 *
 * <p>The same is said in Java and, for the kernel, in classic BPF (Documentation/networking/filter
 * of Linux).
 */
public final class WorkerChoice {
  /** Most workers that there can be. */
  public static final int MOST_WORKERS = 16;

  /** 2^32 divided by the golden ratio: neighbours are spread evenly (Knuth, TAOCP 6.4). */
  private static final int SPREAD = 0x9E3779B1;

  private static final int FRAGMENT = 0x3FFF;
  private static final int WITHOUT_OPTIONS = 0x45;

  /** Of the IPv4 header, and of what is behind one without options. */
  private static final int FLAGS_AT = 6;

  private static final int PROTOCOL_AT = 9;
  private static final int SOURCE_AT = 12;
  private static final int DESTINATION_AT = 16;
  private static final int ICMP_AT = Ipv4.HEADER;
  private static final int QUOTED_CLIENT_AT = ICMP_AT + Icmp.HEADER + DESTINATION_AT;

  private final int workers;
  private final int mask;
  private final int own;

  /**
   * @param workers from 1 to {@link #MOST_WORKERS}
   * @param mask of a client's address, which of it counts: clients that are alike in it go to the
   *     same worker
   * @param own the director's own address
   */
  public WorkerChoice(int workers, int mask, int own) {
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException(workers + " workers");
    }
    this.workers = workers;
    this.mask = mask;
    this.own = own;
  }

  /** How many there are. */
  public int workers() {
    return workers;
  }

  /** What of a client's address counts. */
  public int mask() {
    return mask;
  }

  /**
   * The worker of a frame, from 0.
   *
   * @param frame of which at least 64 bytes are there, or all of it
   * @param length of it in bytes
   */
  public int of(byte[] frame, int length) {
    int ip = Ethernet.HEADER;
    boolean packet = length >= ip + Ipv4.HEADER && Ethernet.type(frame) == Ethernet.TYPE_IPV4;
    if (!packet || Ipv4.destination(frame, ip) == own) {
      return 0;
    }
    if (Ipv4.protocol(frame, ip) != Ipv4.PROTOCOL_ICMP || !isSimple(frame, ip)) {
      return ofClient(Ipv4.source(frame, ip));
    }
    int icmp = ip + ICMP_AT;
    if (length <= icmp) {
      return 0;
    }
    if (!quotesClient(Icmp.type(frame, icmp))) {
      return ofClient(Ipv4.source(frame, ip));
    }
    int quoted = icmp + Icmp.HEADER;
    return length < quoted + Ipv4.HEADER ? 0 : ofClient(Ipv4.destination(frame, quoted));
  }

  /** Neither a fragment nor with options. */
  private static boolean isSimple(byte[] frame, int ip) {
    return (Ipv4.flagsAndOffset(frame, ip) & FRAGMENT) == 0 && frame[ip] == WITHOUT_OPTIONS;
  }

  /** The errors that a director takes for its connections, as IcmpForConnections does. */
  private static boolean quotesClient(int type) {
    return type == Icmp.UNREACHABLE || type == Icmp.SOURCE_QUENCH || type == Icmp.TIME_EXCEEDED;
  }

  private int ofClient(int address) {
    return ((address & mask) * SPREAD >>> 16) * workers >>> 16;
  }

  /** The same for the kernel: {@code sock_filter}s that see a frame from its IPv4 header on. */
  public long[] program() {
    ClassicBpf bpf = new ClassicBpf();
    bpf.load16(ClassicBpf.PROTOCOL);
    bpf.unless(Ethernet.TYPE_IPV4, "first");
    bpf.load32(DESTINATION_AT);
    bpf.when(own, "first");
    bpf.load8(PROTOCOL_AT);
    bpf.unless(Ipv4.PROTOCOL_ICMP, "source");
    bpf.load16(FLAGS_AT);
    bpf.whenAnyOf(FRAGMENT, "source");
    bpf.load8(0);
    bpf.unless(WITHOUT_OPTIONS, "source");
    bpf.load8(ICMP_AT);
    bpf.when(Icmp.UNREACHABLE, "quoted");
    bpf.when(Icmp.SOURCE_QUENCH, "quoted");
    bpf.unless(Icmp.TIME_EXCEEDED, "source");
    bpf.label("quoted");
    bpf.load32(QUOTED_CLIENT_AT);
    bpf.goTo("client");
    bpf.label("source");
    bpf.load32(SOURCE_AT);
    bpf.label("client");
    bpf.and(mask);
    bpf.multiply(SPREAD);
    bpf.shiftRight(16);
    bpf.multiply(workers);
    bpf.shiftRight(16);
    bpf.answer();
    bpf.label("first");
    bpf.answer(0);
    return bpf.program();
  }
}
