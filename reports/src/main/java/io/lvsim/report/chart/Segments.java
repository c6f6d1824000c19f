package io.lvsim.report.chart;

import io.lvsim.report.story.Story;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The TCP segments of a story's frames, each read once however often it is asked for. */
final class Segments {
  private final Story story;
  private final @Nullable Segment[] byFrame;
  private final BitSet read = new BitSet();

  Segments(Story story) {
    this.story = story;
    byFrame = new Segment[story.frames().size() + 1];
  }

  /** The segment of a frame by its number; null if it carries none that is whole. */
  @Nullable Segment of(int frame) {
    if (!read.get(frame)) {
      read.set(frame);
      byFrame[frame] = Segment.of(story.frames().get(frame - 1).bytes());
    }
    return byFrame[frame];
  }
}
