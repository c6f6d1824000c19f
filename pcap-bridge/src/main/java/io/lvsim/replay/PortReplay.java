package io.lvsim.replay;

import io.lvsim.engine.Simulation;
import io.lvsim.link.FrameReceiver;
import io.lvsim.link.Port;
import io.lvsim.wire.Ethernet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plays frames into a simulated lab, in virtual time, as if the node behind a port sent them.
 * Answers to them end here: the node knows nothing of these conversations, and its TCP would reset
 * them. Everything else the node still gets, so that it answers ARP requests.
 */
public final class PortReplay implements FrameReceiver {
  private final Simulation simulation;
  private final Port port;
  private final FrameReceiver node;
  private final ReplayFrames frames;
  private final Schedule schedule;
  private final long loops;
  private final boolean verbatim;
  private final Map<Flow, Conversation> current = new LinkedHashMap<>();
  private final List<Conversation> all = new ArrayList<>();
  private long beganNanos;
  private long sent;

  /**
   * @param node who takes what arrives at the port otherwise
   * @param loops how often all frames are played; at least 1
   * @param verbatim whether TCP segments acknowledge what they did when they were captured, and not
   *     what the simulated server has sent
   */
  public PortReplay(
      Simulation simulation,
      Port port,
      FrameReceiver node,
      ReplayFrames frames,
      Schedule schedule,
      long loops,
      boolean verbatim) {
    this.simulation = simulation;
    this.port = port;
    this.node = node;
    this.frames = frames;
    this.schedule = schedule;
    this.loops = loops;
    this.verbatim = verbatim;
  }

  /**
   * Plays everything, beginning now.
   *
   * @param settleNanos how long answers to the last frame are waited for
   */
  public void play(long settleNanos) {
    port.onReceive(this);
    beganNanos = simulation.now();
    scheduleNext(0);
    long last = frames.count() == 0 ? 0 : schedule.dueNanos(loops - 1, frames.count() - 1);
    simulation.runUntil(beganNanos + last + settleNanos);
    port.onReceive(node);
  }

  private void scheduleNext(long number) {
    if (number < loops * frames.count()) {
      long loop = number / frames.count();
      int index = (int) (number % frames.count());
      long due = beganNanos + schedule.dueNanos(loop, index);
      simulation.scheduleAt(due, (_, n) -> letOthersFirst(n), null, number);
    }
  }

  /** What arrives at the same instant arrives before: a reply and its acknowledgment. */
  private void letOthersFirst(long number) {
    simulation.schedule(0, (_, n) -> send(n), null, number);
  }

  private void send(long number) {
    byte[] frame = frames.frame((int) (number % frames.count()));
    byte[] padded =
        frame.length < Ethernet.MINIMUM ? Arrays.copyOf(frame, Ethernet.MINIMUM) : frame;
    Flow flow = Flow.of(padded);
    byte[] out = flow == null ? padded : conversation(flow, padded).sending(padded, verbatim);
    sent++;
    port.send(out);
    scheduleNext(number + 1);
  }

  private Conversation conversation(Flow flow, byte[] frame) {
    Conversation known = current.get(flow);
    if (known != null && !known.isOver(frame)) {
      return known;
    }
    Conversation fresh = new Conversation(flow, simulation.now(), frame);
    current.put(flow, fresh);
    all.add(fresh);
    return fresh;
  }

  @Override
  public void receive(byte[] frame) {
    Conversation answered = find(Flow.of(frame), true);
    if (answered != null) {
      answered.answered(frame);
      return;
    }
    Conversation failed = find(Flow.quotedIn(frame), false);
    if (failed != null) {
      failed.failed();
      return;
    }
    node.receive(frame);
  }

  private @Nullable Conversation find(@Nullable Flow flow, boolean isAnswer) {
    return flow == null ? null : current.get(isAnswer ? flow.reversed() : flow);
  }

  @Override
  public void carrierChanged(boolean up) {
    node.carrierChanged(up);
  }

  /** The conversations, in the order in which they began. */
  public List<Conversation> conversations() {
    return List.copyOf(all);
  }

  /** How many frames were sent. */
  public long sent() {
    return sent;
  }
}
