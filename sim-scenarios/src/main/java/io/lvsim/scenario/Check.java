package io.lvsim.scenario;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that must hold when the lab is looked at. */
public sealed interface Check {
  /** Where it is written. */
  Position position();

  /**
   * What a machine's neighbour cache holds for an address.
   *
   * @param is a machine's name, a MAC address or {@code none}
   */
  record Neighbor(Position position, String on, int address, String is) implements Check {}

  /** How many requests each real server has answered since the start or the last mark. */
  record Served(Position position, Map<String, Count> byHost) implements Check {}

  /**
   * How many frames for the VIP have reached a real server without the director since the start or
   * the last mark.
   */
  record Bypassed(Position position, Count count) implements Check {}

  /**
   * How many connection entries a director holds, templates aside.
   *
   * @param state only those in this state; null for all
   * @param server only those to this real server; null for all
   * @param templates whether templates are counted instead
   */
  record Connections(
      Position position,
      String on,
      Count count,
      @Nullable String state,
      @Nullable Integer server,
      boolean templates)
      implements Check {}

  /**
   * Which real servers a virtual service has, with their weights.
   *
   * @param service {@code 192.168.2.188:80}, {@code udp 192.168.2.188:53} or {@code mark 10}; null
   *     for the only one
   * @param weights by {@code address} or {@code address:port}
   */
  record Servers(Position position, String on, @Nullable String service, Map<String, Count> weights)
      implements Check {}

  /**
   * Who has answered ARP requests for an address since the start or the last mark, in the order of
   * their first answers.
   */
  record ArpAnswered(Position position, int address, List<String> by) implements Check {}

  /**
   * Behind which port a switch has learned stations.
   *
   * @param ports port or {@code none} by machine name or MAC address
   */
  record SwitchTable(Position position, String switchName, Map<String, String> ports)
      implements Check {}

  /**
   * What a file contains.
   *
   * @param contains lines or parts of lines that must be in it
   * @param lacks what must not be in it
   */
  record FileText(
      Position position, String on, String path, List<String> contains, List<String> lacks)
      implements Check {}

  /** What a kernel parameter is set to. */
  record SysctlValue(Position position, String on, String key, String is) implements Check {}
}
