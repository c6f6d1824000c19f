package io.lvsim.replay;

import io.lvsim.capture.CaptureInterface;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.capture.Direction;
import io.lvsim.wire.Ethernet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which frames of a capture are replayed, and how they are changed.
 *
 * @param sentOnly whether frames are left out that the file marks as received
 * @param from whose frames are taken, whichever way they passed; empty for everyone's
 * @param fixChecksums whether every frame gets right checksums, not only those that are mapped
 */
public record ReplaySelection(
    boolean sentOnly, List<FrameSender> from, AddressMap map, boolean fixChecksums) {

  /** Why a frame is left out; null if it is not. */
  @Nullable Skip reasonToSkip(CapturedFrame frame, List<CaptureInterface> interfaces) {
    if (interfaces.get(frame.interfaceNumber()).linkType() != CaptureInterface.ETHERNET) {
      return Skip.NOT_ETHERNET;
    }
    if (frame.bytes().length < frame.originalLength()) {
      return Skip.TRUNCATED;
    }
    if (frame.bytes().length < Ethernet.HEADER) {
      return Skip.TOO_SHORT;
    }
    if (!from.isEmpty()) {
      return from.stream().anyMatch(s -> s.sent(frame.bytes())) ? null : Skip.NOT_FROM;
    }
    return sentOnly && frame.direction() == Direction.INBOUND ? Skip.NOT_SENT : null;
  }

  /** A frame as it is to be sent. */
  byte[] changed(CapturedFrame captured, FrameMapping mapping) {
    if (map.isEmpty() && !fixChecksums) {
      return captured.bytes();
    }
    byte[] frame = captured.bytes().clone();
    mapping.apply(frame);
    if (fixChecksums) {
      FrameChecksums.setRight(frame);
    }
    return frame;
  }
}
