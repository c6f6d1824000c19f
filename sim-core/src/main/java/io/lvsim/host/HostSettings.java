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
  String hostname;

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
  int fragmentLowBytes = 3_145_728;
  long redirectLoadMillis = 20;
  int redirectNumber = 9;
  long redirectSilenceMillis = 20_480;
  long errorBurstMillis = 5_000;
  long errorCostMillis = 1_000;
  int routeTimeoutSeconds = 300;
  int minimumPathMtu = 552;
  int pathMtuSeconds = 600;
  int noPathMtuDiscovery;
  int forwardUsePathMtu;

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
    if (first == null) {
      registerNeighborDefault();
    }
    new HostKeys(host, this, first == null ? this : first).register();
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
        host.sysctl().registerReadOnly(key, () -> Integer.toString(directory.own(setting)));
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
    host.changed();
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
    NeighborCollection collection = host.neighbors().collection;
    String prefix = NEIGH + "default.gc_";
    registerCount(
        prefix + "interval",
        () -> collection.intervalSeconds,
        value -> collection.intervalSeconds = value);
    registerCount(
        prefix + "thresh1",
        () -> collection.threshold1,
        value -> {
          collection.threshold1 = value;
          collection.thresholdsChanged();
        });
    registerCount(
        prefix + "thresh2", () -> collection.threshold2, value -> collection.threshold2 = value);
    registerCount(
        prefix + "thresh3", () -> collection.threshold3, value -> collection.threshold3 = value);
  }

  NeighborSettings neighborDefault() {
    return neighborDefault;
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
        () -> directory.get(NeighborSetting.UNRES_QLEN_BYTES) / BufferSize.FULL_FRAME,
        value -> write(directory, NeighborSetting.UNRES_QLEN_BYTES, value * BufferSize.FULL_FRAME),
        0,
        Integer.MAX_VALUE / BufferSize.FULL_FRAME);
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

  /** Writes conf.all.forwarding, as net.ipv4.ip_forward does too. */
  void forward(int value) {
    write(all, InterfaceSetting.FORWARDING, value);
  }

  int forwarding() {
    return all.own(InterfaceSetting.FORWARDING);
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

  /** How long a fragment waits for the others. */
  long fragmentTimeNanos() {
    return Nanos.seconds(fragmentTimeSeconds);
  }
}
