package io.lvsim.trace;

import io.lvsim.engine.Simulation;
import java.util.Arrays;
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
  private static final TraceListener[] NOBODY = {};

  /** Chooses, where many frames pass, what the listeners get to hear. */
  public interface Sampler {
    /** Whether they hear of an arriving frame and all that comes of it. */
    boolean takes(long nowNanos, byte[] frame);

    /** Whether they hear of what timers and programs do until the next frame arrives. */
    boolean takesRest(long nowNanos);
  }

  private final Simulation simulation;
  private TraceListener[] listeners = {};
  private TraceListener[] hearing = {};
  private @Nullable Sampler sampler;
  private byte @Nullable [] frameAtHand;

  /**
   * @param simulation whose clock stamps what is told
   */
  public Trace(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Whether anyone hears what is told just now. */
  public boolean on() {
    return hearing.length > 0;
  }

  /** Whether anyone listens, and is to be asked about each frame that arrives. */
  public boolean hasListeners() {
    return listeners.length > 0;
  }

  /** Says who chooses what is heard; null: everything is. */
  public void sample(@Nullable Sampler by) {
    sampler = by;
    hearing = listeners;
  }

  /** Adds a listener; it is told what happens from now on. */
  public void add(TraceListener listener) {
    TraceListener[] more = new TraceListener[listeners.length + 1];
    System.arraycopy(listeners, 0, more, 0, listeners.length);
    more[listeners.length] = listener;
    listeners = more;
    hearing = more;
  }

  /** Takes a listener out again; one that is not there is no matter. */
  public void remove(TraceListener listener) {
    listeners =
        Arrays.stream(listeners).filter(each -> each != listener).toArray(TraceListener[]::new);
    hearing = listeners;
  }

  /** A frame arrived at a node; to be paired with {@link #handled}. */
  public void received(String node, String port, byte[] frame) {
    Sampler chooses = sampler;
    if (chooses != null) {
      hearing = chooses.takes(simulation.now(), frame) ? listeners : NOBODY;
    }
    frameAtHand = frame;
    for (TraceListener listener : hearing) {
      listener.received(simulation.now(), node, port, frame);
    }
  }

  /** The node is done with the frame that arrived. */
  public void handled(String node) {
    frameAtHand = null;
    for (TraceListener listener : hearing) {
      listener.handled(simulation.now(), node);
    }
    Sampler chooses = sampler;
    if (chooses != null) {
      hearing = chooses.takesRest(simulation.now()) ? listeners : NOBODY;
    }
  }

  /** A node handed a frame to its port. */
  public void sent(String node, String port, byte[] frame) {
    for (TraceListener listener : hearing) {
      listener.sent(simulation.now(), node, port, frame);
    }
  }

  /** A node decided something. */
  public void tell(String node, Decision decision) {
    for (TraceListener listener : hearing) {
      listener.decided(simulation.now(), node, decision, frameAtHand);
    }
  }
}
