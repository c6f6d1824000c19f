package io.lvsim.host;

import static io.lvsim.host.InterfaceSetting.Combination.ALL_AND_OWN;
import static io.lvsim.host.InterfaceSetting.Combination.ALL_OR_OWN;
import static io.lvsim.host.InterfaceSetting.Combination.MAXIMUM;
import static io.lvsim.host.InterfaceSetting.Combination.OWN;

/**
 * The settings under net.ipv4.conf.INTERFACE, and how each combines with the one under conf.all
 * (include/linux/inetdevice.h: IN_DEV_MAXCONF, IN_DEV_ORCONF, IN_DEV_ANDCONF, IN_DEV_CONF_GET).
 */
enum InterfaceSetting {
  ACCEPT_LOCAL(ALL_OR_OWN),
  ACCEPT_REDIRECTS(OWN, 1),
  ACCEPT_SOURCE_ROUTE(ALL_AND_OWN, 1),
  ARP_ACCEPT(MAXIMUM),
  ARP_ANNOUNCE(MAXIMUM),
  ARP_EVICT_NOCARRIER(ALL_AND_OWN, 1),
  ARP_FILTER(ALL_OR_OWN),
  ARP_IGNORE(MAXIMUM),
  ARP_NOTIFY(MAXIMUM),
  BC_FORWARDING(ALL_OR_OWN),
  BOOTP_RELAY(ALL_AND_OWN),
  DISABLE_POLICY(ALL_OR_OWN),
  DISABLE_XFRM(OWN),
  DROP_GRATUITOUS_ARP(ALL_OR_OWN),
  DROP_UNICAST_IN_L2_MULTICAST(ALL_OR_OWN),
  FORCE_IGMP_VERSION(OWN),
  FORWARDING(OWN),
  IGMPV2_UNSOLICITED_REPORT_INTERVAL(OWN, 10_000),
  IGMPV3_UNSOLICITED_REPORT_INTERVAL(OWN, 1_000),
  IGNORE_ROUTES_WITH_LINKDOWN(OWN),
  LOG_MARTIANS(ALL_OR_OWN),
  MC_FORWARDING(ALL_AND_OWN),
  MEDIUM_ID(OWN),
  PROMOTE_SECONDARIES(ALL_OR_OWN),
  PROXY_ARP(ALL_OR_OWN),
  PROXY_ARP_PVLAN(ALL_OR_OWN),
  ROUTE_LOCALNET(ALL_OR_OWN),
  RP_FILTER(MAXIMUM),
  SECURE_REDIRECTS(ALL_OR_OWN, 1),
  SEND_REDIRECTS(ALL_OR_OWN, 1),
  SHARED_MEDIA(ALL_OR_OWN, 1),
  SRC_VALID_MARK(ALL_OR_OWN),
  TAG(OWN);

  /** What counts for an interface. */
  enum Combination {
    MAXIMUM("max"),
    ALL_OR_OWN("or"),
    ALL_AND_OWN("and"),
    OWN("");

    final String rule;

    Combination(String rule) {
      this.rule = rule;
    }
  }

  final String key;
  final Combination combination;
  final int initial;

  InterfaceSetting(Combination combination) {
    this(combination, 0);
  }

  InterfaceSetting(Combination combination, int initial) {
    this.key = name().toLowerCase(java.util.Locale.ROOT);
    this.combination = combination;
    this.initial = initial;
  }
}
