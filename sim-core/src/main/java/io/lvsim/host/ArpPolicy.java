package io.lvsim.host;

import static io.lvsim.wire.Ipv4Address.format;

import io.lvsim.trace.ArpDecision;

/** When a host stays silent and which sender it gives: arp_ignore, arp_filter, arp_announce. */
final class ArpPolicy {
  private final Host host;

  ArpPolicy(Host host) {
    this.host = host;
  }

  /** arp_ignore(): whether a request for a local address is to be met with silence. */
  boolean ignores(Interface in, int asker, int target) {
    int level = in.settings().effective(InterfaceSetting.ARP_IGNORE);
    boolean silent =
        switch (level) {
          case 1 -> !SourceSelection.confirm(in, 0, target, InterfaceAddress.SCOPE_HOST);
          case 2 -> !SourceSelection.confirm(in, asker, target, InterfaceAddress.SCOPE_HOST);
          case 3 -> !confirmAnywhere(target);
          case 8 -> true;
          default -> false;
        };
    if (silent && host.trace().on()) {
      tellIgnored(in, asker, target, level);
    }
    return silent;
  }

  private boolean confirmAnywhere(int target) {
    for (int i = 0; i < host.interfaces().size(); i++) {
      Interface on = host.interfaces().get(i);
      if (SourceSelection.confirm(on, 0, target, InterfaceAddress.SCOPE_LINK)) {
        return true;
      }
    }
    return false;
  }

  private void tellIgnored(Interface in, int asker, int target, int level) {
    String here = format(target);
    String because =
        switch (level) {
          case 1 -> here + " is not on " + in.name() + " (it is on " + owner(target) + ")";
          case 2 ->
              in.addressList().find(target) == null
                  ? here + " is not on " + in.name() + " (it is on " + owner(target) + ")"
                  : "no prefix of " + in.name() + " holds both " + here + " and " + format(asker);
          case 3 -> here + " has scope host";
          default -> "no request is answered at all";
        };
    tellIgnored(in, asker, target, InterfaceSetting.ARP_IGNORE, because);
  }

  /**
   * arp_filter(): whether a request is not answered since the way back to the asker leaves by
   * another interface.
   */
  boolean filters(Interface in, int asker, int target) {
    if (!in.settings().isOn(InterfaceSetting.ARP_FILTER)) {
      return false;
    }
    Route back = host.routes().lookup(asker);
    Interface out = back == null ? null : host.leavingInterface(back);
    if (out == in) {
      return false;
    }
    if (host.trace().on()) {
      String because =
          out == null
              ? "there is no route to " + format(asker)
              : "the route to " + format(asker) + " leaves by " + out.name();
      tellIgnored(in, asker, target, InterfaceSetting.ARP_FILTER, because);
    }
    return true;
  }

  /**
   * The sender address of a request (arp_solicit).
   *
   * @param source of the packet that waits, 0 if none does
   */
  int sender(Interface out, int target, int source) {
    int level = out.settings().effective(InterfaceSetting.ARP_ANNOUNCE);
    boolean local = source != 0 && host.isLocal(source);
    boolean mayUseSource =
        switch (level) {
          case 1 -> local && SourceSelection.onLink(out, target, source);
          case 2 -> false;
          default -> local;
        };
    return mayUseSource
        ? source
        : SourceSelection.select(host, out, target, InterfaceAddress.SCOPE_LINK);
  }

  /** Why {@link #sender} came to its answer, in words. */
  String whySender(Interface out, int target, int source, int sender) {
    int level = out.settings().effective(InterfaceSetting.ARP_ANNOUNCE);
    String selected = format(sender) + " is " + out.name() + "'s address for " + format(target);
    if (level == 2) {
      return selected;
    }
    if (source == 0) {
      return "no packet waits; " + selected;
    }
    if (!host.isLocal(source)) {
      return "the packet's source " + format(source) + " is not local; " + selected;
    }
    if (level != 1) {
      return "the packet's source is local";
    }
    boolean onLink = SourceSelection.onLink(out, target, source);
    String prefix = "prefix of " + out.name() + " holds both " + format(source) + " and ";
    return onLink
        ? "the packet's source is local, and a " + prefix + format(target)
        : "no " + prefix + format(target) + "; " + selected;
  }

  private void tellIgnored(
      Interface in, int asker, int target, InterfaceSetting setting, String because) {
    host.trace()
        .tell(
            host.name(),
            new ArpDecision.Ignored(
                target, asker, in.name(), in.settings().told(setting), because));
  }

  private String owner(int target) {
    Interface owner = host.interfaceWith(target);
    return owner == null ? "none" : owner.name();
  }
}
