package io.lvsim.nic;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Functions of C as method handles; what C calls a pointer is a {@code long} here. */
final class Foreign {
  static final MemoryLayout INT = ValueLayout.JAVA_INT;
  static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
  static final MemoryLayout POINTER = ValueLayout.JAVA_LONG;

  private Foreign() {}

  /** A function that keeps its {@code errno}; the handle takes the memory for it first. */
  static MethodHandle withErrno(
      SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(
            library.findOrThrow(name),
            FunctionDescriptor.of(result, arguments),
            Linker.Option.captureCallState("errno"));
  }

  static MethodHandle function(
      SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  static MethodHandle procedure(SymbolLookup library, String name, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
  }

  /** What a call of C threw: nothing that C can do, so a fault of this program. */
  static IllegalStateException fault(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(thrown);
  }
}
