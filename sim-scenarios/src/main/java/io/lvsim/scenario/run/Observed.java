package io.lvsim.scenario.run;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A lab as one who looks at it sees it, whatever runs it: what checks are judged by. What is
 * counted is counted since the start or the last mark.
 */
public interface Observed {
  /** A neighbour whose MAC address may be used. */
  record Neighbor(long mac, String state) {}

  /** An entry of a director's connection table, such as ipvsadm -Lnc lists. */
  record Connection(String state, boolean template, int serverAddress) {}

  /**
   * A virtual service.
   *
   * @param name {@code tcp 192.168.2.188:80}, {@code udp 192.168.2.188:53} or {@code mark 10}
   */
  record Service(String name, List<Server> servers) {}

  /** A real server of a service. */
  record Server(int address, int port, int weight) {}

  /** Something that cannot be seen; the message says why. */
  final class Hidden extends Exception {
    private static final long serialVersionUID = 1L;

    public Hidden(String why) {
      super(why);
    }
  }

  /** Whether there is a machine of that name. */
  boolean hasMachine(String name);

  /** What a machine's neighbour cache holds for an address; null for nothing that may be used. */
  @Nullable Neighbor neighbor(String machine, int address);

  /** The machine that a MAC address belongs to; the address itself if it is nobody's. */
  String nameOf(long mac);

  /** How many requests a machine has answered. */
  long answeredBy(String machine);

  /** How many frames for the VIP went round the director; empty where nobody knows who that is. */
  OptionalLong bypassed();

  /** Who has answered ARP requests for an address, in the order of their first answers. */
  List<String> whoAnsweredFor(int address);

  /** A director's connection entries and templates. */
  List<Connection> connections(String machine);

  /** A director's virtual services. */
  List<Service> services(String machine);

  /** The port behind which a switch has learned each MAC address; null if there is no switch. */
  @Nullable Map<Long, String> switchTable(String switchName);

  /**
   * What a file contains.
   *
   * @throws Hidden if it cannot be read
   */
  String file(String machine, String path) throws Hidden;

  /**
   * What a kernel parameter is set to.
   *
   * @throws Hidden if there is none
   */
  String setting(String machine, String key) throws Hidden;
}
