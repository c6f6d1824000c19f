package io.lvsim.compare;

import io.lvsim.kernel.LabRecord.Look;
import io.lvsim.scenario.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run, whoever ran it, as it is compared.
 *
 * @param error why it could not be run to its end; empty if it was
 * @param frames of all interfaces, in the order of their times
 */
public record RunRecord(String error, List<StepView> steps, List<SeenFrame> frames) {
  /**
   * A step.
   *
   * @param lines what the terminal showed; empty where nothing was typed
   * @param status the exit status of the last command; null if none was typed, or it did not end
   * @param look what the machines said of themselves after it; null if nobody looked
   */
  public record StepView(
      int number, Step step, List<String> lines, @Nullable Integer status, @Nullable Look look) {}

  /**
   * A frame that passed a machine's interface.
   *
   * @param interfaceName such as {@code rs1.eth0}
   * @param at nanoseconds since the lab's beginning
   */
  public record SeenFrame(
      String interfaceName,
      long at,
      boolean outgoing,
      @SuppressWarnings("ArrayRecordComponent") byte[] bytes) {}
}
