package io.lvsim.nic;

import static io.lvsim.nic.Foreign.INT;
import static io.lvsim.nic.Foreign.LONG;
import static io.lvsim.nic.Foreign.POINTER;
import static io.lvsim.nic.Foreign.fault;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of libpcap; a {@code pcap_t *} is a {@code long}. */
final class LibPcap {
  static final int ERROR = -1;
  static final int ERROR_NO_SUCH_DEVICE = -5;
  static final int ERROR_PERMISSION = -8;
  static final int ERROR_NOT_UP = -9;
  static final int ERROR_PROMISCUOUS_PERMISSION = -11;

  static final int ERROR_TEXT_BYTES = 256;
  static final int ETHERNET = 1;
  private static final int INWARD = 1;
  private static final int NANOSECONDS = 1;
  private static final int NETMASK_UNKNOWN = -1;

  /** Debian calls it by the first of these names, most others by the second. */
  private static final List<String> NAMES = List.of("libpcap.so.0.8", "libpcap.so.1", "libpcap.so");

  private static final @Nullable SymbolLookup LIBRARY = library();

  private LibPcap() {}

  private static @Nullable SymbolLookup library() {
    for (String name : NAMES) {
      try {
        return SymbolLookup.libraryLookup(name, Arena.global());
      } catch (IllegalArgumentException notThere) {
        continue;
      }
    }
    return null;
  }

  /** Throws if the library is not on this machine. */
  static void require() throws NicException {
    if (!Libc.isLinux()) {
      throw new BackendMissingException("the backend libpcap needs Linux");
    }
    if (LIBRARY == null) {
      throw new BackendMissingException(
          "libpcap is missing: install it (Debian: apt-get install libpcap0.8, Fedora: dnf install"
              + " libpcap)");
    }
  }

  /** Bound when first used, after {@link #require}. */
  private static final class Calls {
    static final SymbolLookup PCAP = java.util.Objects.requireNonNull(LIBRARY);
    static final MethodHandle CREATE =
        Foreign.function(PCAP, "pcap_create", POINTER, POINTER, POINTER);
    static final MethodHandle SNAPLEN = Foreign.function(PCAP, "pcap_set_snaplen", INT, LONG, INT);
    static final MethodHandle PROMISC = Foreign.function(PCAP, "pcap_set_promisc", INT, LONG, INT);
    static final MethodHandle TIMEOUT = Foreign.function(PCAP, "pcap_set_timeout", INT, LONG, INT);
    static final MethodHandle IMMEDIATE =
        Foreign.function(PCAP, "pcap_set_immediate_mode", INT, LONG, INT);
    static final MethodHandle BUFFER =
        Foreign.function(PCAP, "pcap_set_buffer_size", INT, LONG, INT);
    static final MethodHandle PRECISION =
        Foreign.function(PCAP, "pcap_set_tstamp_precision", INT, LONG, INT);
    static final MethodHandle ACTIVATE = Foreign.function(PCAP, "pcap_activate", INT, LONG);
    static final MethodHandle DATALINK = Foreign.function(PCAP, "pcap_datalink", INT, LONG);
    static final MethodHandle NONBLOCK =
        Foreign.function(PCAP, "pcap_setnonblock", INT, LONG, INT, POINTER);
    static final MethodHandle DIRECTION =
        Foreign.function(PCAP, "pcap_setdirection", INT, LONG, INT);
    static final MethodHandle COMPILE =
        Foreign.function(PCAP, "pcap_compile", INT, LONG, POINTER, POINTER, INT, INT);
    static final MethodHandle SETFILTER =
        Foreign.function(PCAP, "pcap_setfilter", INT, LONG, POINTER);
    static final MethodHandle FREECODE = Foreign.procedure(PCAP, "pcap_freecode", POINTER);
    static final MethodHandle FD = Foreign.function(PCAP, "pcap_get_selectable_fd", INT, LONG);
    static final MethodHandle NEXT =
        Foreign.function(PCAP, "pcap_next_ex", INT, LONG, POINTER, POINTER);
    static final MethodHandle STATS = Foreign.function(PCAP, "pcap_stats", INT, LONG, POINTER);
    static final MethodHandle GETERR = Foreign.function(PCAP, "pcap_geterr", POINTER, LONG);
    static final MethodHandle STATUS = Foreign.function(PCAP, "pcap_statustostr", POINTER, INT);
    static final MethodHandle CLOSE = Foreign.procedure(PCAP, "pcap_close", LONG);
  }

  /** A new handle, not yet activated; 0 if there can be none, and then the text says why. */
  static long create(long name, long errorText) {
    try {
      return (long) Calls.CREATE.invokeExact(name, errorText);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** Sets what is set before activation. */
  static void set(long pcap, NicOptions options, int mtu) {
    try {
      int unused = (int) Calls.SNAPLEN.invokeExact(pcap, options.libpcapSnapLength(mtu));
      unused = (int) Calls.PROMISC.invokeExact(pcap, options.promiscuous() ? 1 : 0);
      unused = (int) Calls.TIMEOUT.invokeExact(pcap, 1);
      unused = (int) Calls.IMMEDIATE.invokeExact(pcap, options.immediate() ? 1 : 0);
      unused = (int) Calls.BUFFER.invokeExact(pcap, options.ringBytes());
      unused = (int) Calls.PRECISION.invokeExact(pcap, NANOSECONDS);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static int activate(long pcap) {
    try {
      return (int) Calls.ACTIVATE.invokeExact(pcap);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static int datalink(long pcap) {
    try {
      return (int) Calls.DATALINK.invokeExact(pcap);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static int setNonBlocking(long pcap, long errorText) {
    try {
      return (int) Calls.NONBLOCK.invokeExact(pcap, 1, errorText);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** Frames that this machine sends are no longer received. */
  static int onlyInward(long pcap) {
    try {
      return (int) Calls.DIRECTION.invokeExact(pcap, INWARD);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** Compiles and optimizes a filter into a {@code bpf_program}. */
  static int compile(long pcap, long program, long filter) {
    try {
      return (int) Calls.COMPILE.invokeExact(pcap, program, filter, 1, NETMASK_UNKNOWN);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static int setFilter(long pcap, long program) {
    try {
      return (int) Calls.SETFILTER.invokeExact(pcap, program);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static void freeCode(long program) {
    try {
      Calls.FREECODE.invokeExact(program);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static int selectableFd(long pcap) {
    try {
      return (int) Calls.FD.invokeExact(pcap);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** 1 if a frame came, 0 if none is there, less if something is wrong. */
  static int next(long pcap, long header, long data) {
    try {
      return (int) Calls.NEXT.invokeExact(pcap, header, data);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static int stats(long pcap, long statistics) {
    try {
      return (int) Calls.STATS.invokeExact(pcap, statistics);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** What went wrong last, in libpcap's words. */
  static String error(long pcap) {
    try {
      return Memory.text((long) Calls.GETERR.invokeExact(pcap));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static String status(int code) {
    try {
      return Memory.text((long) Calls.STATUS.invokeExact(code));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static void close(long pcap) {
    try {
      Calls.CLOSE.invokeExact(pcap);
    } catch (Throwable t) {
      throw fault(t);
    }
  }
}
