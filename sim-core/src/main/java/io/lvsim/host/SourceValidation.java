package io.lvsim.host;

import static io.lvsim.wire.Ipv4Address.format;

import org.jspecify.annotations.Nullable;

/**
 * Whether a packet's source can be where the packet came from (fib_validate_source and
 * __fib_validate_source in fib_frontend.c).
 */
final class SourceValidation {
  /** The answer. */
  enum Answer {
    VALID,
    /** And the source is a neighbour, not behind a gateway: a redirect may be sent to it. */
    VALID_ON_LINK,
    /** It is one of this host's addresses, or cannot be a source at all (-EINVAL). */
    OWN_ADDRESS,
    /** rp_filter refuses it (-EXDEV). */
    WRONG_WAY;

    boolean isValid() {
      return this == VALID || this == VALID_ON_LINK;
    }
  }

  private final Host host;

  SourceValidation(Host host) {
    this.host = host;
  }

  /**
   * Judges a source.
   *
   * @param leavesBy where the packet would be forwarded to; null if it is for this host
   */
  Answer judge(int source, Interface in, @Nullable Interface leavesBy) {
    int filter = in.settings().effective(InterfaceSetting.RP_FILTER);
    boolean mayRedirect = leavesBy == in && in.settings().isOn(InterfaceSetting.SEND_REDIRECTS);
    if (filter != 0 || mayRedirect) {
      return judgeByRoute(source, in, filter);
    }
    if (in.settings().isOn(InterfaceSetting.ACCEPT_LOCAL)) {
      return Answer.VALID;
    }
    if (host.routes().hasLocalRoutesByHand()) {
      return judgeByRoute(source, in, filter);
    }
    return host.interfaceWith(source) == null ? Answer.VALID : Answer.OWN_ADDRESS;
  }

  /** Whether all that is asked of a source is that it is not an address of this host. */
  boolean asksOnlyForOwn(Interface in) {
    return in.settings().effective(InterfaceSetting.RP_FILTER) == 0
        && !in.settings().isOn(InterfaceSetting.ACCEPT_LOCAL)
        && !host.routes().hasLocalRoutesByHand();
  }

  private Answer judgeByRoute(int source, Interface in, int filter) {
    Route back = host.routes().asEntered(source, null);
    if (back == null || back.type().refusal() != null) {
      return filter == 0 ? Answer.VALID : Answer.WRONG_WAY;
    }
    boolean acceptsLocal = in.settings().isOn(InterfaceSetting.ACCEPT_LOCAL);
    boolean local = back.type() == Route.Type.LOCAL;
    if (back.type() != Route.Type.UNICAST && !(local && acceptsLocal)) {
      return Answer.OWN_ADDRESS;
    }
    if (back.out() == in || local && in.isLoopback()) {
      return onLinkOrNot(back);
    }
    if (in.addressList().isEmpty()) {
      return filter == 0 ? Answer.VALID : Answer.WRONG_WAY;
    }
    if (filter == 1) {
      return Answer.WRONG_WAY;
    }
    Route here = host.routes().asEntered(source, in);
    return here != null && here.type() == Route.Type.UNICAST ? onLinkOrNot(here) : Answer.VALID;
  }

  private static Answer onLinkOrNot(Route route) {
    return route.onLink() ? Answer.VALID_ON_LINK : Answer.VALID;
  }

  /** Which setting would have let the source pass. */
  static InterfaceSetting settingOf(Answer answer) {
    return answer == Answer.WRONG_WAY ? InterfaceSetting.RP_FILTER : InterfaceSetting.ACCEPT_LOCAL;
  }

  /** The refusal in words. */
  String why(Answer answer, int source) {
    if (answer == Answer.OWN_ADDRESS) {
      return "the source " + format(source) + " is an address of this host";
    }
    Route back = host.routes().lookup(source);
    Interface out = back == null ? null : back.out();
    return out == null
        ? "there is no route back to " + format(source)
        : "the route back to " + format(source) + " leaves by " + out.name();
  }
}
