package io.lvsim.host;

import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * Where an arriving packet goes (ip_route_input_slow and __mkroute_input in route.c). The answer to
 * the last question stays readable until the next one.
 */
final class InputRouting {
  /** What is to be done with a packet. */
  enum Verdict {
    LOCAL,
    BROADCAST,
    /** To a multicast group that the interface has joined. */
    GROUP,
    /** To a multicast group that nobody here listens to. */
    NOT_JOINED,
    FORWARD,
    /** No route, a refusing route, or forwarding is off. */
    UNREACHABLE,
    MARTIAN_SOURCE,
    MARTIAN_DESTINATION,
    /** An ARP request for something that is routed back to where it came from, or a broadcast. */
    NOT_FOR_ARP
  }

  /** 224.0.0.0/24 without its last byte. */
  private static final int LINK_LOCAL_GROUPS = 0xE0_0000;

  private final Host host;
  private final SourceValidation validation;
  private final KnownLocals locals;
  private @Nullable Route route;
  private boolean leavesWhereItCame;
  private SourceValidation.Answer answer = SourceValidation.Answer.VALID;

  InputRouting(Host host) {
    this.host = host;
    validation = new SourceValidation(host);
    locals = new KnownLocals(host);
  }

  /** The route that was found; null if none was. */
  @Nullable Route route() {
    return route;
  }

  /** Whether a packet to be forwarded leaves by the interface that it came in by. */
  boolean leavesWhereItCame() {
    return leavesWhereItCame;
  }

  /** Whether the sender of a packet that is to be forwarded had better be told a shorter way. */
  boolean redirects(int source, Interface in) {
    return leavesWhereItCame
        && answer == SourceValidation.Answer.VALID_ON_LINK
        && in.settings().isOn(InterfaceSetting.SEND_REDIRECTS)
        && (in.settings().isOn(InterfaceSetting.SHARED_MEDIA)
            || route != null && SourceSelection.onLink(in, source, route.gateway()));
  }

  /** Which setting refused the source. */
  InterfaceSetting settingOfRefusal() {
    return SourceValidation.settingOf(answer);
  }

  /** Why the source was refused. */
  String whyRefused(int source) {
    return answer.isValid()
        ? Ipv4Address.format(source) + " cannot be a source on a wire"
        : validation.why(answer, source);
  }

  /** Whether a packet that came from a wire is for this host, and nothing else is the matter. */
  boolean isForThisHost(int destination, int source, Interface in) {
    return locals.knows(destination, in) && isOrdinary(source)
        ? host.interfaceWith(source) == null
        : routeAndRemember(destination, source, in);
  }

  private boolean routeAndRemember(int destination, int source, Interface in) {
    if (routeIpv4(destination, source, in) != Verdict.LOCAL) {
      return false;
    }
    if (host.routes().answersStay() && validation.asksOnlyForOwn(in)) {
      locals.remember(destination, in);
    }
    return true;
  }

  /** A unicast address that is not on the loopback network. */
  private static boolean isOrdinary(int source) {
    int first = source >>> 24;
    return first > 0 && first < 224 && first != 127;
  }

  /** Routes a packet that came from a wire. */
  Verdict routeIpv4(int destination, int source, Interface in) {
    return route(destination, source, in, true);
  }

  /** Routes an ARP request's target as if a packet had come from its sender. */
  Verdict routeArp(int target, int sender, Interface in) {
    return route(target, sender, in, false);
  }

  private Verdict route(int destination, int source, Interface in, boolean isIpv4) {
    route = null;
    leavesWhereItCame = false;
    answer = SourceValidation.Answer.VALID;
    if (isIpv4 && Ipv4Address.isMulticast(destination)) {
      return toGroup(destination, source, in);
    }
    if (Ipv4Address.isMulticast(source) || source == Ipv4Address.BROADCAST) {
      return Verdict.MARTIAN_SOURCE;
    }
    if (destination == Ipv4Address.BROADCAST || source == 0 && destination == 0) {
      return broadcast(source, in, isIpv4);
    }
    if (source == 0) {
      return Verdict.MARTIAN_SOURCE;
    }
    if (destination == 0) {
      return Verdict.MARTIAN_DESTINATION;
    }
    boolean toLoopback = Ipv4Address.isLoopback(destination);
    if ((toLoopback || Ipv4Address.isLoopback(source))
        && !in.settings().isOn(InterfaceSetting.ROUTE_LOCALNET)) {
      return toLoopback ? Verdict.MARTIAN_DESTINATION : Verdict.MARTIAN_SOURCE;
    }
    return byTable(destination, source, in, isIpv4);
  }

  /** ip_route_input_mc. */
  private Verdict toGroup(int group, int source, Interface in) {
    if (!in.isInGroup(group)) {
      return Verdict.NOT_JOINED;
    }
    boolean impossible =
        Ipv4Address.isMulticast(source)
            || source == Ipv4Address.BROADCAST
            || Ipv4Address.isLoopback(source)
                && !in.settings().isOn(InterfaceSetting.ROUTE_LOCALNET);
    if (impossible) {
      return Verdict.MARTIAN_SOURCE;
    }
    if (source == 0) {
      return group >>> 8 == LINK_LOCAL_GROUPS ? Verdict.GROUP : Verdict.MARTIAN_SOURCE;
    }
    answer = validation.judge(source, in, null);
    return answer.isValid() ? Verdict.GROUP : Verdict.MARTIAN_SOURCE;
  }

  private Verdict byTable(int destination, int source, Interface in, boolean isIpv4) {
    Route found = host.routes().find(destination, null);
    route = found;
    if (found == null || found.type().refusal() != null) {
      return Verdict.UNREACHABLE;
    }
    return switch (found.type()) {
      case BROADCAST -> broadcast(source, in, isIpv4);
      case LOCAL -> {
        answer = validation.judge(source, in, null);
        yield answer.isValid() ? Verdict.LOCAL : Verdict.MARTIAN_SOURCE;
      }
      default ->
          in.settings().own(InterfaceSetting.FORWARDING) == 0
              ? Verdict.UNREACHABLE
              : forward(source, in, found, isIpv4);
    };
  }

  private Verdict forward(int source, Interface in, Route found, boolean isIpv4) {
    leavesWhereItCame = found.out() == in;
    answer = validation.judge(source, in, found.out());
    if (!answer.isValid()) {
      return Verdict.MARTIAN_SOURCE;
    }
    if (!isIpv4 && leavesWhereItCame && in.settings().own(InterfaceSetting.PROXY_ARP_PVLAN) == 0) {
      return Verdict.NOT_FOR_ARP;
    }
    return Verdict.FORWARD;
  }

  private Verdict broadcast(int source, Interface in, boolean isIpv4) {
    if (!isIpv4) {
      return Verdict.NOT_FOR_ARP;
    }
    if (source != 0) {
      answer = validation.judge(source, in, null);
      if (!answer.isValid()) {
        return Verdict.MARTIAN_SOURCE;
      }
    }
    return Verdict.BROADCAST;
  }
}
