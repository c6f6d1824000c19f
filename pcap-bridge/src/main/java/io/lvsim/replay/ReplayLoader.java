package io.lvsim.replay;

import io.lvsim.capture.CaptureInterface;
import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.capture.Direction;
import io.lvsim.wire.Ethernet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a capture what is to be replayed.
 *
 * @param sentOnly whether frames are left out that the file marks as received
 * @param from whose frames are taken, whichever way they passed; empty for everyone's
 * @param fixChecksums whether every frame gets right checksums, not only those that are mapped
 */
public record ReplayLoader(
    boolean sentOnly, List<FrameSender> from, AddressMap map, boolean fixChecksums) {

  /** Reads to the end. */
  public ReplayFrames load(CaptureReader reader) throws IOException {
    FrameMapping mapping = new FrameMapping(map);
    List<byte[]> frames = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    Map<Skip, Long> skipped = new EnumMap<>(Skip.class);
    for (CapturedFrame f = reader.next(); f != null; f = reader.next()) {
      Skip reason = reasonToSkip(f, reader.interfaces());
      if (reason != null) {
        skipped.merge(reason, 1L, Long::sum);
        continue;
      }
      byte[] frame = f.bytes().clone();
      mapping.apply(frame);
      if (fixChecksums) {
        FrameChecksums.setRight(frame);
      }
      frames.add(frame);
      times.add(f.atNanos());
    }
    return new ReplayFrames(frames, times, skipped);
  }

  private @Nullable Skip reasonToSkip(CapturedFrame frame, List<CaptureInterface> interfaces) {
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
}
