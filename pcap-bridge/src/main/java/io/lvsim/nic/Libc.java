package io.lvsim.nic;

import static io.lvsim.nic.Foreign.INT;
import static io.lvsim.nic.Foreign.LONG;
import static io.lvsim.nic.Foreign.POINTER;
import static io.lvsim.nic.Foreign.fault;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The system calls that a NIC needs, on Linux. Where one fails it returns the negated error number,
 * as inside the kernel. Used by one thread.
 */
final class Libc {
  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int ENXIO = 6;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int ENODEV = 19;
  static final int ENETDOWN = 100;

  static final int POLLIN = 1;
  static final int POLLOUT = 4;
  static final int POLLERR = 8;

  private static final SymbolLookup C = Linker.nativeLinker().defaultLookup();
  private static final MethodHandle SOCKET = call("socket", INT, INT, INT, INT);
  private static final MethodHandle BIND = call("bind", INT, INT, POINTER, INT);
  private static final MethodHandle SETSOCKOPT =
      call("setsockopt", INT, INT, INT, INT, POINTER, INT);
  private static final MethodHandle GETSOCKOPT =
      call("getsockopt", INT, INT, INT, INT, POINTER, POINTER);
  private static final MethodHandle GETSOCKNAME = call("getsockname", INT, INT, POINTER, POINTER);
  private static final MethodHandle MMAP = call("mmap", LONG, LONG, LONG, INT, INT, INT, LONG);
  private static final MethodHandle MUNMAP = call("munmap", INT, LONG, LONG);

  /** Keeping errno allocates for each call: what is called for frames does without. */
  private static final MethodHandle PPOLL =
      Foreign.function(C, "ppoll", INT, POINTER, LONG, POINTER, POINTER);

  private static final MethodHandle SENDMMSG_PLAIN =
      Foreign.function(C, "sendmmsg", INT, INT, POINTER, INT, INT);
  private static final MethodHandle SENDMMSG = call("sendmmsg", INT, INT, POINTER, INT, INT);
  private static final MethodHandle SEND = call("send", LONG, INT, POINTER, LONG, INT);

  /**
   * The call {@code sendto} by its number, where that is known. C's own function also looks whether
   * the thread is to be cancelled, which in a process with threads takes as long as the rest of it.
   */
  private static final MethodHandle SYSCALL =
      Foreign.function(C, "syscall", LONG, LONG, LONG, POINTER, LONG, LONG, POINTER, LONG);

  private static final long SENDTO =
      switch (System.getProperty("os.arch", "")) {
        case "amd64" -> 44;
        case "aarch64" -> 206;
        default -> 0;
      };

  private static final MethodHandle RECV =
      Foreign.function(C, "recv", LONG, INT, POINTER, LONG, INT);
  private static final MethodHandle CLOSE = call("close", INT, INT);
  private static final MethodHandle STRERROR = Foreign.function(C, "strerror", POINTER, INT);

  private final MemorySegment errno;
  private final long poll;
  private final long pause;

  /** With room of its own in the arena. */
  Libc(Arena arena) {
    errno = arena.allocate(Linker.Option.captureStateLayout());
    poll = Memory.allocate(arena, 8);
    pause = Memory.allocate(arena, 16);
  }

  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
    return Foreign.withErrno(C, name, result, arguments);
  }

  static boolean isLinux() {
    return System.getProperty("os.name", "").equals("Linux");
  }

  int socket(int domain, int type, int protocol) {
    try {
      return result((int) SOCKET.invokeExact(errno, domain, type, protocol));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  int bind(int fd, long address, int length) {
    try {
      return result((int) BIND.invokeExact(errno, fd, address, length));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  int setsockopt(int fd, int level, int option, long value, int length) {
    try {
      return result((int) SETSOCKOPT.invokeExact(errno, fd, level, option, value, length));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  int getsockopt(int fd, int level, int option, long value, long length) {
    try {
      return result((int) GETSOCKOPT.invokeExact(errno, fd, level, option, value, length));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  int getsockname(int fd, long address, long length) {
    try {
      return result((int) GETSOCKNAME.invokeExact(errno, fd, address, length));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** Maps a file for reading and writing, shared; the address, or the negated error number. */
  long mmap(int fd, long length) {
    int readWrite = 3;
    int shared = 1;
    try {
      long at = (long) MMAP.invokeExact(errno, 0L, length, readWrite, shared, fd, 0L);
      return at == -1 ? -number() : at;
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  void munmap(long address, long length) {
    try {
      int unused = (int) MUNMAP.invokeExact(errno, address, length);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /**
   * Waits until a file can be read.
   *
   * @return what is the matter with it, {@link #POLLIN} and others; 0 if nothing was in time, or a
   *     signal came
   */
  int poll(int fd, long nanos) {
    return poll(fd, POLLIN, nanos);
  }

  /** Waits until a file can be written; whether it can. */
  boolean hasRoom(int fd, long nanos) {
    return (poll(fd, POLLOUT, nanos) & POLLOUT) != 0;
  }

  private int poll(int fd, int wanted, long nanos) {
    Memory.writeInt(poll, fd);
    Memory.writeInt(poll + 4, wanted);
    Memory.writeLong(pause, nanos / 1_000_000_000);
    Memory.writeLong(pause + 8, nanos % 1_000_000_000);
    try {
      int ready = (int) PPOLL.invokeExact(poll, 1L, pause, 0L);
      return ready > 0 ? Memory.readShort(poll + 6) : 0;
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /**
   * How many messages of an array of {@code mmsghdr} were sent. If the first cannot be, it is tried
   * once more, to learn why.
   */
  int sendmmsg(int fd, long messages, int count) {
    try {
      int sent = (int) SENDMMSG_PLAIN.invokeExact(fd, messages, count, 0);
      if (sent >= 0) {
        return sent;
      }
      return result((int) SENDMMSG.invokeExact(errno, fd, messages, count, 0));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** Sends a frame; 0 or more if it was sent. If not, it is tried once more, to learn why. */
  int send(int fd, long frame, long length) {
    try {
      if (SENDTO != 0
          && (long) SYSCALL.invokeExact(SENDTO, (long) fd, frame, length, 0L, 0L, 0L) >= 0) {
        return 0;
      }
      return result((int) (long) SEND.invokeExact(errno, fd, frame, length, 0));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** How many bytes came, -1 if none; it does not wait. */
  int receiveNow(int fd, long to, long length) {
    int dontWait = 0x40;
    try {
      return (int) (long) RECV.invokeExact(fd, to, length, dontWait);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  void close(int fd) {
    try {
      int unused = (int) CLOSE.invokeExact(errno, fd);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** An error in the system's words. */
  static String words(int number) {
    try {
      return Memory.text((long) STRERROR.invokeExact(number));
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  private int result(int value) {
    return value == -1 ? -number() : value;
  }

  private int number() {
    return Memory.readInt(errno.address());
  }
}
