package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network namespace that the calling thread moves into, with what it starts, until this is
 * closed. It is empty but for lo, and gone when nobody is in it any more.
 */
final class NetworkNamespace implements AutoCloseable {
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle UNSHARE = function("unshare", ValueLayout.JAVA_INT);
  private static final MethodHandle SETNS =
      function("setns", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final MethodHandle OPEN =
      function("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT);

  private final int before;

  NetworkNamespace() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom("/proc/thread-self/ns/net");
      before = (int) OPEN.invokeExact(path, 0);
    }
    assertThat(before).isNotNegative();
    assertThat((int) UNSHARE.invokeExact(CLONE_NEWNET)).isZero();
  }

  private static MethodHandle function(String name, java.lang.foreign.MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }

  /** Why there can be none here; empty if there can. */
  static String obstacle() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return "needs Linux";
    }
    if (!System.getProperty("user.name").equals("root")) {
      return "needs root, to make network namespaces";
    }
    boolean ip =
        List.of("/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip").stream()
            .anyMatch(p -> Files.isExecutable(Path.of(p)));
    if (!ip) {
      return "needs the program ip (Debian: apt-get install iproute2)";
    }
    return canUnshare();
  }

  private static String canUnshare() {
    try (NetworkNamespace probe = new NetworkNamespace()) {
      probe.run("ip link add type veth");
      return "";
    } catch (Throwable t) {
      return "needs network namespaces and veth pairs, which this machine refuses: " + t;
    }
  }

  /** Two interfaces, va and vb, that are the ends of one cable, without addresses of IPv6. */
  void makeVethPair() throws Exception {
    run("ip link add va type veth peer name vb");
    for (String end : List.of("va", "vb")) {
      run("ip link set dev " + end + " addrgenmode none");
      run("ip link set dev " + end + " up");
    }
  }

  /** Runs a program in it, which must succeed; what it printed. */
  String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    return output;
  }

  @Override
  public void close() {
    try {
      assertThat((int) SETNS.invokeExact(before, CLONE_NEWNET)).isZero();
      int unused = (int) CLOSE.invokeExact(before);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }
}
