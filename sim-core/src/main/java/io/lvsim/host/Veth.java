package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;

/**
 * A pair of virtual interfaces, a cable between two namespaces or within one (drivers/net/veth.c):
 * no rate, and the time that one softirq takes to hand a frame to the next as its delay.
 */
public final class Veth {
  /** How many frames may be on their way; the real one has no queue but the receiver's backlog. */
  private static final int BACKLOG_FRAMES = 1000;

  /** One end: where, called what, with which MAC. */
  public record End(Host host, String name, long mac) {}

  private Veth() {}

  /** Makes a pair, both ends down; the second end is there first and has the lower index. */
  public static void add(End first, End second) {
    Port far = port(second);
    Port near = port(first);
    Interface peer = second.host().addVethEnd(second.name(), second.mac(), far);
    Interface own = first.host().addVethEnd(first.name(), first.mac(), near);
    peer.setPeer(own);
    own.setPeer(peer);
    Cable cable = new Cable(own.host().simulation(), own.host().trace(), near, far);
    cable.setRateBitsPerSecond(0);
    cable.setDelayNanos(Nanos.PER_MICRO);
    cable.setQueueFrames(BACKLOG_FRAMES);
  }

  private static Port port(End end) {
    return new Port(end.host().name(), end.name(), end.host().trace());
  }
}
