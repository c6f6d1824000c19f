package io.lvsim.replay;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.link.FrameReceiver;
import io.lvsim.link.Port;
import io.lvsim.wire.Ethernet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays frames into a simulated lab, in virtual time, as if the node behind a port sent them.
 * Answers to them end here: the node knows nothing of these conversations, and its TCP would reset
 * them. Everything else the node still gets, so that it answers ARP requests.
 *
 * <p>A frame that acknowledges what the simulated server has not sent yet waits until it has, and
 * with it what follows in the same conversation, but no longer than {@link #HELD_NANOS}. While the
 * cable's queue is full the next frame waits, as a system call that sends does.
 */
public final class PortReplay implements FrameReceiver {
  /** How long a conversation is held back at most, once. */
  public static final long HELD_NANOS = Nanos.PER_SECOND;

  /** How many frames are held back at one time; a conversation that wants more is not held. */
  private static final int HELD_MAX = 4096;

  /** How long at most until it is looked again whether the cable's queue has room. */
  private static final long LOOK_NANOS_MAX = Nanos.PER_MILLI;

  private final Simulation simulation;
  private final Port port;
  private final FrameReceiver node;
  private final FrameFeed feed;
  private final boolean verbatim;
  private final Conversations conversations = new Conversations();
  private long beganNanos;
  private long sent;
  private int held;
  private boolean ended;

  /**
   * @param node who takes what arrives at the port otherwise
   * @param feed the frames, which must come to an end
   * @param verbatim whether TCP segments acknowledge what they did when they were captured, and not
   *     what the simulated server has sent
   */
  public PortReplay(
      Simulation simulation, Port port, FrameReceiver node, FrameFeed feed, boolean verbatim) {
    this.simulation = simulation;
    this.port = port;
    this.node = node;
    this.feed = feed;
    this.verbatim = verbatim;
  }

  /**
   * Plays everything, beginning now.
   *
   * @param settleNanos how long answers to the last frame are waited for
   * @throws UncheckedIOException if the frames can no longer be read
   */
  public void play(long settleNanos) {
    port.onReceive(this);
    beganNanos = simulation.now();
    scheduleNext();
    while (!(ended && held == 0) && simulation.step(Long.MAX_VALUE)) {
      // each step does its own work
    }
    simulation.runFor(settleNanos);
    port.onReceive(node);
  }

  private void scheduleNext() {
    try {
      if (feed.next()) {
        long due = Math.max(simulation.now(), beganNanos + feed.dueNanos());
        simulation.scheduleAt(due, (_, _) -> letOthersFirst(), null, 0);
      } else {
        ended = true;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What arrives at the same instant arrives before: a reply and its acknowledgment. */
  private void letOthersFirst() {
    simulation.schedule(0, (_, _) -> sendWithRoom(Nanos.PER_MICRO));
  }

  /** The longer the queue stays full, the more rarely it is looked at. */
  private void sendWithRoom(long wait) {
    if (port.hasRoom()) {
      sendNext();
    } else {
      long longer = Math.min(2 * wait, LOOK_NANOS_MAX);
      simulation.schedule(wait, (_, next) -> sendWithRoom(next), null, longer);
    }
  }

  private void sendNext() {
    byte[] frame = nextFrame();
    Flow flow = Flow.of(frame);
    if (flow == null) {
      send(frame);
    } else {
      sendOrHold(conversation(flow, frame), frame);
    }
    scheduleNext();
  }

  private byte[] nextFrame() {
    byte[] frame = feed.frame();
    boolean whole = frame.length == feed.length() && frame.length >= Ethernet.MINIMUM;
    return whole
        ? frame
        : Arrays.copyOf(
            Arrays.copyOf(frame, feed.length()), Math.max(feed.length(), Ethernet.MINIMUM));
  }

  private void send(byte[] frame) {
    sent++;
    port.send(frame);
  }

  private void sendOrHold(Conversation conversation, byte[] frame) {
    if (!conversation.mustWait(frame)) {
      send(conversation.sending(frame));
      return;
    }
    boolean first = conversation.hold(frame);
    held++;
    if (held > HELD_MAX) {
      letGo(conversation);
    } else if (first) {
      simulation.schedule(
          HELD_NANOS,
          (_, count) -> limitReached(conversation, count),
          null,
          conversation.heldTimes());
    }
  }

  /** Unless what was held was released, and something else is held now. */
  private void limitReached(Conversation conversation, long heldTimes) {
    if (conversation.heldTimes() == heldTimes) {
      letGo(conversation);
    }
  }

  private void letGo(Conversation conversation) {
    if (conversation.isHolding()) {
      conversation.waitNoMore();
      release(conversation);
    }
  }

  private void release(Conversation conversation) {
    for (byte[] f = conversation.released(); f != null; f = conversation.released()) {
      held--;
      send(conversation.sending(f));
    }
  }

  private Conversation conversation(Flow flow, byte[] frame) {
    Conversation known = conversations.of(flow);
    if (known != null && !known.isOver(frame)) {
      return known;
    }
    if (known != null) {
      letGo(known);
    }
    Conversation fresh = new Conversation(flow, simulation.now(), frame, verbatim);
    conversations.begin(flow, fresh);
    conversations.trim(this::letGo);
    return fresh;
  }

  @Override
  public void receive(byte[] frame) {
    Conversation answered = find(Flow.of(frame), true);
    if (answered != null) {
      answered.answered(frame);
      release(answered);
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
    return flow == null ? null : conversations.of(isAnswer ? flow.reversed() : flow);
  }

  @Override
  public void carrierChanged(boolean up) {
    node.carrierChanged(up);
  }

  /** The first conversations, in the order in which they began. */
  public List<Conversation> conversations() {
    return conversations.kept();
  }

  /** What became of those that came after them. */
  public ReplayTotals others() {
    return conversations.others();
  }

  /** How many frames were sent. */
  public long sent() {
    return sent;
  }
}
