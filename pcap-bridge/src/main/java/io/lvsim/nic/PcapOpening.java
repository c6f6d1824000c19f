package io.lvsim.nic;

import java.lang.foreign.Arena;

/** Opens an interface with libpcap, and says in plain words why it cannot be opened. */
final class PcapOpening {
  private final String name;
  private final int mtu;
  private final NicOptions options;
  private final Arena arena;
  private final long errorText;

  PcapOpening(InterfaceIdentity identity, NicOptions options, Arena arena) {
    name = identity.name();
    mtu = identity.mtu();
    this.options = options;
    this.arena = arena;
    errorText = Memory.allocate(arena, LibPcap.ERROR_TEXT_BYTES);
  }

  /** A handle that is activated, filters and does not block. */
  long open() throws NicException {
    long pcap = activated();
    try {
      if (!options.filter().isBlank()) {
        setFilter(pcap);
      }
      if (LibPcap.setNonBlocking(pcap, errorText) < 0) {
        throw new NicException(name + ": " + Memory.text(errorText));
      }
    } catch (NicException e) {
      LibPcap.close(pcap);
      throw e;
    }
    return pcap;
  }

  /** A handle that is activated. */
  private long activated() throws NicException {
    long pcap = LibPcap.create(Memory.allocate(arena, name), errorText);
    if (pcap == 0) {
      throw new NicException(name + ": " + Memory.text(errorText));
    }
    LibPcap.set(pcap, options, mtu);
    int result = LibPcap.activate(pcap);
    NicException fault = null;
    if (result < 0) {
      fault = failure(result, LibPcap.error(pcap));
    } else if (LibPcap.datalink(pcap) != LibPcap.ETHERNET) {
      fault = notEthernet(name);
    }
    if (fault != null) {
      LibPcap.close(pcap);
      throw fault;
    }
    return pcap;
  }

  private NicException failure(int result, String words) {
    return switch (result) {
      case LibPcap.ERROR_PERMISSION, LibPcap.ERROR_PROMISCUOUS_PERMISSION -> notAllowed(name);
      default ->
          new NicException(
              name
                  + " cannot be opened: "
                  + LibPcap.status(result)
                  + (words.isEmpty() ? "" : " (" + words + ")"));
    };
  }

  /** Sets the options' filter on a handle that is activated. */
  void setFilter(long pcap) throws NicException {
    long program = compile(pcap);
    int result = LibPcap.setFilter(pcap, program);
    LibPcap.freeCode(program);
    if (result < 0) {
      throw badFilter(LibPcap.error(pcap));
    }
  }

  /** The options' filter as a {@code bpf_program}, which is the caller's to free. */
  private long compile(long pcap) throws NicException {
    long program = Memory.allocate(arena, 16);
    if (LibPcap.compile(pcap, program, Memory.allocate(arena, options.filter())) < 0) {
      throw badFilter(LibPcap.error(pcap));
    }
    return program;
  }

  /** What a program for a socket is made of: the options' filter, compiled for this interface. */
  long[] instructions() throws NicException {
    long pcap = activated();
    try {
      long program = compile(pcap);
      long[] code = new long[Memory.readInt(program)];
      long at = Memory.readLong(program + 8);
      for (int i = 0; i < code.length; i++) {
        code[i] = Memory.readLong(at + 8L * i);
      }
      LibPcap.freeCode(program);
      return code;
    } finally {
      LibPcap.close(pcap);
    }
  }

  private NicException badFilter(String words) {
    return new NicException("the filter \"" + options.filter() + "\" is wrong: " + words);
  }

  static NicException notEthernet(String name) {
    return new NicException(name + " carries no Ethernet frames");
  }

  static NicException notAllowed(String name) {
    return new NicException(
        "not allowed to open "
            + name
            + ": run as root, or: sudo setpriv --reuid=$(id -u) --regid=$(id -g) --clear-groups"
            + " --inh-caps=+net_raw,+net_admin --ambient-caps=+net_raw,+net_admin lvsim ...");
  }
}
