package io.lvsim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a lab on a real kernel. All times are nanoseconds since the lab's beginning.
 *
 * @param kernel its release, such as 6.1.176; empty if the lab was not built
 * @param error why it could not be run to its end; empty if it was
 * @param interfaces such as {@code rs1.eth0}; frames name them by their place here
 * @param steps those that were begun, in order
 * @param frames of all interfaces, in the order of their times
 */
public record LabRecord(
    String kernel,
    String error,
    List<String> interfaces,
    List<StepRecord> steps,
    List<FrameRecord> frames) {
  /**
   * A step.
   *
   * @param look what was seen after it; null if nobody looked
   */
  public record StepRecord(
      int number, long beganAt, long endedAt, List<Typed> typed, @Nullable Look look) {
    /** What the terminal showed. */
    public List<String> outputLines() {
      StringBuilder shown = new StringBuilder();
      typed.forEach(t -> shown.append(t.text()));
      return shown.toString().lines().toList();
    }
  }

  /**
   * A command that was typed.
   *
   * @param status its exit status; null if it did not end in time
   */
  public record Typed(
      String on,
      int number,
      long beganAt,
      long endedAt,
      @Nullable Integer status,
      @SuppressWarnings("ArrayRecordComponent") byte[] output) {
    /** What the terminal showed, as one that somebody types into does. */
    public String text() {
      String text = new String(output, StandardCharsets.UTF_8);
      String typed = ShellMessages.asTyped(text);
      return status == null ? ShellMessages.withoutKill(typed) : typed;
    }
  }

  /** A frame that passed an interface. */
  public record FrameRecord(
      int interfaceNumber,
      long at,
      boolean outgoing,
      @SuppressWarnings("ArrayRecordComponent") byte[] bytes) {}

  /**
   * What the machines and switches said of themselves.
   *
   * @param switches by name: ports by MAC address
   */
  public record Look(Map<String, MachineLook> machines, Map<String, Map<Long, String>> switches) {}

  /**
   * Files of a machine, as its kernel writes them.
   *
   * @param neighbours /proc/net/arp
   * @param services /proc/net/ip_vs
   * @param connections /proc/net/ip_vs_conn
   * @param files null values for those that cannot be read
   */
  public record MachineLook(
      String neighbours,
      String services,
      String connections,
      Map<String, @Nullable String> files,
      Map<String, String> settings) {}
}
