package io.lvsim.host;

import io.lvsim.engine.Nanos;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The host's settings under net.ipv4 and kernel, and their keys in the sysctl tree (devinet.c,
 * sysctl_net_ipv4.c, neigh_sysctl_register). The packet path reads the fields.
 */
final class HostSettings {
  private static final String CONF = "net.ipv4.conf.";
  private static final String NEIGH = "net.ipv4.neigh.";

  private final Host host;
  private final @Nullable HostSettings first;
  private final InterfaceSettings all;
  private final InterfaceSettings dflt;
  private final NeighborSettings neighborDefault;
  private String hostname;

  int defaultTtl = 64;
  int icmpEchoIgnoreAll;
  int icmpEchoIgnoreBroadcasts = 1;
  int icmpErrorsUseInboundAddress;
  int icmpRatelimitMillis = 1000;
  int icmpRatemask = 6168;
  int icmpMessagesPerSecond = 1000;
  int icmpMessagesBurst = 50;
  int localPortFirst = 32768;
  int localPortLast = 60999;
  int unprivilegedPortStart = 1024;
  int nonlocalBind;
  int fragmentTimeSeconds = 30;
  int fragmentHighBytes = 4_194_304;
  int redirectLoadMillis = 20;
  int redirectNumber = 9;
  int redirectSilenceMillis = 20_480;
  int errorBurstMillis = 5_000;
  int errorCostMillis = 1_000;

  /**
   * @param first of the machine's first namespace, from which conf.all and conf.default are copied
   *     and whose host name counts; null in the first itself
   */
  HostSettings(Host host, @Nullable HostSettings first) {
    this.host = host;
    this.first = first;
    all = first == null ? InterfaceSettings.initial("all") : first.all.copy();
    dflt = first == null ? InterfaceSettings.initial("default") : first.dflt.copy();
    hostname = host.name();
    String purpose = host.name() + " default reachable_time";
    neighborDefault =
        first == null
            ? NeighborSettings.initial(host.simulation(), purpose)
            : first.neighborDefault.copyFor(purpose);
    if (first == null) {
      all.impose(InterfaceSetting.ACCEPT_SOURCE_ROUTE, 0);
    }
    registerConf("all", all);
    registerConf("default", dflt);
    registerHostKeys();
    if (first == null) {
      registerNeighborDefault();
      registerRouteKeys();
    }
  }

  InterfaceSettings forInterface(String name) {
    return InterfaceSettings.copyOf(dflt, name, all);
  }

  NeighborSettings neighborsForInterface(String name) {
    return neighborDefault.copyFor(host.name() + " " + name + " reachable_time");
  }

  void add(Interface created) {
    String component = Sysctl.component(created.name());
    registerConf(component, created.settings());
    registerNeighbor(component, created.neighborSettings());
  }

  void remove(Interface gone) {
    String component = Sysctl.component(gone.name());
    host.sysctl().unregister(CONF + component + ".");
    host.sysctl().unregister(NEIGH + component + ".");
  }

  private void registerConf(String component, InterfaceSettings directory) {
    for (InterfaceSetting setting : InterfaceSetting.values()) {
      String key = CONF + component + "." + setting.key;
      if (setting == InterfaceSetting.MC_FORWARDING) {
        host.sysctl()
            .register(key, () -> Integer.toString(directory.own(setting)), HostSettings::refuse);
        continue;
      }
      registerInt(
          key,
          () -> directory.own(setting),
          value -> write(directory, setting, value),
          Integer.MIN_VALUE,
          Integer.MAX_VALUE);
    }
  }

  private void write(InterfaceSettings directory, InterfaceSetting setting, int value) {
    boolean changes = directory.own(setting) != value;
    directory.write(setting, value);
    if (directory == dflt && setting != InterfaceSetting.FORWARDING) {
      for (Interface each : host.interfaces()) {
        each.settings().inherit(setting, value);
      }
    }
    if (directory == all && setting == InterfaceSetting.FORWARDING && changes) {
      forwardingChanged(value);
    }
  }

  /** inet_forward_change: all interfaces and default follow, and redirects are not accepted. */
  private void forwardingChanged(int value) {
    all.impose(InterfaceSetting.ACCEPT_REDIRECTS, value == 0 ? 1 : 0);
    dflt.impose(InterfaceSetting.FORWARDING, value);
    for (Interface each : host.interfaces()) {
      each.settings().impose(InterfaceSetting.FORWARDING, value);
    }
  }

  private void registerNeighborDefault() {
    registerNeighbor("default", neighborDefault);
    NeighborTable table = host.neighbors();
    registerInt(NEIGH + "default.gc_interval", () -> 30, _ -> {}, 0, Integer.MAX_VALUE);
    registerInt(
        NEIGH + "default.gc_thresh1",
        () -> table.gcThreshold1,
        value -> table.gcThreshold1 = value,
        0,
        Integer.MAX_VALUE);
    registerInt(
        NEIGH + "default.gc_thresh2",
        () -> table.gcThreshold2,
        value -> table.gcThreshold2 = value,
        0,
        Integer.MAX_VALUE);
    registerInt(
        NEIGH + "default.gc_thresh3",
        () -> table.gcThreshold3,
        value -> table.gcThreshold3 = value,
        0,
        Integer.MAX_VALUE);
  }

  private void registerNeighbor(String component, NeighborSettings directory) {
    for (NeighborSetting setting : NeighborSetting.values()) {
      String key = NEIGH + component + "." + setting.key;
      int unit = setting.unit.milliseconds;
      registerNeighborKey(key, directory, setting, unit);
    }
    String prefix = NEIGH + component + ".";
    registerNeighborKey(
        prefix + "base_reachable_time_ms", directory, NeighborSetting.BASE_REACHABLE_TIME, 1);
    registerNeighborKey(prefix + "retrans_time_ms", directory, NeighborSetting.RETRANS_TIME, 1);
    registerInt(
        prefix + "unres_qlen",
        () -> directory.get(NeighborSetting.UNRES_QLEN_BYTES) / Neighbor.BUFFER_BYTES,
        value -> write(directory, NeighborSetting.UNRES_QLEN_BYTES, value * Neighbor.BUFFER_BYTES),
        0,
        Integer.MAX_VALUE / Neighbor.BUFFER_BYTES);
  }

  private void registerNeighborKey(
      String key, NeighborSettings directory, NeighborSetting setting, int unit) {
    registerInt(
        key,
        () -> directory.get(setting) / unit,
        value -> write(directory, setting, value * unit),
        0,
        Integer.MAX_VALUE / unit);
  }

  private void write(NeighborSettings directory, NeighborSetting setting, int value) {
    directory.write(setting, value);
    if (directory == neighborDefault) {
      for (Interface each : host.interfaces()) {
        each.neighborSettings().inherit(setting, value);
      }
    }
  }

  private void registerHostKeys() {
    HostSettings names = first == null ? this : first;
    host.sysctl()
        .registerText("kernel.hostname", () -> names.hostname, value -> names.hostname = value);
    registerFlag(
        "net.ipv4.icmp_echo_ignore_all", () -> icmpEchoIgnoreAll, v -> icmpEchoIgnoreAll = v);
    registerFlag(
        "net.ipv4.icmp_echo_ignore_broadcasts",
        () -> icmpEchoIgnoreBroadcasts,
        v -> icmpEchoIgnoreBroadcasts = v);
    registerFlag(
        "net.ipv4.icmp_errors_use_inbound_ifaddr",
        () -> icmpErrorsUseInboundAddress,
        v -> icmpErrorsUseInboundAddress = v);
    registerCount(
        "net.ipv4.icmp_ratelimit", () -> icmpRatelimitMillis, v -> icmpRatelimitMillis = v);
    registerCount("net.ipv4.icmp_ratemask", () -> icmpRatemask, v -> icmpRatemask = v);
    registerCount(
        "net.ipv4.icmp_msgs_per_sec", () -> icmpMessagesPerSecond, v -> icmpMessagesPerSecond = v);
    registerCount("net.ipv4.icmp_msgs_burst", () -> icmpMessagesBurst, v -> icmpMessagesBurst = v);
    registerInt("net.ipv4.ip_default_ttl", () -> defaultTtl, v -> defaultTtl = v, 1, 255);
    registerFlag("net.ipv4.ip_nonlocal_bind", () -> nonlocalBind, v -> nonlocalBind = v);
    registerInt(
        "net.ipv4.ip_unprivileged_port_start",
        () -> unprivilegedPortStart,
        v -> unprivilegedPortStart = v,
        0,
        65_535);
    registerCount("net.ipv4.ipfrag_time", () -> fragmentTimeSeconds, v -> fragmentTimeSeconds = v);
    registerCount(
        "net.ipv4.ipfrag_high_thresh", () -> fragmentHighBytes, v -> fragmentHighBytes = v);
    registerInt(
        "net.ipv4.ip_forward",
        () -> all.own(InterfaceSetting.FORWARDING),
        value -> write(all, InterfaceSetting.FORWARDING, value),
        Integer.MIN_VALUE,
        Integer.MAX_VALUE);
    host.sysctl()
        .register(
            "net.ipv4.ip_local_port_range",
            () -> localPortFirst + "\t" + localPortLast,
            this::writePortRange);
  }

  /** Of all namespaces together, and therefore shown in the first alone. */
  private void registerRouteKeys() {
    registerCount(
        "net.ipv4.route.redirect_load", () -> redirectLoadMillis, v -> redirectLoadMillis = v);
    registerCount("net.ipv4.route.redirect_number", () -> redirectNumber, v -> redirectNumber = v);
    registerCount(
        "net.ipv4.route.redirect_silence",
        () -> redirectSilenceMillis,
        v -> redirectSilenceMillis = v);
    registerCount("net.ipv4.route.error_burst", () -> errorBurstMillis, v -> errorBurstMillis = v);
    registerCount("net.ipv4.route.error_cost", () -> errorCostMillis, v -> errorCostMillis = v);
  }

  private void writePortRange(String text) throws HostException {
    String[] words = text.strip().split("\\s+");
    if (words.length < 2) {
      throw new HostException(Errno.EINVAL);
    }
    int first = SysctlNumber.parse(words[0], 1, 65_535);
    int last = SysctlNumber.parse(words[1], 1, 65_535);
    if (last < first || first < unprivilegedPortStart) {
      throw new HostException(Errno.EINVAL);
    }
    localPortFirst = first;
    localPortLast = last;
  }

  private void registerFlag(String key, IntSupplier reader, IntConsumer writer) {
    registerInt(key, reader, writer, 0, 255);
  }

  private void registerCount(String key, IntSupplier reader, IntConsumer writer) {
    registerInt(key, reader, writer, 0, Integer.MAX_VALUE);
  }

  private void registerInt(
      String key, IntSupplier reader, IntConsumer writer, int minimum, int maximum) {
    host.sysctl()
        .register(
            key,
            () -> Integer.toString(reader.getAsInt()),
            text -> writer.accept(SysctlNumber.parse(text, minimum, maximum)));
  }

  private static void refuse(String value) throws HostException {
    throw new HostException(Errno.EINVAL, "cannot be written: " + value);
  }

  /** How long a fragment waits for the others. */
  long fragmentTimeNanos() {
    return Nanos.seconds(fragmentTimeSeconds);
  }
}
