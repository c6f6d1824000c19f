package io.lvsim.live;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Which offloads of an interface are on, as ethtool -k shows (ioctl SIOCETHTOOL, linux/ethtool.h).
 *
 * @param gro frames that come in a row are merged into ones longer than the MTU
 * @param lro the NIC itself does so
 */
public record Offloads(boolean gro, boolean lro) {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int SIOCETHTOOL = 0x8946;
  private static final int ETHTOOL_GFLAGS = 0x25;
  private static final int ETHTOOL_GGRO = 0x2b;
  private static final int ETH_FLAG_LRO = 1 << 15;
  private static final int NAME_BYTES = 16;
  private static final int IFREQ_BYTES = 40;

  /** Asks the kernel; empty where it does not say. */
  public static Optional<Offloads> of(String interfaceName) {
    try (Arena arena = Arena.ofConfined()) {
      Socket socket = Socket.open();
      try {
        int gro = socket.ask(arena, interfaceName, ETHTOOL_GGRO);
        int flags = socket.ask(arena, interfaceName, ETHTOOL_GFLAGS);
        return gro < 0
            ? Optional.empty()
            : Optional.of(new Offloads(gro > 0, flags > 0 && (flags & ETH_FLAG_LRO) != 0));
      } finally {
        socket.close();
      }
    } catch (Throwable e) {
      return Optional.empty(); // no such function here: not Linux
    }
  }

  /** A socket to ask by. */
  private record Socket(int descriptor, MethodHandle ioctl, MethodHandle closing) {
    static Socket open() throws Throwable {
      MethodHandle socket =
          function(
              "socket",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT));
      MethodHandle ioctl =
          function(
              "ioctl",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.ADDRESS),
              Linker.Option.firstVariadicArg(2));
      MethodHandle closing =
          function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      return new Socket((int) socket.invokeExact(AF_INET, SOCK_DGRAM, 0), ioctl, closing);
    }

    private static MethodHandle function(
        String name, FunctionDescriptor descriptor, Linker.Option... options) {
      Linker linker = Linker.nativeLinker();
      MemorySegment address = linker.defaultLookup().find(name).orElseThrow();
      return linker.downcallHandle(address, descriptor, options);
    }

    /** The value of an ethtool_value; -1 if it is refused. */
    int ask(Arena arena, String interfaceName, int command) throws Throwable {
      MemorySegment value = arena.allocate(8, 8);
      value.set(ValueLayout.JAVA_INT, 0, command);
      MemorySegment request = arena.allocate(IFREQ_BYTES, 8);
      byte[] name = interfaceName.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      int length = Math.min(name.length, NAME_BYTES - 1);
      MemorySegment.copy(name, 0, request, ValueLayout.JAVA_BYTE, 0, length);
      request.set(ValueLayout.ADDRESS, NAME_BYTES, value);
      int answer = (int) ioctl.invokeExact(descriptor, (long) SIOCETHTOOL, request);
      return answer < 0 ? -1 : value.get(ValueLayout.JAVA_INT, 4);
    }

    void close() throws Throwable {
      int ignored = (int) closing.invokeExact(descriptor);
      assert ignored <= 0;
    }
  }
}
