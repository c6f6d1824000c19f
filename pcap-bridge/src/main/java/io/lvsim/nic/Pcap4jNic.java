package io.lvsim.nic;

import java.sql.Timestamp;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.RawPacketListener;

/**
 * A NIC through pcap4j, wherever that works. It allocates for each frame. It does not tell which
 * file to wait for, and a dispatch that blocks does not come back without a frame, so that one
 * looks again and again: every 50 microseconds in immediate mode, else every half millisecond.
 */
final class Pcap4jNic extends OpenNic {
  private static final long IMMEDIATE_NANOS = 50_000;
  private static final long BATCH_NANOS = 500_000;
  private static final int ETHERNET = 1;

  private final PcapHandle handle;
  private final long lookAgainNanos;
  private final RawPacketListener listener = this::add;
  private @Nullable FrameBatch filling;

  private Pcap4jNic(InterfaceIdentity identity, NicOptions options) throws NicException {
    super(identity);
    lookAgainNanos = options.immediate() ? IMMEDIATE_NANOS : BATCH_NANOS;
    handle = opened(identity, options);
    try {
      begin(options);
    } catch (PcapNativeException e) {
      handle.close();
      throw new NicException("the filter \"" + options.filter() + "\" is wrong: " + words(e));
    } catch (NotOpenException e) {
      handle.close();
      throw new NicException(name() + ": " + e.getMessage());
    } catch (NicException e) {
      handle.close();
      throw e;
    }
  }

  static Pcap4jNic open(String name, NicOptions options) throws NicException {
    try {
      Class.forName("org.pcap4j.core.Pcaps");
    } catch (ClassNotFoundException | LinkageError e) {
      throw new BackendMissingException("pcap4j finds no libpcap: " + e.getMessage());
    }
    return new Pcap4jNic(InterfaceIdentity.of(name), options);
  }

  private static PcapHandle opened(InterfaceIdentity identity, NicOptions options)
      throws NicException {
    String name = identity.name();
    try {
      return new PcapHandle.Builder(name)
          .snaplen(options.libpcapSnapLength(identity.mtu()))
          .promiscuousMode(
              options.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
          .timeoutMillis(1)
          .immediateMode(options.immediate())
          .bufferSize(options.ringBytes())
          .timestampPrecision(TimestampPrecision.NANO)
          .build();
    } catch (PcapNativeException e) {
      Integer code = e.getReturnCode();
      boolean forbidden =
          code != null
              && (code == LibPcap.ERROR_PERMISSION || code == LibPcap.ERROR_PROMISCUOUS_PERMISSION);
      throw forbidden
          ? PcapOpening.notAllowed(name)
          : new NicException(name + " cannot be opened: " + words(e));
    } catch (LinkageError e) {
      throw new BackendMissingException("pcap4j finds no libpcap: " + e.getMessage());
    }
  }

  private void begin(NicOptions options)
      throws NicException, PcapNativeException, NotOpenException {
    if (handle.getDlt().value() != ETHERNET) {
      throw PcapOpening.notEthernet(name());
    }
    handle.setDirection(PcapDirection.IN);
    if (!options.filter().isBlank()) {
      handle.setFilter(options.filter(), BpfCompileMode.OPTIMIZE);
    }
    handle.setBlockingMode(BlockingMode.NONBLOCKING);
  }

  private static String words(PcapNativeException e) {
    return Objects.requireNonNullElse(e.getMessage(), "no reason given");
  }

  @Override
  void take(FrameBatch batch) throws NicException {
    filling = batch;
    try {
      int count = batch.capacity() - batch.size();
      if (count > 0) {
        handle.dispatch(count, listener);
      }
    } catch (PcapNativeException | NotOpenException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      filling = null;
    }
  }

  private void add(byte[] frame) {
    FrameBatch batch = Objects.requireNonNull(filling);
    byte[] to = batch.next();
    int length = Math.min(frame.length, to.length);
    System.arraycopy(frame, 0, to, 0, length);
    Timestamp at = handle.getTimestamp();
    long nanos = at.getTime() / 1000 * 1_000_000_000 + at.getNanos();
    Integer onWire = handle.getOriginalLength();
    batch.added(length, onWire == null ? frame.length : onWire, nanos);
  }

  @Override
  void await(long nanos) {
    LockSupport.parkNanos(Math.min(nanos, lookAgainNanos));
  }

  @Override
  void enqueue(byte[] frame, int length) throws NicException {
    try {
      handle.sendPacket(frame, length);
      sent++;
    } catch (PcapNativeException e) {
      unsent++;
      if (!identity.exists()) {
        throw identity.gone();
      }
    } catch (NotOpenException e) {
      throw failure(e);
    }
  }

  /** Nothing waits: each frame was sent when it was added. */
  @Override
  void sendAll() {}

  @Override
  void filterBy(String filter) throws NicException {
    try {
      handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
    } catch (PcapNativeException e) {
      throw new NicException("the filter \"" + filter + "\" is wrong: " + words(e));
    } catch (NotOpenException e) {
      throw failure(e);
    }
  }

  @Override
  long dropped() throws NicException {
    try {
      return handle.getStats().getNumPacketsDropped();
    } catch (PcapNativeException | NotOpenException e) {
      throw failure(e);
    }
  }

  private NicException failure(Exception e) {
    return identity.exists() ? new NicException(name() + ": " + e.getMessage()) : identity.gone();
  }

  @Override
  void release() {
    handle.close();
  }
}
