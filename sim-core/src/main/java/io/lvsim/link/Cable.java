package io.lvsim.link;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.engine.Simulation;
import io.lvsim.trace.LinkDecision;
import io.lvsim.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A full-duplex cable between two ports. Each direction sends one frame after the other at the
 * cable's rate, holds a bounded queue in front of it, loses frames at random if told to, and
 * delivers after the delay. One event per frame.
 */
public final class Cable {
  /** A short patch cable and the NICs at its ends: 10 microseconds. */
  public static final long DEFAULT_DELAY_NANOS = 10 * Nanos.PER_MICRO;

  /** 1 Gbit/s. */
  public static final long DEFAULT_RATE_BITS_PER_SECOND = 1_000_000_000L;

  /** As Linux's txqueuelen. */
  public static final int DEFAULT_QUEUE_FRAMES = 1000;

  /** Preamble, start delimiter, check sequence and gap: on the wire, but not in a frame. */
  private static final int WIRE_OVERHEAD_BYTES = 24;

  private final Simulation simulation;
  private final Trace trace;
  private final Port left;
  private final Port right;
  private final Random lossRandom;
  private final Direction toRight;
  private final Direction toLeft;

  private long delayNanos = DEFAULT_DELAY_NANOS;
  private long rateBitsPerSecond = DEFAULT_RATE_BITS_PER_SECOND;
  private int queueFrames = DEFAULT_QUEUE_FRAMES;
  private double loss;
  private boolean up = true;

  /** Plugs a cable into two ports, with the default delay, rate and queue and without loss. */
  public Cable(Simulation simulation, Trace trace, Port left, Port right) {
    this.simulation = simulation;
    this.trace = trace;
    this.left = left;
    this.right = right;
    lossRandom = simulation.random("loss on " + name());
    toRight = new Direction(left, right);
    toLeft = new Direction(right, left);
    left.plug(toRight);
    right.plug(toLeft);
  }

  /** Both ends, such as {@code rs1.eth0-lan.rs1}. */
  public String name() {
    return left.fullName() + "-" + right.fullName();
  }

  /** The port at one end, and after it the one at the other. */
  public List<Port> ends() {
    return List.of(left, right);
  }

  /** From the end of sending to arrival; at least 0. */
  public void setDelayNanos(long nanos) {
    delayNanos = nanos;
  }

  /** How fast bits go onto the cable; 0 for no limit. */
  public void setRateBitsPerSecond(long bitsPerSecond) {
    rateBitsPerSecond = bitsPerSecond;
  }

  /** How many frames may wait for their turn in each direction; at least 1. */
  public void setQueueFrames(int frames) {
    queueFrames = frames;
  }

  /** How likely each frame is lost, from 0 to 1. */
  public void setLoss(double probability) {
    loss = probability;
  }

  /** Whether the cable is plugged in. */
  public boolean up() {
    return up;
  }

  /** Pulls the cable or plugs it in again; frames on their way are lost when it is pulled. */
  public void setUp(boolean nowUp) {
    if (up == nowUp) {
      return;
    }
    up = nowUp;
    toRight.generation++;
    toLeft.generation++;
    left.carrierMayHaveChanged();
    right.carrierMayHaveChanged();
  }

  /** One way of the cable. */
  private final class Direction implements Wire, Event {
    private final Port from;
    private final Port to;
    private long busyUntilNanos;
    private int queued;
    private int generation;

    Direction(Port from, Port to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public boolean carrier() {
      return up && to.enabled();
    }

    @Override
    public boolean hasRoom() {
      return queued < queueFrames;
    }

    @Override
    public void senderSwitched() {
      to.carrierMayHaveChanged();
    }

    @Override
    public void transmit(byte[] frame) {
      if (queued >= queueFrames) {
        lost("its queue of " + queueFrames + " frames is full");
        return;
      }
      long start = Math.max(simulation.now(), busyUntilNanos);
      busyUntilNanos = start + serializationNanos(frame.length);
      if (loss > 0 && lossRandom.nextDouble() < loss) {
        lost("loss is set to " + loss);
        return;
      }
      queued++;
      simulation.scheduleAt(busyUntilNanos + delayNanos, this, frame, generation);
    }

    @Override
    public void fire(@Nullable Object payload, long number) {
      queued--;
      if (number == generation && payload instanceof byte[] frame) {
        to.deliver(frame);
      }
    }

    private long serializationNanos(int frameBytes) {
      if (rateBitsPerSecond == 0) {
        return 0;
      }
      return (frameBytes + WIRE_OVERHEAD_BYTES) * 8L * Nanos.PER_SECOND / rateBitsPerSecond;
    }

    private void lost(String why) {
      if (trace.on()) {
        trace.tell(from.node(), new LinkDecision.Lost(name(), why));
      }
    }
  }
}
