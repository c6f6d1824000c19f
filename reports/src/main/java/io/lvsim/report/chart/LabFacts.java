package io.lvsim.report.chart;

import io.lvsim.report.story.Happening;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryNode;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.report.story.TableKind;
import io.lvsim.wire.MacAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a story as a whole: who has which MAC, who directs, which addresses are virtual.
 */
final class LabFacts {
  private final Map<String, StoryNode> nodes = new LinkedHashMap<>();
  private final Map<Long, String> ownersByMac = new TreeMap<>();
  private final Set<String> directors = new LinkedHashSet<>();
  private final Set<String> virtual = new TreeSet<>();

  LabFacts(Story story) {
    for (StoryNode node : story.nodes()) {
      nodes.put(node.name(), node);
      node.ports().forEach(port -> addMac(port.mac(), node.name()));
      if (node.role() == Role.DIRECTOR) {
        directors.add(node.name());
      }
    }
    readTables(story);
  }

  private void addMac(String mac, String owner) {
    long number = mac(mac);
    if (number >= 0) {
      ownersByMac.put(number, owner);
    }
  }

  private void readTables(Story story) {
    Map<String, Set<String>> holders = new TreeMap<>();
    for (Happening happening : story.happenings()) {
      if (happening instanceof Happening.Changed changed && changed.value() != null) {
        if (changed.table() == TableKind.SERVICE) {
          directors.add(changed.node());
          addService(changed.key());
        } else if (changed.table() == TableKind.ADDRESS) {
          holders
              .computeIfAbsent(addressOf(changed.key()), key -> new TreeSet<>())
              .add(changed.node());
        }
      }
    }
    holders.forEach(this::addShared);
  }

  /** {@code TCP 192.168.2.188:80}; a service of a firewall mark has no address. */
  private void addService(String key) {
    int space = key.indexOf(' ');
    int colon = key.lastIndexOf(':');
    if (space >= 0 && colon > space) {
      virtual.add(key.substring(space + 1, colon));
    }
  }

  private void addShared(String address, Set<String> holders) {
    boolean directed = holders.stream().anyMatch(directors::contains);
    boolean served = holders.stream().anyMatch(name -> roleOf(name) == Role.SERVER);
    if (directed && served && !address.startsWith("127.")) {
      virtual.add(address);
    }
  }

  /** {@code 192.168.2.190} of {@code 192.168.2.190/24 eth0}. */
  static String addressOf(String key) {
    int end = key.indexOf('/');
    int space = key.indexOf(' ');
    int to = end >= 0 ? end : space >= 0 ? space : key.length();
    return key.substring(0, to);
  }

  /** A MAC as a number; -1 if the text is none. */
  static long mac(String text) {
    try {
      return text.isEmpty() ? -1 : MacAddress.parse(text);
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  Set<String> directors() {
    return directors;
  }

  boolean isDirector(String node) {
    return directors.contains(node);
  }

  /** Whether an address, in words, is a virtual service's or one that servers share. */
  boolean isVirtual(String address) {
    return virtual.contains(address);
  }

  @Nullable String ownerOf(long mac) {
    return ownersByMac.get(mac);
  }

  /** The role of a node; null for one that is not in the story. */
  @Nullable Role roleOf(String node) {
    StoryNode known = nodes.get(node);
    return known == null ? null : known.role();
  }
}
