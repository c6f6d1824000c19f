package io.lvsim.host;

import static io.lvsim.wire.Ipv4Address.format;

import io.lvsim.trace.Ipv4Decision;
import io.lvsim.trace.SettingValue;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** ICMP redirects that come in: which are followed, and why not (__ip_do_redirect). */
final class ReceivedRedirects {
  private static final int HIGHEST_CODE = 3;

  private final Host host;

  ReceivedRedirects(Host host) {
    this.host = host;
  }

  /**
   * A router says that packets to a destination had better go to another gateway.
   *
   * @param from who says so
   * @param destination of the quoted packet, which this host has sent
   */
  void take(Interface in, int from, int code, int gateway, int destination) {
    Route route = host.routes().lookup(destination);
    if ((code & 7) > HIGHEST_CODE || route == null) {
      return;
    }
    if (route.gateway() != from) {
      refused(from, destination, gateway, "it is not the gateway in use", null);
      return;
    }
    String why = whyRefused(in, from, gateway);
    if (why != null) {
      refused(from, destination, gateway, why, settingOfRefusal(in, from, gateway));
      return;
    }
    follow(route, from, destination, gateway);
  }

  private @Nullable String whyRefused(Interface in, int from, int gateway) {
    InterfaceSettings settings = in.settings();
    if (gateway == from) {
      return "it names itself";
    }
    if (!settings.acceptsRedirects()) {
      return "redirects are not accepted on " + in.name();
    }
    if (Ipv4Address.isMulticast(gateway)
        || gateway == Ipv4Address.BROADCAST
        || gateway >>> 24 == 0) {
      return format(gateway) + " cannot be a gateway";
    }
    if (settings.isOn(InterfaceSetting.SHARED_MEDIA)) {
      return host.routes().typeOf(gateway) == Route.Type.UNICAST
          ? null
          : format(gateway) + " is no other host's address";
    }
    if (!SourceSelection.onLink(in, gateway, from)) {
      return format(gateway) + " and " + format(from) + " are not in one subnet of " + in.name();
    }
    return settings.isOn(InterfaceSetting.SECURE_REDIRECTS)
            && !host.routes().isDefaultGateway(gateway, in)
        ? format(gateway) + " is not the gateway of a default route"
        : null;
  }

  private @Nullable SettingValue settingOfRefusal(Interface in, int from, int gateway) {
    if (!host.trace().on() || gateway == from) {
      return null;
    }
    InterfaceSettings settings = in.settings();
    if (!settings.acceptsRedirects()) {
      return settings.told(InterfaceSetting.ACCEPT_REDIRECTS);
    }
    return settings.isOn(InterfaceSetting.SHARED_MEDIA)
        ? null
        : settings.told(InterfaceSetting.SECURE_REDIRECTS);
  }

  /** A gateway whose MAC is not known yet is asked for only; the next redirect will do. */
  private void follow(Route route, int from, int destination, int gateway) {
    Interface out = route.out();
    if (out == null || !host.neighbors().resolve(gateway, out)) {
      refused(from, destination, gateway, "the MAC of " + format(gateway) + " is not known", null);
      return;
    }
    host.routes().redirect(destination, gateway);
    if (host.trace().on()) {
      host.trace().tell(host.name(), new Ipv4Decision.RedirectFollowed(destination, from, gateway));
    }
  }

  private void refused(
      int from, int destination, int gateway, String why, @Nullable SettingValue setting) {
    if (host.trace().on()) {
      host.trace()
          .tell(
              host.name(),
              new Ipv4Decision.RedirectRefused(destination, from, gateway, why, setting));
    }
  }
}
