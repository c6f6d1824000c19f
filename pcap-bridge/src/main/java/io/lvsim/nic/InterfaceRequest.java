package io.lvsim.nic;

import static io.lvsim.nic.Foreign.POINTER;
import static io.lvsim.nic.Foreign.fault;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks Linux about an interface with ioctl and a {@code struct ifreq} (netdevice(7)), in the
 * calling thread's network namespace. Java's own NetworkInterface passes over those without
 * addresses.
 */
final class InterfaceRequest {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int NAME_BYTES = 16;
  private static final int REQUEST_BYTES = 40;

  private static final long SIOCGIFFLAGS = 0x8913;
  private static final long SIOCGIFMTU = 0x8921;
  private static final long SIOCGIFHWADDR = 0x8927;
  private static final long SIOCGIFINDEX = 0x8933;
  private static final int UP = 1;
  private static final int RUNNING = 0x40;

  private static final SymbolLookup C = Linker.nativeLinker().defaultLookup();
  private static final MethodHandle IOCTL =
      Linker.nativeLinker()
          .downcallHandle(
              C.findOrThrow("ioctl"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG),
              Linker.Option.firstVariadicArg(2));
  private static final MethodHandle NAMES = Foreign.function(C, "if_nameindex", POINTER);
  private static final MethodHandle FREE = Foreign.procedure(C, "if_freenameindex", POINTER);

  private final Libc libc;
  private final String name;
  private final long request;

  InterfaceRequest(Arena arena, String name) {
    this.name = name;
    libc = new Libc(arena);
    request = Memory.allocate(arena, REQUEST_BYTES);
  }

  /** Null if there is no such interface. */
  @Nullable InterfaceIdentity identity() {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length >= NAME_BYTES) {
      return null;
    }
    Memory.copyIn(bytes, request, bytes.length);
    int fd = libc.socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0) {
      return null;
    }
    try {
      return ask(fd);
    } finally {
      libc.close(fd);
    }
  }

  /** Whether it is up and has a carrier (IFF_RUNNING). */
  boolean isRunning() {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int fd = libc.socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0 || bytes.length >= NAME_BYTES) {
      return false;
    }
    Memory.copyIn(bytes, request, bytes.length);
    try {
      return asked(fd, SIOCGIFFLAGS) && (Memory.readShort(request + NAME_BYTES) & RUNNING) != 0;
    } finally {
      libc.close(fd);
    }
  }

  private @Nullable InterfaceIdentity ask(int fd) {
    if (!asked(fd, SIOCGIFINDEX)) {
      return null;
    }
    int index = Memory.readInt(request + NAME_BYTES);
    int mtu = asked(fd, SIOCGIFMTU) ? Memory.readInt(request + NAME_BYTES) : 0;
    boolean up = asked(fd, SIOCGIFFLAGS) && (Memory.readShort(request + NAME_BYTES) & UP) != 0;
    long mac = 0;
    if (asked(fd, SIOCGIFHWADDR)) {
      for (int i = 0; i < 6; i++) {
        mac = mac << 8 | Memory.readByte(request + NAME_BYTES + 2 + i);
      }
    }
    return new InterfaceIdentity(name, index, mac, mtu, up);
  }

  private boolean asked(int fd, long what) {
    try {
      return (int) IOCTL.invokeExact(fd, what, request) == 0;
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** The names of all interfaces, in the kernel's order. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      long all = (long) NAMES.invokeExact();
      if (all != 0) {
        for (long at = all; Memory.readInt(at) != 0; at += 16) {
          names.add(Memory.text(Memory.readLong(at + 8)));
        }
        FREE.invokeExact(all);
      }
    } catch (Throwable t) {
      throw fault(t);
    }
    return names;
  }
}
