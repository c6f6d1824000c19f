package io.lvsim.compare;

import io.lvsim.compare.FrameReader.Line;
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
    Map<String, List<Line>> ours = conversations(simulator, new FrameReader(null, simulator));
    Map<String, List<Line>> theirs = conversations(kernel, new FrameReader(ports, kernel));
    Set<String> all = new LinkedHashSet<>(ours.keySet());
    all.addAll(theirs.keySet());
    long frames = 0;
    for (String conversation : all) {
      List<Line> mine = ours.getOrDefault(conversation, List.of());
      List<Line> other = theirs.getOrDefault(conversation, List.of());
      if (!mine.equals(other) && withoutProbes(mine).equals(withoutProbes(other))) {
        frames += withoutProbes(mine).size();
        continue;
      }
      for (Alignment.Pair<String> pair : Alignment.of(texts(mine), texts(other), String::equals)) {
        frames++;
        if (!pair.agree()) {
          divergences.add(
              new Divergence(Divergence.Kind.FRAMES, conversation, pair.ours(), pair.theirs()));
        }
      }
    }
    return frames;
  }

  private static Map<String, List<Line>> conversations(List<SeenFrame> frames, FrameReader reader) {
    Map<String, List<Line>> found = new LinkedHashMap<>();
    for (SeenFrame frame : frames) {
      Line line = reader.read(frame);
      found.computeIfAbsent(line.conversation(), key -> new ArrayList<>()).add(line);
    }
    return found;
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }

  /**
   * Without probes of a known neighbour and their answers: when a neighbour is to be probed follows
   * from a time that each kernel draws at random (neigh_rand_reach_time). An answer that names
   * another MAC than the one that was probed stays.
   */
  private static List<String> withoutProbes(List<Line> lines) {
    List<String> rest = new ArrayList<>();
    List<String> probed = new ArrayList<>();
    for (Line line : lines) {
      if (line.probe()) {
        probed.add(line.text().split(" ")[2]);
      } else if (!line.text().contains(" reply to ") || !probed.remove(answering(line))) {
        rest.add(line.text());
      }
    }
    return rest;
  }

  /** The MAC that a reply names. */
  private static String answering(Line line) {
    String text = line.text();
    return text.substring(text.indexOf(" is at ") + 7).split(" ")[0];
  }
}
