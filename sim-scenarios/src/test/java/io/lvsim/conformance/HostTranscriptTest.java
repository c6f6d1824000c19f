package io.lvsim.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.conformance.ProbedHost.Event;
import io.lvsim.host.HostException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks a machine what a machine with Linux 6.1 was asked, and compares what both say, and when. In
 * a recording each section ({@code #}) has a machine of its own; {@code $} sets net.ipv4 settings
 * ({@code g} those that exist once in a kernel), {@code !} runs a command, {@code u} sends
 * datagrams, {@code >} puts a frame on a wire, {@code ~} lets milliseconds pass, {@code w} too,
 * watching the neighbour table, which {@code ?} prints; {@code r} asks for a route, {@code l} has a
 * program listen. {@code =} is an answer, and {@code <} what was heard, with the milliseconds since
 * the section's start.
 *
 * <p>The recorded kernel counts time in ticks of 10 ms and rounds long timers up by an eighth at
 * most (kernel/time/timer.c), hence the tolerance.
 */
class HostTranscriptTest {
  private static final long TOLERANCE_MILLIS = 60;
  private static final double TOLERANCE = 0.125;
  private static final String EXPIRES = " expires \\d+sec";

  /** Marks sections in which only the order counts: their times hang on when the kernel booted. */
  private static final String AT_ANY_TIME = "(at any time)";

  private boolean timed = true;

  /** A section of a recording. */
  record Section(String file, String title, List<String> lines) {
    @Override
    public String toString() {
      return file + ": " + title;
    }
  }

  @ParameterizedTest
  @MethodSource("sections")
  void answersAsLinuxDid(Section section) throws HostException {
    ProbedHost host = new ProbedHost();
    timed = !section.title().endsWith(AT_ANY_TIME);
    List<Event> expected = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    List<String> given = new ArrayList<>();
    for (String line : section.lines()) {
      String rest = line.length() > 2 ? line.substring(2) : "";
      switch (line.charAt(0)) {
        case '<' -> expected.add(event(rest));
        case '=' -> answers.add(rest);
        default -> {
          answers.add(line);
          given.add(line);
          given.addAll(act(host, line.charAt(0), rest));
        }
      }
    }
    String differs = difference("answers", answers, given, this::same);
    for (String where : List.of("lan", "far", "lo", "=", "got")) {
      differs += difference(where, of(where, expected), of(where, host.heard), this::same);
    }
    assertThat(differs).as(String.join("\n", host.decisions)).isEmpty();
  }

  /** The first lines that differ, with what was before them; nothing if all are the same. */
  private static <T> String difference(
      String what, List<T> expected, List<T> given, BiPredicate<T, T> same) {
    int at = 0;
    while (at < expected.size()
        && at < given.size()
        && same.test(expected.get(at), given.get(at))) {
      at++;
    }
    if (at == expected.size() && at == given.size()) {
      return "";
    }
    return "%s, line %d, behind %s:%n  Linux: %s%n  here:  %s%n"
        .formatted(
            what,
            at,
            part(expected, at - 2, at),
            part(expected, at, at + 4),
            part(given, at, at + 4));
  }

  private static <T> List<T> part(List<T> lines, int from, int to) {
    return lines.subList(Math.clamp(from, 0, lines.size()), Math.min(to, lines.size()));
  }

  private static List<String> act(ProbedHost host, char what, String rest) throws HostException {
    switch (what) {
      case '>' -> {
        String[] words = rest.split(" ");
        host.send(words[0], frame(words[1]));
      }
      case '~' -> host.pass(Long.parseLong(rest));
      case 'w' -> host.watch(Long.parseLong(rest));
      case '$', 'g' -> {
        return host.set(rest);
      }
      case '!' -> {
        return host.run(rest);
      }
      case 'r' -> {
        return host.run("ip -4 route get " + rest).stream().map(String::strip).toList();
      }
      case 'l' -> host.listen(Integer.parseInt(rest));
      case 'u' -> {
        return host.datagrams(rest);
      }
      case '?' -> {
        return host.neighbors(rest.equals("times"));
      }
      default -> throw new IllegalArgumentException(what + " " + rest);
    }
    return List.of();
  }

  /** Hexadecimal bytes, then how many zero bytes follow. */
  private static byte[] frame(String text) {
    int plus = text.indexOf('+');
    byte[] bytes = HexFormat.of().parseHex(text.substring(0, plus));
    return Arrays.copyOf(bytes, bytes.length + Integer.parseInt(text.substring(plus + 1)));
  }

  /** Whether both are the same, numbers with a fraction within the tolerance. */
  private boolean same(String one, String other) {
    if (one.replaceAll("\\d+\\.\\d(?=/|$)", "T").equals(other.replaceAll("\\d+\\.\\d(?=/|$)", "T"))
        && one.contains(" used ")) {
      String[] times = one.replaceFirst(".* used ", "").split("/");
      String[] its = other.replaceFirst(".* used ", "").split("/");
      for (int i = 0; i < times.length; i++) {
        double mine = Double.parseDouble(times[i]);
        if (Math.abs(mine - Double.parseDouble(its[i])) > 0.2 + mine * TOLERANCE) {
          return false;
        }
      }
      return true;
    }
    if (one.contains(" expires ") && other.contains(" expires ")) {
      return one.replaceFirst(EXPIRES, "").equals(other.replaceFirst(EXPIRES, ""))
          && Math.abs(seconds(one) - seconds(other)) <= 1;
    }
    return one.equals(other);
  }

  private static int seconds(String text) {
    return Integer.parseInt(text.replaceFirst(".* expires (\\d+)sec.*", "$1"));
  }

  private boolean same(Event one, Event other) {
    boolean sameTime =
        !timed
            || Math.abs(one.atMillis() - other.atMillis())
                <= TOLERANCE_MILLIS + one.atMillis() * TOLERANCE;
    return sameTime && one.text().equals(other.text());
  }

  private static List<Event> of(String where, List<Event> events) {
    return events.stream().filter(event -> event.where().equals(where)).toList();
  }

  private static Event event(String text) {
    String[] words = text.split(" ", 3);
    return new Event(Long.parseLong(words[0]), words[1], words[2]);
  }

  static List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    for (String file : read("index.txt").lines().toList()) {
      List<String> lines = new ArrayList<>();
      for (String line : read(file + ".txt").lines().toList()) {
        if (line.startsWith("# ")) {
          lines = new ArrayList<>();
          sections.add(new Section(file, line.substring(2), lines));
        } else {
          lines.add(line);
        }
      }
    }
    return sections;
  }

  private static String read(String name) {
    try (InputStream in = HostTranscriptTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
