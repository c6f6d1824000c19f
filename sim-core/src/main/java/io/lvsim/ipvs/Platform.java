package io.lvsim.ipvs;

import io.lvsim.engine.Simulation;
import io.lvsim.host.OutputPath;
import io.lvsim.link.LentFrame;
import io.lvsim.trace.Trace;

/** What the director needs of the machine that it works in. */
public interface Platform {
  /** The answer of {@link #mtuTo} for an address of the machine itself. */
  int LOCAL = OutputPath.LOCAL;

  /** The answer of {@link #mtuTo} for an address without a route. */
  int UNREACHABLE = OutputPath.UNREACHABLE;

  /** The machine's name, under which decisions are told. */
  String name();

  /** Whether it runs; a dead machine's entries run out in silence. */
  boolean isOn();

  /** The clock, timers and randomness. */
  Simulation simulation();

  Trace trace();

  /** The MTU of the output route to a server in bytes, {@link #LOCAL} or {@link #UNREACHABLE}. */
  int mtuTo(int server);

  /**
   * Sends a frame of the director's own towards a server that is not its IP destination; {@link
   * #mtuTo} has just been asked about the same server.
   */
  void sendVia(byte[] frame, int server);

  /**
   * Lets a packet whose frame was lent go on towards a server, with a TTL less by one; {@link
   * #mtuTo} has just been asked about the same server.
   *
   * @return false if it cannot go on from where it lies; nothing has happened then
   */
  default boolean sendOn(LentFrame frame, int server) {
    return false;
  }

  /** Sends an ICMP error about a packet to its source. */
  void sendError(byte[] frame, int ipAt, int type, int code, int info);

  /** Whether a real server may have an address: a unicast or a local one (inet_addr_type). */
  boolean canBeServer(int address);

  /** Where a frame to a server would go now, for people: a MAC, and whose it is. */
  String nextHop(int server);
}
