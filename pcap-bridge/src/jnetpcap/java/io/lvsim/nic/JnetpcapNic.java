package io.lvsim.nic;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.locks.LockSupport;
import org.jnetpcap.BpFilter;
import org.jnetpcap.Pcap;
import org.jnetpcap.PcapException;
import org.jnetpcap.PcapHandler;
import org.jnetpcap.PcapHeader;
import org.jnetpcap.constant.PcapDirection;
import org.jnetpcap.constant.PcapTStampPrecision;

/** A NIC through jnetpcap-wrapper 2.3.1, which looks again and again as pcap4j's does. */
final class JnetpcapNic extends OpenNic {
  private static final long IMMEDIATE_NANOS = 50_000;
  private static final long BATCH_NANOS = 500_000;
  private static final int NETMASK_UNKNOWN = -1;

  private final Pcap pcap;
  private final long lookAgainNanos;
  private final PcapHandler.OfMemorySegment<FrameBatch> handler = JnetpcapNic::add;

  private JnetpcapNic(InterfaceIdentity identity, NicOptions options) throws NicException {
    super(identity);
    lookAgainNanos = options.immediate() ? IMMEDIATE_NANOS : BATCH_NANOS;
    pcap = activated(identity, options);
    try {
      begin(options);
    } catch (PcapException e) {
      pcap.close();
      throw new NicException(name() + ": " + e.getMessage());
    } catch (NicException e) {
      pcap.close();
      throw e;
    }
  }

  static JnetpcapNic open(String name, NicOptions options) throws NicException {
    return new JnetpcapNic(InterfaceIdentity.of(name), options);
  }

  private static Pcap activated(InterfaceIdentity identity, NicOptions options)
      throws NicException {
    Pcap pcap = null;
    try {
      pcap = Pcap.create(identity.name());
      pcap.setSnaplen(options.libpcapSnapLength(identity.mtu()));
      pcap.setPromisc(options.promiscuous());
      pcap.setTimeout(1);
      pcap.setImmediateMode(options.immediate());
      pcap.setBufferSize(options.ringBytes());
      pcap.setTstampPrecision(PcapTStampPrecision.TSTAMP_PRECISION_NANO);
      pcap.activate();
      return pcap;
    } catch (PcapException e) {
      if (pcap != null) {
        pcap.close();
      }
      boolean forbidden =
          e.getCode() == LibPcap.ERROR_PERMISSION
              || e.getCode() == LibPcap.ERROR_PROMISCUOUS_PERMISSION;
      throw forbidden
          ? PcapOpening.notAllowed(identity.name())
          : new NicException(identity.name() + " cannot be opened: " + e.getMessage());
    }
  }

  private void begin(NicOptions options) throws PcapException, NicException {
    if (pcap.datalink().getAsInt() != LibPcap.ETHERNET) {
      throw PcapOpening.notEthernet(name());
    }
    pcap.setDirection(PcapDirection.DIRECTION_IN);
    if (!options.filter().isBlank()) {
      filterBy(options.filter());
    }
    pcap.setNonBlock(true);
  }

  @Override
  void filterBy(String text) throws NicException {
    try (BpFilter program = pcap.compile(text, true, NETMASK_UNKNOWN)) {
      pcap.setFilter(program);
    } catch (PcapException e) {
      throw new NicException("the filter \"" + text + "\" is wrong: " + e.getMessage());
    }
  }

  @Override
  void take(FrameBatch batch) throws NicException {
    int count = batch.capacity() - batch.size();
    try {
      if (count > 0 && pcap.dispatch(count, handler, batch) < 0) {
        throw failure(pcap.geterr());
      }
    } catch (PcapException e) {
      throw failure(e.getMessage());
    }
  }

  private static void add(FrameBatch batch, MemorySegment header, MemorySegment frame) {
    byte[] to = batch.next();
    int length = Math.min(PcapHeader.captureLength(header), to.length);
    MemorySegment.copy(frame, ValueLayout.JAVA_BYTE, 0, to, 0, length);
    long seconds = header.get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
    long nanos = header.get(ValueLayout.JAVA_LONG_UNALIGNED, 8);
    batch.added(length, PcapHeader.wireLength(header), seconds * 1_000_000_000 + nanos);
  }

  @Override
  void await(long nanos) {
    LockSupport.parkNanos(Math.min(nanos, lookAgainNanos));
  }

  @Override
  void enqueue(byte[] frame, int length) throws NicException {
    try {
      pcap.sendPacket(frame, 0, length);
      sent++;
    } catch (PcapException e) {
      unsent++;
      if (!identity.exists()) {
        throw identity.gone();
      }
    }
  }

  /** Nothing waits: each frame was sent when it was added. */
  @Override
  void sendAll() {}

  @Override
  long dropped() throws NicException {
    try {
      return pcap.stats().drop();
    } catch (PcapException e) {
      throw failure(e.getMessage());
    }
  }

  private NicException failure(String words) {
    return identity.exists() ? new NicException(name() + ": " + words) : identity.gone();
  }

  @Override
  void release() {
    pcap.close();
  }
}
