package io.lvsim.compare;

import io.lvsim.kernel.LabRecord.Look;
import io.lvsim.kernel.LabRecord.MachineLook;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares what machines and switches hold after a step. */
final class StateComparison {
  private static final int COMPLETE = 2;
  private static final int PERMANENT = 4;

  private final Ports ports;
  private final List<Divergence> divergences;
  private long entries;
  private int entriesGoing;

  StateComparison(Ports ports, List<Divergence> divergences) {
    this.ports = ports;
    this.divergences = divergences;
  }

  long entries() {
    return entries;
  }

  /** How many entries were about to run out in the step compared last, and gone on one side. */
  int entriesGoing() {
    return entriesGoing;
  }

  void compare(Look simulator, Look kernel, String where) {
    entriesGoing = 0;
    Set<String> names = new LinkedHashSet<>(simulator.machines().keySet());
    names.addAll(kernel.machines().keySet());
    for (String name : names) {
      MachineLook ours = simulator.machines().get(name);
      MachineLook theirs = kernel.machines().get(name);
      if (ours != null && theirs != null) {
        machine(ours, theirs, where + ", " + name);
      } else {
        divergences.add(
            new Divergence(Divergence.Kind.RUN, where + ", " + name, isOn(ours), isOn(theirs)));
      }
    }
    simulator
        .switches()
        .forEach((name, ours) ->
            same(
                Divergence.Kind.SWITCH_TABLE,
                where + ", " + name,
                table(ours),
                table(kernel.switches().getOrDefault(name, Map.of()))));
  }

  private static @Nullable String isOn(@Nullable MachineLook look) {
    return look == null ? null : "is on";
  }

  private void machine(MachineLook ours, MachineLook theirs, String where) {
    same(
        Divergence.Kind.NEIGHBOURS,
        where,
        neighbours(ours.neighbours()),
        neighbours(theirs.neighbours()));
    ConnectionLines mine = ConnectionLines.of(ours.connections());
    ConnectionLines other = ConnectionLines.of(ports.rename(theirs.connections()));
    entries += Math.max(mine.size(), other.size());
    int going = mine.differencesFrom(other, where, divergences);
    entriesGoing += going;
    same(
        Divergence.Kind.SERVICES,
        where,
        ServiceLines.of(ours.services(), going == 0),
        ServiceLines.of(theirs.services(), going == 0));
  }

  private static Map<String, String> table(Map<Long, String> ports) {
    Map<String, String> table = new TreeMap<>();
    ports.forEach((mac, port) -> table.put(MacAddress.format(mac), "at port " + port));
    return table;
  }

  /**
   * MAC addresses by IPv4 address, of complete entries: those whose flags in /proc/net/arp say so.
   */
  private static Map<String, String> neighbours(String text) {
    Map<String, String> found = new TreeMap<>();
    for (String line : text.lines().skip(1).toList()) {
      String[] words = line.strip().split("\\s+");
      int flags = Integer.decode(words[2]);
      if ((flags & COMPLETE) != 0) {
        String kept = (flags & PERMANENT) != 0 ? " permanent" : "";
        found.put(words[0] + " on " + words[5], words[3] + kept);
      }
    }
    return found;
  }

  private void same(
      Divergence.Kind kind, String where, Map<String, String> ours, Map<String, String> theirs) {
    Set<String> keys = new LinkedHashSet<>(ours.keySet());
    keys.addAll(theirs.keySet());
    entries += keys.size();
    for (String key : keys) {
      String mine = ours.get(key);
      String other = theirs.get(key);
      if (mine == null || !mine.equals(other)) {
        divergences.add(
            new Divergence(
                kind,
                where,
                mine == null ? null : key + " " + mine,
                other == null ? null : key + " " + other));
      }
    }
  }

  private void same(Divergence.Kind kind, String where, List<String> ours, List<String> theirs) {
    for (Alignment.Pair<String> pair : Alignment.of(ours, theirs, String::equals)) {
      entries++;
      if (!pair.agree()) {
        divergences.add(new Divergence(kind, where, pair.ours(), pair.theirs()));
      }
    }
  }

  /** /proc/net/ip_vs with the services, whose order is a hash's, sorted; servers keep theirs. */
  private static final class ServiceLines {
    private static final Pattern COUNTS = Pattern.compile(" \\d+ \\d+$");

    /**
     * The timeout of persistence in ticks, of which kernels are built with 100 to 1000 a second.
     */
    private static final Pattern JIFFIES = Pattern.compile("(persistent) \\d+");

    /** With how many connections each server has, or without. */
    static List<String> of(String text, boolean counts) {
      Map<String, List<String>> services = new TreeMap<>();
      List<String> servers = new ArrayList<>();
      for (String line : text.lines().skip(3).toList()) {
        String plain = JIFFIES.matcher(line.strip()).replaceFirst("$1").replaceAll(" +", " ");
        if (plain.startsWith("->")) {
          servers.add("  " + (counts ? plain : COUNTS.matcher(plain).replaceFirst("")));
        } else {
          servers = new ArrayList<>();
          services.put(plain, servers);
        }
      }
      List<String> lines = new ArrayList<>();
      services.forEach((service, its) -> {
        lines.add(service);
        lines.addAll(its);
      });
      return lines;
    }
  }
}
