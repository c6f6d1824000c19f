package io.lvsim.report.ladder;

import io.lvsim.report.FrameText;
import io.lvsim.report.story.Happening;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryFrame;
import io.lvsim.report.story.StoryNode;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.report.story.StoryStep;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A story as a ladder: hosts side by side, and below them who sent what to whom. Switches have no
 * place in it: a frame goes from who made it to all whom it reached.
 */
public final class Ladder {
  /** A line of the ladder. */
  public sealed interface Rung {
    /** When. */
    long atNanos();
  }

  /**
   * A frame.
   *
   * @param to all that it reached; nobody, if it was lost
   * @param text what it carries
   * @param cause the frame that it came about by; 0 for none
   */
  public record Arrow(
      long atNanos, int number, String from, List<String> to, String text, int cause, Look look)
      implements Rung {
    /** When, in seconds down to microseconds. */
    String seconds() {
      long micros = atNanos / 1000;
      return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
    }
  }

  /**
   * Something that is not a frame.
   *
   * @param node where it was typed; empty for a step
   */
  public record Note(long atNanos, String node, String text) implements Rung {}

  /** What kind of frame it is, for its colour. */
  public enum Look {
    ARP,
    PLAIN,
    REFUSED
  }

  /** A host. */
  public record Lane(String name, Role role) {}

  private static final Role[] ORDER = {Role.CLIENT, Role.ROUTER, Role.DIRECTOR, Role.SERVER};

  private final List<Lane> lanes;
  private final List<Rung> rungs;
  private final int framesLeftOut;

  private Ladder(List<Lane> lanes, List<Rung> rungs, int framesLeftOut) {
    this.lanes = lanes;
    this.rungs = rungs;
    this.framesLeftOut = framesLeftOut;
  }

  /** What a filter lets through of a story. */
  public static Ladder of(Story story, LadderFilter filter) {
    Map<Integer, Set<String>> reached = reached(story);
    List<Rung> rungs = new ArrayList<>();
    Set<String> named = new LinkedHashSet<>();
    BitSet chain = filter.chain(story);
    int next = 1;
    for (Happening happening : story.happenings()) {
      if (happening instanceof Happening.Sent sent && sent.frame() == next) {
        StoryFrame frame = story.frames().get(next - 1);
        Arrow arrow = arrow(frame, List.copyOf(reached.getOrDefault(next, Set.of())));
        if ((chain == null || chain.get(next)) && filter.allows(arrow, frame.bytes())) {
          rungs.add(arrow);
          named.add(arrow.from());
          named.addAll(arrow.to());
        }
        next++;
      } else {
        addNote(story, happening, filter, rungs);
      }
    }
    return new Ladder(lanes(story, named), rungs, story.framesInAll() - story.frames().size());
  }

  private static void addNote(
      Story story, Happening happening, LadderFilter filter, List<Rung> rungs) {
    Note note =
        switch (happening) {
          case Happening.Typed typed ->
              new Note(typed.atNanos(), typed.node(), typed.prompt() + typed.line());
          case Happening.StepBegan began -> new Note(began.atNanos(), "", title(story, began));
          default -> null;
        };
    if (note != null && filter.allowsNote(note.atNanos(), note.node())) {
      rungs.add(note);
    }
  }

  private static String title(Story story, Happening.StepBegan began) {
    for (StoryStep step : story.steps()) {
      if (step.number() == began.number()) {
        return "step " + step.number() + ": " + step.title();
      }
    }
    return "step " + began.number();
  }

  private static Map<Integer, Set<String>> reached(Story story) {
    Set<String> switches = new LinkedHashSet<>();
    for (StoryNode node : story.nodes()) {
      if (node.role() == Role.SWITCH) {
        switches.add(node.name());
      }
    }
    Map<Integer, Set<String>> reached = new LinkedHashMap<>();
    for (Happening happening : story.happenings()) {
      if (happening instanceof Happening.Arrived arrived && !switches.contains(arrived.node())) {
        reached
            .computeIfAbsent(arrived.frame(), frame -> new LinkedHashSet<>())
            .add(arrived.node());
      }
    }
    return reached;
  }

  private static Arrow arrow(StoryFrame frame, List<String> to) {
    String text = FrameText.of(frame.bytes());
    Look look = Look.PLAIN;
    if (text.startsWith("ARP")) {
      look = Look.ARP;
    } else if (text.matches("TCP \\S+ > \\S+ [A-Z.]*R[A-Z.]* .*|ICMP .*(unreachable|exceeded).*")) {
      look = Look.REFUSED;
    }
    return new Arrow(frame.atNanos(), frame.number(), frame.node(), to, text, frame.cause(), look);
  }

  private static List<Lane> lanes(Story story, Set<String> named) {
    List<Lane> lanes = new ArrayList<>();
    for (Role role : ORDER) {
      for (StoryNode node : story.nodes()) {
        if (node.role() == role && named.remove(node.name())) {
          lanes.add(new Lane(node.name(), role));
        }
      }
    }
    named.forEach(name -> lanes.add(new Lane(name, Role.CLIENT)));
    return lanes;
  }

  /** The hosts, from left to right: clients, routers, directors, real servers. */
  public List<Lane> lanes() {
    return lanes;
  }

  /** In order. */
  public List<Rung> rungs() {
    return rungs;
  }

  /** How many frames it shows. */
  public long arrows() {
    return rungs.stream().filter(rung -> rung instanceof Arrow).count();
  }

  /** How many frames the story does not keep. */
  public int framesLeftOut() {
    return framesLeftOut;
  }

  int laneOf(String name) {
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no lane of " + name);
  }
}
