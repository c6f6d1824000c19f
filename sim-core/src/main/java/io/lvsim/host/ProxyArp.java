package io.lvsim.host;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.trace.ArpDecision;
import io.lvsim.wire.Arp;
import org.jspecify.annotations.Nullable;

/** Answering for addresses behind this host: proxy_arp, proxy_arp_pvlan (arp_fwd_proxy). */
final class ProxyArp {
  private final Host host;
  private final ArpLayer arp;
  private final Random random;
  private int queued;

  ProxyArp(Host host, ArpLayer arp) {
    this.host = host;
    this.arp = arp;
    random = host.simulation().random(host.name() + " proxy_delay");
  }

  /**
   * Answers a request for an address that a unicast route leads to, at once or after proxy_delay.
   *
   * @return false if this host does not stand in for it
   */
  boolean answers(
      byte[] frame, Interface in, LinkDestination to, Route route, boolean leavesWhereItCame) {
    InterfaceSetting setting = standsIn(frame, in, route, leavesWhereItCame);
    if (setting == null) {
      return false;
    }
    arp.learnAsker(frame, in, Arp.senderIp(frame));
    tell(frame, in, route, setting);
    NeighborSettings settings = in.neighborSettings();
    if (to == LinkDestination.HOST || settings.get(NeighborSetting.PROXY_DELAY) == 0) {
      arp.reply(frame, in);
    } else if (queued <= settings.get(NeighborSetting.PROXY_QLEN)) {
      replyLater(frame, in, settings.get(NeighborSetting.PROXY_DELAY));
    }
    return true;
  }

  private @Nullable InterfaceSetting standsIn(
      byte[] frame, Interface in, Route route, boolean leavesWhereItCame) {
    if (!leavesWhereItCame) {
      boolean proxies = in.settings().isOn(InterfaceSetting.PROXY_ARP) && mediaDiffer(in, route);
      return proxies ? InterfaceSetting.PROXY_ARP : null;
    }
    boolean privateVlan =
        in.settings().isOn(InterfaceSetting.PROXY_ARP_PVLAN)
            && Arp.senderIp(frame) != Arp.targetIp(frame);
    return privateVlan ? InterfaceSetting.PROXY_ARP_PVLAN : null;
  }

  private static boolean mediaDiffer(Interface in, Route route) {
    int inMedium = in.settings().own(InterfaceSetting.MEDIUM_ID);
    if (inMedium == 0) {
      return true;
    }
    Interface out = route.out();
    if (inMedium == -1 || out == null) {
      return false;
    }
    int outMedium = out.settings().own(InterfaceSetting.MEDIUM_ID);
    return outMedium != inMedium && outMedium != -1;
  }

  private void replyLater(byte[] frame, Interface in, int delayMillis) {
    queued++;
    Event reply =
        (_, _) -> {
          queued--;
          if (host.isOn() && in.isUp()) {
            arp.reply(frame, in);
          }
        };
    host.simulation().schedule(random.below(delayMillis) * Nanos.PER_MILLI, reply);
  }

  private void tell(byte[] frame, Interface in, Route route, InterfaceSetting setting) {
    Interface out = route.out();
    if (host.trace().on() && out != null) {
      host.trace()
          .tell(
              host.name(),
              new ArpDecision.Proxied(
                  Arp.targetIp(frame),
                  Arp.senderIp(frame),
                  in.name(),
                  in.settings().told(setting),
                  out.name()));
    }
  }
}
