package io.lvsim.link;

import io.lvsim.trace.LinkDecision;
import io.lvsim.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Where a node meets a wire. The node knows its ports and nothing of what lies behind them, so the
 * same node runs on simulated cables and on a real NIC.
 */
public final class Port {
  private String node;
  private String name;
  private final Trace trace;
  private @Nullable Wire wire;
  private @Nullable FrameReceiver receiver;
  private Tap[] taps = {};
  private boolean enabled = true;
  private boolean carrierSeen;

  /**
   * @param node the node's name
   * @param name the port's name, unique in the node, such as {@code eth0}
   */
  public Port(String node, String name, Trace trace) {
    this.node = node;
    this.name = name;
    this.trace = trace;
  }

  /** The name of the node that the port belongs to. */
  public String node() {
    return node;
  }

  /** The port's own name. */
  public String name() {
    return name;
  }

  /** Node and port, such as {@code rs1.eth0}. */
  public String fullName() {
    return node + "." + name;
  }

  /** Another node has it now, or it has another name there; whoever took frames takes none. */
  public void moveTo(String newNode, String newName) {
    node = newNode;
    name = newName;
  }

  /** Says who takes arriving frames; called by the node. */
  public void onReceive(FrameReceiver newReceiver) {
    receiver = newReceiver;
    carrierMayHaveChanged();
  }

  /** Plugs a wire in; whatever was plugged before is unplugged. */
  public void plug(Wire newWire) {
    wire = newWire;
    carrierMayHaveChanged();
  }

  /** Pulls the wire out. */
  public void unplug() {
    wire = null;
    carrierMayHaveChanged();
  }

  /** Whether something is plugged in and has a carrier. */
  public boolean carrier() {
    return wire != null && wire.carrier();
  }

  /** Whether the wire would take a frame now, or lose it since its queue is full. */
  public boolean hasRoom() {
    return wire == null || wire.hasRoom();
  }

  /** Whether the node itself lets the port work (administratively up). */
  public boolean enabled() {
    return enabled;
  }

  /** Lets the node switch the port on or off; at the other end the carrier follows. */
  public void setEnabled(boolean on) {
    enabled = on;
    Wire out = wire;
    if (out != null) {
      out.senderSwitched();
    }
  }

  /** Adds someone who sees every frame from now on. */
  public void addTap(Tap tap) {
    Tap[] more = new Tap[taps.length + 1];
    System.arraycopy(taps, 0, more, 0, taps.length);
    more[taps.length] = tap;
    taps = more;
  }

  /** Takes a tap away; does nothing if it is not there. */
  public void removeTap(Tap tap) {
    for (int i = 0; i < taps.length; i++) {
      if (taps[i] == tap) {
        Tap[] fewer = new Tap[taps.length - 1];
        System.arraycopy(taps, 0, fewer, 0, i);
        System.arraycopy(taps, i + 1, fewer, i, taps.length - i - 1);
        taps = fewer;
        return;
      }
    }
  }

  /** Sends a frame, which nobody may change afterwards. */
  public void send(byte[] frame) {
    Wire out = wire;
    if (!enabled || out == null || !out.carrier()) {
      if (trace.on()) {
        trace.tell(
            node, new LinkDecision.Lost(fullName(), enabled ? "no carrier" : "port is down"));
      }
      return;
    }
    for (Tap tap : taps) {
      tap.frame(true, frame);
    }
    if (trace.on()) {
      trace.sent(node, name, frame);
    }
    out.transmit(frame);
  }

  /** Called by the wire: a frame arrives. */
  public void deliver(byte[] frame) {
    FrameReceiver to = receiver;
    if (!enabled || to == null) {
      return;
    }
    for (Tap tap : taps) {
      tap.frame(false, frame);
    }
    if (!trace.hasListeners()) {
      to.receive(frame);
      return;
    }
    trace.received(node, name, frame);
    to.receive(frame);
    trace.handled(node);
  }

  /** Called by the wire: a frame arrives that is good for this call only. */
  public void deliver(LentFrame frame) {
    FrameReceiver to = receiver;
    if (!enabled || to == null) {
      return;
    }
    if (isWatched()) {
      deliver(frame.copy());
    } else {
      to.receive(frame);
    }
  }

  /** Whether someone looks at each frame that passes. */
  private boolean isWatched() {
    return taps.length > 0 || trace.on();
  }

  /** Whether a frame would go out, and nobody would look at it. */
  public boolean sendsUnwatched() {
    Wire out = wire;
    return enabled && out != null && out.carrier() && !isWatched();
  }

  /** Called by the wire when its carrier may have come or gone; tells the node of a change. */
  public void carrierMayHaveChanged() {
    boolean up = carrier();
    FrameReceiver to = receiver;
    if (to != null && up != carrierSeen) {
      carrierSeen = up;
      to.carrierChanged(up);
    }
  }
}
