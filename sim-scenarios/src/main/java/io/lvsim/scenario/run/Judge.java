package io.lvsim.scenario.run;

import io.lvsim.host.HostException;
import io.lvsim.ipvs.ConnectionEntry;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Switch;
import io.lvsim.scenario.Check;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the lab and says what is not as a check demands. */
final class Judge {
  private final Lab lab;
  private final Witnesses witnesses;
  private final Stations stations;

  Judge(Lab lab, Witnesses witnesses) {
    this.lab = lab;
    this.witnesses = witnesses;
    stations = new Stations(lab);
  }

  /** What is wrong, as a sentence; empty if the check holds. */
  Optional<String> judge(Check check) {
    return Optional.ofNullable(
        switch (check) {
          case Check.Neighbor neighbor ->
              new NeighborJudge(stations, machine(neighbor.on())).judge(neighbor);
          case Check.Served served -> served(served);
          case Check.Bypassed bypassed -> bypassed(bypassed);
          case Check.Connections connections -> connections(connections);
          case Check.Servers servers -> new ServersJudge(machine(servers.on())).judge(servers);
          case Check.ArpAnswered answered -> arpAnswered(answered);
          case Check.SwitchTable table -> switchTable(table);
          case Check.FileText file -> file(file);
          case Check.SysctlValue sysctl -> sysctl(sysctl);
        });
  }

  private Machine machine(String name) {
    Machine machine = lab.machine(name);
    if (machine == null) {
      throw new LimitExceeded("there is no host " + name);
    }
    return machine;
  }

  private @Nullable String served(Check.Served check) {
    List<String> wrong = new ArrayList<>();
    List<String> got = new ArrayList<>();
    check
        .byHost()
        .forEach((name, count) -> {
          long answered = witnesses.requests().answeredBy(name);
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
    BypassCount bypass = witnesses.bypass();
    if (bypass == null) {
      return "nobody knows who the director is, so nothing can be said to go round it";
    }
    if (check.count().allows(bypass.frames())) {
      return null;
    }
    return bypass.frames()
        + " frames for the VIP reached a real server without the director; expected "
        + check.count().text();
  }

  private @Nullable String connections(Check.Connections check) {
    long found =
        machine(check.on()).ipvs().connections().stream()
            .filter(entry -> isMeant(check, entry))
            .count();
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

  private static boolean isMeant(Check.Connections check, ConnectionEntry entry) {
    Integer server = check.server();
    return entry.template() == check.templates()
        && (check.state() == null || entry.state().equals(check.state()))
        && (server == null || entry.serverAddress() == server);
  }

  private @Nullable String arpAnswered(Check.ArpAnswered check) {
    List<String> who = witnesses.arpAnswers().whoAnsweredFor(check.address());
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
    Switch lan = lab.switchNamed(check.switchName());
    if (lan == null) {
      return "there is no switch " + check.switchName();
    }
    List<String> wrong = new ArrayList<>();
    check
        .ports()
        .forEach((station, port) -> {
          String found = portOf(lan, station);
          if (!found.equals(port)) {
            wrong.add(station + " is at port " + found + ", expected " + port);
          }
        });
    return wrong.isEmpty() ? null : "on " + lan.name() + ": " + String.join("; ", wrong);
  }

  private String portOf(Switch lan, String station) {
    for (Switch.Entry entry : lan.entries()) {
      if (MacAddress.format(entry.mac()).equals(station)
          || stations.nameOf(entry.mac()).equals(station)) {
        return entry.port();
      }
    }
    return "none";
  }

  private @Nullable String file(Check.FileText check) {
    String text;
    try {
      text = new String(machine(check.on()).files().read(check.path()), StandardCharsets.UTF_8);
    } catch (HostException e) {
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
    try {
      String found = machine(check.on()).host().sysctl().read(check.key());
      boolean same = found.strip().replaceAll("\\s+", " ").equals(check.is().strip());
      return same
          ? null
          : check.on() + ": " + check.key() + " is " + found + "; expected " + check.is();
    } catch (HostException e) {
      return check.on() + ": " + check.key() + ": " + e.getMessage();
    }
  }
}
