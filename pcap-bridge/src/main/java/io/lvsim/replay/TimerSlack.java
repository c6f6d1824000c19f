package io.lvsim.replay;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How late Linux may wake the calling thread to save wake-ups: 50 us unless a thread asks for less
 * (prctl(2), PR_SET_TIMERSLACK).
 */
final class TimerSlack {
  private static final int PR_SET_TIMERSLACK = 29;

  private TimerSlack() {}

  /** Asks for none, for the calling thread; elsewhere than on Linux nothing happens. */
  static void none() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    MemorySegment prctl = linker.defaultLookup().find("prctl").orElse(MemorySegment.NULL);
    if (prctl.equals(MemorySegment.NULL)) {
      return;
    }
    FunctionDescriptor type =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
    try {
      int unused =
          (int)
              linker
                  .downcallHandle(prctl, type, Linker.Option.firstVariadicArg(1))
                  .invokeExact(PR_SET_TIMERSLACK, 1L);
    } catch (Throwable e) {
      throw new IllegalStateException("prctl cannot be called", e);
    }
  }
}
