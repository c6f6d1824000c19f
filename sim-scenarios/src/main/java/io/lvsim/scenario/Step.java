package io.lvsim.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happens in a scenario. */
public sealed interface Step {
  /** Where it is written. */
  Position position();

  /** What a reader of the transcript should see in it, in plain words; may be empty. */
  String note();

  /**
   * Something typed on a machine.
   *
   * @param on the machine's name
   * @param script lines of the lab shell
   * @param expect what must come back; null when nothing is compared
   * @param status the exit status that it must have; null for any
   * @param timeoutNanos how long it may take in virtual time
   */
  record Run(
      Position position,
      String note,
      String on,
      String script,
      @Nullable Expectation expect,
      @Nullable Integer status,
      long timeoutNanos)
      implements Step {
    /** The same, but for what must come back. */
    public Run withExpectation(Expectation other) {
      return new Run(position, note, on, script, other, status, timeoutNanos);
    }
  }

  /** Nothing is done for a while. */
  record Wait(Position position, String note, long nanos) implements Step {}

  /** Something breaks or is mended. */
  record Fault(Position position, String note, List<FaultAction> actions) implements Step {}

  /** The lab is looked at. */
  record Verify(Position position, String note, List<Check> checks) implements Step {}

  /** Counts (served, bypassed ...) begin anew from here. */
  record Mark(Position position, String note, String name) implements Step {}
}
