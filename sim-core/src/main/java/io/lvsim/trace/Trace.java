package io.lvsim.trace;

import io.lvsim.engine.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * Where nodes tell their decisions, and who listens. Callers ask {@link #on()} before they make a
 * decision's record, so that a run without listeners makes none:
 *
 * <pre>{@code
 * if (trace.on()) {
 *   trace.tell(name, new ArpDecision.Answered(...));
 * }
 * }</pre>
 */
public final class Trace {
  private final Simulation simulation;
  private TraceListener[] listeners = {};
  private byte @Nullable [] frameAtHand;

  /**
   * @param simulation whose clock stamps what is told
   */
  public Trace(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Whether anyone listens. */
  public boolean on() {
    return listeners.length > 0;
  }

  /** Adds a listener; it is told what happens from now on. */
  public void add(TraceListener listener) {
    TraceListener[] more = new TraceListener[listeners.length + 1];
    System.arraycopy(listeners, 0, more, 0, listeners.length);
    more[listeners.length] = listener;
    listeners = more;
  }

  /** A frame arrived at a node; to be paired with {@link #handled}. */
  public void received(String node, String port, byte[] frame) {
    frameAtHand = frame;
    for (TraceListener listener : listeners) {
      listener.received(simulation.now(), node, port, frame);
    }
  }

  /** The node is done with the frame that arrived. */
  public void handled(String node) {
    frameAtHand = null;
    for (TraceListener listener : listeners) {
      listener.handled(simulation.now(), node);
    }
  }

  /** A node handed a frame to its port. */
  public void sent(String node, String port, byte[] frame) {
    for (TraceListener listener : listeners) {
      listener.sent(simulation.now(), node, port, frame);
    }
  }

  /** A node decided something. */
  public void tell(String node, Decision decision) {
    for (TraceListener listener : listeners) {
      listener.decided(simulation.now(), node, decision, frameAtHand);
    }
  }
}
