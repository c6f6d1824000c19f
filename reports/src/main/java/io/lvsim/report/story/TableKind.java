package io.lvsim.report.story;

import java.util.Locale;

/** The tables of machines and switches that a story follows. */
public enum TableKind {
  /** A host's neighbour cache: address and interface; MAC and state. */
  NEIGHBOR,
  /** A switch's table: MAC; port. */
  MAC,
  /** A host's addresses: address with prefix length and interface; nothing more. */
  ADDRESS,
  /** A director's virtual services: service; scheduler and persistence. */
  SERVICE,
  /** Their real servers: service and server; weight, active and inactive connections. */
  SERVER,
  /** A director's connections: flow; real server, state and timeout in seconds. */
  CONNECTION,
  /** A director's persistence templates: template; real server and timeout in seconds. */
  TEMPLATE,
  /** A host's interfaces but lo: name; MAC, state (up, down, no-carrier), a veth's other end. */
  LINK,
  /** Whether a machine is on: the word power; on or off. */
  POWER;

  /** As it is written in files, such as {@code neighbor}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
