package io.lvsim.capture;

import io.lvsim.trace.Decision;
import io.lvsim.trace.LinkDecision;
import io.lvsim.trace.TraceListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Captures every frame that passes the interfaces of a lab, one file an interface, each frame with
 * the decisions it met:
 *
 * <ul>
 *   <li>an arriving frame with what its node decided until it was done with it;
 *   <li>a leaving frame with what its node decided at that same instant since the frame before, and
 *       with what its cable did to it.
 * </ul>
 *
 * <p>Frames are written in the order in which they pass; one waits only until its node is done with
 * it. Whatever cannot be written is thrown as an {@link UncheckedIOException}.
 */
public final class LabCapture implements TraceListener {
  /** Begins the capture file of one interface. */
  @FunctionalInterface
  public interface Opener {
    CaptureWriter open(String node, String port) throws IOException;
  }

  private final long epochNanos;
  private final Predicate<String> nodes;
  private final Opener opener;
  private final Map<String, InterfaceFile> files = new LinkedHashMap<>();
  private final Map<String, CapturedNode> states = new LinkedHashMap<>();

  /**
   * @param epochNanos the wall-clock time of the simulation's beginning, in nanoseconds since 1970
   * @param nodes whose interfaces are captured
   */
  public LabCapture(long epochNanos, Predicate<String> nodes, Opener opener) {
    this.epochNanos = epochNanos;
    this.nodes = nodes;
    this.opener = opener;
  }

  /** Begins an interface's file, so that it is there even without frames. */
  public void begin(String node, String port) {
    file(node, port);
  }

  @Override
  public void received(long nowNanos, String node, String port, byte[] frame) {
    if (nodes.test(node)) {
      state(node).arrives(passing(nowNanos, node, port, Direction.INBOUND, frame));
    }
  }

  @Override
  public void handled(long nowNanos, String node) {
    if (nodes.test(node)) {
      state(node).done();
    }
  }

  @Override
  public void sent(long nowNanos, String node, String port, byte[] frame) {
    if (nodes.test(node)) {
      PassingFrame leaving = passing(nowNanos, node, port, Direction.OUTBOUND, frame);
      state(node).leaves(nowNanos, leaving);
    }
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    if (!nodes.test(node)) {
      return;
    }
    String comment = node + ": " + decision.reason();
    if (decision instanceof LinkDecision) {
      state(node).befell(comment);
    } else {
      state(node).decided(nowNanos, comment, frame);
    }
  }

  /** Ends all files and gives them their names. */
  public void close() {
    states.values().forEach(CapturedNode::done);
    files.values().forEach(InterfaceFile::close);
  }

  /** Gives all files up; none appears. */
  public void discard() {
    files.values().forEach(InterfaceFile::discard);
  }

  private PassingFrame passing(
      long nowNanos, String node, String port, Direction direction, byte[] frame) {
    return new PassingFrame(file(node, port), epochNanos + nowNanos, direction, frame);
  }

  private CapturedNode state(String node) {
    return states.computeIfAbsent(node, n -> new CapturedNode());
  }

  private InterfaceFile file(String node, String port) {
    return files.computeIfAbsent(
        node + "." + port, name -> InterfaceFile.opened(opener, node, port));
  }
}
