package io.lvsim.cli;

import io.lvsim.engine.Nanos;
import io.lvsim.replay.SightedField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is expected to come back from a real director. */
final class ExpectOptions {
  @Option(
      names = "--expect",
      paramLabel = "FILE|NAME",
      description =
          "With --iface: a scenario that models the director behind the interface. The same"
              + " capture is replayed into it at --at, and what comes back by --watch is held"
              + " against what the simulated director sends.")
  private @Nullable String scenario;

  @Option(
      names = "--watch",
      paramLabel = "IFACE[=PORT]",
      description =
          "An interface where frames come back; may be given several times. With a port of the"
              + " scenario, such as veth1=rs1.eth0, only those to that port.")
  private List<String> watches = new ArrayList<>();

  @Option(
      names = "--under-test",
      paramLabel = "MACHINE",
      description = "Which machine of the scenario is real; by default the one with services.")
  private @Nullable String machine;

  @Option(
      names = "--same-mac",
      paramLabel = "PORT=MAC",
      description =
          "The real MAC address that stands for that of a scenario's port, such as"
              + " director.eth0=02:00:00:00:01:90; may be given several times.")
  private List<String> macs = new ArrayList<>();

  @Option(
      names = "--answer-arp",
      description =
          "Answer ARP requests that come by --watch in the place of the scenario's other machines,"
              + " which are not there.")
  private boolean answerArp;

  @Option(
      names = "--ignore",
      paramLabel = "FIELD",
      description =
          "Do not compare: dst-mac, src-mac, ttl, tos, id, fragment, length, dst, checksum, payload"
              + " or answer; may be given several times.")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = "--within",
      paramLabel = "TIME",
      defaultValue = "1s",
      description =
          "How far from the predicted time a frame may come; 1s by default. It is also waited for"
              + " so long at the end.")
  private String within = "1s";

  @Nullable String scenario() {
    return scenario;
  }

  @Nullable String machine() {
    return machine;
  }

  boolean answersArp() {
    return answerArp;
  }

  /** Whether one of the options that need --expect was given without it. */
  boolean isIncomplete() {
    boolean any = !watches.isEmpty() || machine != null || !macs.isEmpty() || answerArp;
    return scenario == null && (any || !ignored.isEmpty());
  }

  /** An interface that is watched, and the port that it stands for, if any. */
  record WatchedInterface(String name, @Nullable String port) {}

  /** All, of which each stands for other ports; one alone may stand for all that are left. */
  List<WatchedInterface> watches() throws BadInput {
    if (watches.isEmpty()) {
      throw new BadInput("--expect: say by which interface frames come back: --watch IFACE");
    }
    List<WatchedInterface> all = new ArrayList<>();
    for (String watch : watches) {
      WatchedInterface next = watch(watch);
      for (WatchedInterface other : all) {
        requireApart(watch, next, other);
      }
      all.add(next);
    }
    return all;
  }

  private static WatchedInterface watch(String text) throws BadInput {
    String[] sides = text.split("=", -1);
    if (sides.length > 2 || List.of(sides).contains("")) {
      throw new BadInput("--watch " + text + ": it is such as veth1 or veth1=rs1.eth0");
    }
    return new WatchedInterface(sides[0], sides.length == 1 ? null : sides[1]);
  }

  private static void requireApart(String watch, WatchedInterface next, WatchedInterface other)
      throws BadInput {
    String name = next.name();
    if (other.name().equals(name)) {
      throw new BadInput("--watch " + watch + ": " + name + " is watched already");
    }
    if (!Objects.equals(other.port(), next.port())) {
      return;
    }
    throw new BadInput(
        next.port() == null
            ? "--watch %s: %s takes what comes for all ports; say which port %s stands for, such as"
                    .formatted(watch, other.name(), name)
                + " %s=rs2.eth0".formatted(name)
            : "--watch %s: %s is watched already, by %s"
                .formatted(watch, next.port(), other.name()));
  }

  /** Each PORT=MAC, split. */
  List<String[]> macs() throws BadInput {
    List<String[]> pairs = new ArrayList<>();
    for (String mac : macs) {
      String[] sides = mac.split("=", -1);
      if (sides.length != 2 || !sides[1].matches("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}")) {
        throw new BadInput("--same-mac " + mac + ": it is such as director.eth0=02:00:00:00:01:90");
      }
      pairs.add(sides);
    }
    return pairs;
  }

  Set<SightedField> ignored() throws BadInput {
    Set<SightedField> fields = EnumSet.noneOf(SightedField.class);
    for (String name : ignored) {
      fields.add(
          Stream.of(SightedField.values())
              .filter(field -> field.optionName().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  new BadInput(
                      "--ignore "
                          + name
                          + ": there is no such field; there are "
                          + String.join(
                              ", ",
                              Stream.of(SightedField.values())
                                  .map(SightedField::optionName)
                                  .toList()))));
    }
    return fields;
  }

  long withinNanos() throws BadInput {
    long nanos = TimeSpan.duration("--within", within);
    if (nanos < Nanos.PER_MICRO) {
      throw new BadInput("--within " + within + ": it must be at least 1us");
    }
    return nanos;
  }
}
