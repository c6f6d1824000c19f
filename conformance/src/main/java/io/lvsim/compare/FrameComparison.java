package io.lvsim.compare;

import io.lvsim.compare.RunRecord.SeenFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the frames that passed the interfaces, conversation by conversation. */
final class FrameComparison {
  private final Ports ports;
  private final List<Divergence> divergences;

  FrameComparison(Ports ports, List<Divergence> divergences) {
    this.ports = ports;
    this.divergences = divergences;
  }

  /** Returns how many frames were compared. */
  long compare(List<SeenFrame> simulator, List<SeenFrame> kernel) {
    Map<String, List<String>> ours = conversations(simulator, new FrameReader(null, simulator));
    Map<String, List<String>> theirs = conversations(kernel, new FrameReader(ports, kernel));
    Set<String> all = new LinkedHashSet<>(ours.keySet());
    all.addAll(theirs.keySet());
    long frames = 0;
    for (String conversation : all) {
      List<String> mine = ours.getOrDefault(conversation, List.of());
      List<String> other = theirs.getOrDefault(conversation, List.of());
      for (Alignment.Pair<String> pair : Alignment.of(mine, other, String::equals)) {
        frames++;
        if (!pair.agree()) {
          divergences.add(
              new Divergence(Divergence.Kind.FRAMES, conversation, pair.ours(), pair.theirs()));
        }
      }
    }
    return frames;
  }

  private static Map<String, List<String>> conversations(
      List<SeenFrame> frames, FrameReader reader) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (SeenFrame frame : frames) {
      FrameReader.Line line = reader.read(frame);
      found.computeIfAbsent(line.conversation(), key -> new ArrayList<>()).add(line.text());
    }
    return found;
  }
}
