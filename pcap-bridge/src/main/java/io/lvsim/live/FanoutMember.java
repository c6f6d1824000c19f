package io.lvsim.live;

import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicFrame;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import org.jspecify.annotations.Nullable;

/**
 * One worker's part in a {@link Fanout}: its NIC, and what other workers hand on to it. ARP comes
 * to the first worker, which alone answers; replies it hands on to all, for each has its own
 * neighbours. A frame that the kernel gave to the wrong worker, such as at the moment when an
 * interface comes up, is handed on to the right one.
 */
public final class FanoutMember {
  private final Fanout fanout;
  private final int number;
  private final HandedFrames handed = new HandedFrames();
  private long handedOn;
  private long handedLost;

  FanoutMember(Fanout fanout, int number) {
    this.fanout = fanout;
    this.number = number;
  }

  /**
   * Opens or takes this worker's NIC.
   *
   * @throws NicException if it is not there yet, or cannot be opened
   */
  Nic open() throws NicException {
    return fanout.open(number);
  }

  /** This worker has closed its NIC. */
  void gaveUp(String why) {
    fanout.gaveUp(why);
  }

  /** Why this worker has to give its NIC up, since another one has; null if it has not. */
  @Nullable String broken() {
    return fanout.broken();
  }

  /** Whether a frame that came by this worker's NIC is its own; else it is handed on. */
  boolean keeps(NicFrame frame) {
    int owner = fanout.choice().of(frame.head(), frame.length());
    if (owner != number) {
      handedOn++;
      handOn(owner, frame.copy());
      return false;
    }
    if (number == 0 && isArpReply(frame.head(), frame.length())) {
      tellAll(frame.copy());
    }
    return true;
  }

  /** The next frame that was handed on to this worker, which is its own; null if there is none. */
  byte @Nullable [] next() {
    byte[] frame = handed.poll();
    if (frame != null && number == 0 && isArpReply(frame, frame.length)) {
      tellAll(frame);
    }
    return frame;
  }

  private void tellAll(byte[] reply) {
    for (int other = 1; other < fanout.size(); other++) {
      handOn(other, reply.clone());
    }
  }

  private void handOn(int other, byte[] frame) {
    if (!fanout.member(other).handed.offer(frame)) {
      handedLost++;
    }
  }

  private static boolean isArpReply(byte[] frame, int length) {
    return length >= Ethernet.HEADER + Arp.LENGTH
        && Ethernet.type(frame) == Ethernet.TYPE_ARP
        && Arp.operation(frame) == Arp.REPLY;
  }

  /** Frames that the kernel gave to this worker, and that were another's. */
  long handedOn() {
    return handedOn;
  }

  /** Frames that a worker had no room for. */
  long handedLost() {
    return handedLost;
  }
}
