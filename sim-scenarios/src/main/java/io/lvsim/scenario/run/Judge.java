package io.lvsim.scenario.run;

import io.lvsim.scenario.Check;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looks at a lab and says what is not as a check demands. */
public final class Judge {
  private final Observed lab;

  public Judge(Observed lab) {
    this.lab = lab;
  }

  /** What becomes of each check, in order. */
  public StepOutcome judge(List<Check> checks) {
    List<CheckOutcome> outcomes = new ArrayList<>();
    for (Check check : checks) {
      outcomes.add(new CheckOutcome(check, judge(check).orElse("")));
    }
    return StepOutcome.ofChecks(outcomes);
  }

  /** What is wrong, as a sentence; empty if the check holds. */
  public Optional<String> judge(Check check) {
    return Optional.ofNullable(
        switch (check) {
          case Check.Neighbor neighbor -> {
            requireMachine(neighbor.on());
            yield new NeighborJudge(lab).judge(neighbor);
          }
          case Check.Served served -> served(served);
          case Check.Bypassed bypassed -> bypassed(bypassed);
          case Check.Connections connections -> connections(connections);
          case Check.Servers servers -> {
            requireMachine(servers.on());
            yield new ServersJudge(lab).judge(servers);
          }
          case Check.ArpAnswered answered -> arpAnswered(answered);
          case Check.SwitchTable table -> switchTable(table);
          case Check.FileText file -> file(file);
          case Check.SysctlValue sysctl -> sysctl(sysctl);
        });
  }

  private void requireMachine(String name) {
    if (!lab.hasMachine(name)) {
      throw new LimitExceeded("there is no host " + name);
    }
  }

  private @Nullable String served(Check.Served check) {
    List<String> wrong = new ArrayList<>();
    List<String> got = new ArrayList<>();
    check
        .byHost()
        .forEach((name, count) -> {
          long answered = lab.answeredBy(name);
          got.add(name + " " + answered);
          if (!count.allows(answered)) {
            wrong.add(name + " " + count.text());
          }
        });
    return wrong.isEmpty()
        ? null
        : "requests answered: " + String.join(", ", got) + "; expected " + String.join(", ", wrong);
  }

  private @Nullable String bypassed(Check.Bypassed check) {
    OptionalLong frames = lab.bypassed();
    if (frames.isEmpty()) {
      return "nobody knows who the director is, so nothing can be said to go round it";
    }
    if (check.count().allows(frames.getAsLong())) {
      return null;
    }
    return frames.getAsLong()
        + " frames for the VIP reached a real server without the director; expected "
        + check.count().text();
  }

  private @Nullable String connections(Check.Connections check) {
    requireMachine(check.on());
    long found =
        lab.connections(check.on()).stream().filter(entry -> isMeant(check, entry)).count();
    if (check.count().allows(found)) {
      return null;
    }
    String state = check.state() == null ? "" : " in state " + check.state();
    Integer server = check.server();
    String to = server == null ? "" : " to " + Ipv4Address.format(server);
    String what = check.templates() ? " templates" : " connections";
    return check.on()
        + " holds "
        + found
        + what
        + state
        + to
        + "; expected "
        + check.count().text();
  }

  private static boolean isMeant(Check.Connections check, Observed.Connection entry) {
    Integer server = check.server();
    return entry.template() == check.templates()
        && (check.state() == null || entry.state().equals(check.state()))
        && (server == null || entry.serverAddress() == server);
  }

  private @Nullable String arpAnswered(Check.ArpAnswered check) {
    List<String> who = lab.whoAnsweredFor(check.address());
    if (who.equals(check.by())) {
      return null;
    }
    return "answered for "
        + Ipv4Address.format(check.address())
        + ": "
        + listed(who)
        + "; expected "
        + listed(check.by());
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "nobody" : String.join(", then ", names);
  }

  private @Nullable String switchTable(Check.SwitchTable check) {
    Map<Long, String> table = lab.switchTable(check.switchName());
    if (table == null) {
      return "there is no switch " + check.switchName();
    }
    List<String> wrong = new ArrayList<>();
    check
        .ports()
        .forEach((station, port) -> {
          String found = portOf(table, station);
          if (!found.equals(port)) {
            wrong.add(station + " is at port " + found + ", expected " + port);
          }
        });
    return wrong.isEmpty() ? null : "on " + check.switchName() + ": " + String.join("; ", wrong);
  }

  private String portOf(Map<Long, String> table, String station) {
    for (Map.Entry<Long, String> entry : table.entrySet()) {
      if (MacAddress.format(entry.getKey()).equals(station)
          || lab.nameOf(entry.getKey()).equals(station)) {
        return entry.getValue();
      }
    }
    return "none";
  }

  private @Nullable String file(Check.FileText check) {
    requireMachine(check.on());
    String text;
    try {
      text = lab.file(check.on(), check.path());
    } catch (Observed.Hidden e) {
      return check.on() + ":" + check.path() + ": " + e.getMessage();
    }
    for (String part : check.contains()) {
      if (!text.contains(part)) {
        return check.on() + ":" + check.path() + " lacks '" + part + "'; its end is: " + end(text);
      }
    }
    for (String part : check.lacks()) {
      if (text.contains(part)) {
        return check.on() + ":" + check.path() + " contains '" + part + "'; expected it not to";
      }
    }
    return null;
  }

  private static String end(String text) {
    List<String> lines = text.lines().toList();
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  private @Nullable String sysctl(Check.SysctlValue check) {
    requireMachine(check.on());
    try {
      String found = lab.setting(check.on(), check.key());
      boolean same = found.strip().replaceAll("\\s+", " ").equals(check.is().strip());
      return same
          ? null
          : check.on() + ": " + check.key() + " is " + found + "; expected " + check.is();
    } catch (Observed.Hidden e) {
      return check.on() + ": " + check.key() + ": " + e.getMessage();
    }
  }
}
