package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Takes capabilities from the calling thread until this is closed (capset(2)). */
final class Capabilities implements AutoCloseable {
  private static final int VERSION_3 = 0x2008_0522;
  private static final MethodHandle CAPGET = function("capget");
  private static final MethodHandle CAPSET = function("capset");

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment header = arena.allocate(8, 8);
  private final MemorySegment data = arena.allocate(24, 8);
  private final int effective;

  private Capabilities(int... numbers) throws Throwable {
    header.set(ValueLayout.JAVA_INT, 0, VERSION_3);
    assertThat((int) CAPGET.invokeExact(header, data)).isZero();
    effective = data.get(ValueLayout.JAVA_INT, 0);
    int left = effective;
    for (int number : numbers) {
      left &= ~(1 << number);
    }
    set(left);
  }

  static Capabilities without(int... numbers) throws Throwable {
    return new Capabilities(numbers);
  }

  private static MethodHandle function(String name) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
  }

  private void set(int value) throws Throwable {
    data.set(ValueLayout.JAVA_INT, 0, value);
    assertThat((int) CAPSET.invokeExact(header, data)).isZero();
  }

  @Override
  public void close() {
    try {
      set(effective);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
    arena.close();
  }
}
