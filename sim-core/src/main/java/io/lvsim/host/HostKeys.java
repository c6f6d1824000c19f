package io.lvsim.host;

import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The keys of settings that count for a whole host (sysctl_net_ipv4.c, ipv4_route_table). Values
 * that the kernel takes in its own ticks are in hundredths of a second, as in a kernel with 100
 * ticks a second.
 */
final class HostKeys {
  private static final String ICMP = "net.ipv4.icmp_";
  private static final String IP = "net.ipv4.ip_";
  private static final String ROUTE = "net.ipv4.route.";
  private static final long TICK_MILLIS = 10;

  /** The longest time in seconds that fits a count of ticks. */
  private static final int LONGEST_SECONDS = Integer.MAX_VALUE / 100;

  private final Host host;
  private final HostSettings s;

  private final HostSettings first;

  /**
   * @param first of the machine's first namespace: its host name counts for all, and what routing
   *     counts for all namespaces together is shown there alone
   */
  HostKeys(Host host, HostSettings settings, HostSettings first) {
    this.host = host;
    s = settings;
    this.first = first;
  }

  void register() {
    host.sysctl()
        .registerText("kernel.hostname", () -> first.hostname, value -> first.hostname = value);
    registerIcmp();
    registerIp();
    registerFragments();
    if (first == s) {
      registerRoute();
    }
  }

  private void registerIcmp() {
    flag(ICMP + "echo_ignore_all", () -> s.icmpEchoIgnoreAll, v -> s.icmpEchoIgnoreAll = v, 1);
    flag(
        ICMP + "echo_ignore_broadcasts",
        () -> s.icmpEchoIgnoreBroadcasts,
        v -> s.icmpEchoIgnoreBroadcasts = v,
        1);
    flag(
        ICMP + "errors_use_inbound_ifaddr",
        () -> s.icmpErrorsUseInboundAddress,
        v -> s.icmpErrorsUseInboundAddress = v,
        1);
    count(ICMP + "ratelimit", () -> s.icmpRatelimitMillis, v -> s.icmpRatelimitMillis = v);
    any(ICMP + "ratemask", () -> s.icmpRatemask, v -> s.icmpRatemask = v);
    count(ICMP + "msgs_per_sec", () -> s.icmpMessagesPerSecond, v -> s.icmpMessagesPerSecond = v);
    count(ICMP + "msgs_burst", () -> s.icmpMessagesBurst, v -> s.icmpMessagesBurst = v);
  }

  private void registerIp() {
    integer(IP + "default_ttl", () -> s.defaultTtl, v -> s.defaultTtl = v, 1, 255);
    flag(IP + "nonlocal_bind", () -> s.nonlocalBind, v -> s.nonlocalBind = v, 255);
    flag(IP + "no_pmtu_disc", () -> s.noPathMtuDiscovery, v -> s.noPathMtuDiscovery = v, 255);
    flag(IP + "forward_use_pmtu", () -> s.forwardUsePathMtu, v -> s.forwardUsePathMtu = v, 255);
    any(IP + "forward", s::forwarding, s::forward);
    host.sysctl()
        .register(
            IP + "unprivileged_port_start",
            () -> Integer.toString(s.unprivilegedPortStart),
            text ->
                s.unprivilegedPortStart =
                    SysctlNumber.parse(text, 0, Math.min(65_535, s.localPortFirst)));
    host.sysctl()
        .register(
            IP + "local_port_range",
            () -> s.localPortFirst + "\t" + s.localPortLast,
            this::writePortRange);
  }

  private void registerFragments() {
    seconds("net.ipv4.ipfrag_time", () -> s.fragmentTimeSeconds, v -> s.fragmentTimeSeconds = v);
    host.sysctl()
        .register(
            "net.ipv4.ipfrag_high_thresh",
            () -> Integer.toString(s.fragmentHighBytes),
            text ->
                s.fragmentHighBytes =
                    SysctlNumber.parse(text, s.fragmentLowBytes, Integer.MAX_VALUE));
    host.sysctl()
        .register(
            "net.ipv4.ipfrag_low_thresh",
            () -> Integer.toString(s.fragmentLowBytes),
            text -> s.fragmentLowBytes = SysctlNumber.parse(text, 0, s.fragmentHighBytes));
  }

  private void registerRoute() {
    ticks(ROUTE + "redirect_load", () -> s.redirectLoadMillis, v -> s.redirectLoadMillis = v);
    any(ROUTE + "redirect_number", () -> s.redirectNumber, v -> s.redirectNumber = v);
    ticks(
        ROUTE + "redirect_silence",
        () -> s.redirectSilenceMillis,
        v -> s.redirectSilenceMillis = v);
    ticks(ROUTE + "error_burst", () -> s.errorBurstMillis, v -> s.errorBurstMillis = v);
    ticks(ROUTE + "error_cost", () -> s.errorCostMillis, v -> s.errorCostMillis = v);
    seconds(ROUTE + "gc_timeout", () -> s.routeTimeoutSeconds, v -> s.routeTimeoutSeconds = v);
    seconds(ROUTE + "mtu_expires", () -> s.pathMtuSeconds, v -> s.pathMtuSeconds = v);
    integer(
        ROUTE + "min_pmtu",
        () -> s.minimumPathMtu,
        v -> s.minimumPathMtu = v,
        68,
        Integer.MAX_VALUE);
    host.sysctl().register(Sysctl.ROUTE_FLUSH, () -> "", _ -> host.routes().forgetLearned());
  }

  /** ipv4_local_port_range: one number is the first port. */
  private void writePortRange(String text) throws HostException {
    long[] numbers = SysctlNumber.parseSome(text, 2);
    int first = port(numbers[0]);
    int last = numbers.length < 2 ? s.localPortLast : port(numbers[1]);
    if (last < first || first < s.unprivilegedPortStart) {
      throw new HostException(Errno.EINVAL);
    }
    s.localPortFirst = first;
    s.localPortLast = last;
  }

  private static int port(long number) throws HostException {
    if (number < 1 || number > 65_535) {
      throw new HostException(Errno.EINVAL);
    }
    return (int) number;
  }

  private void flag(String key, IntSupplier reader, IntConsumer writer, int maximum) {
    integer(key, reader, writer, 0, maximum);
  }

  private void count(String key, IntSupplier reader, IntConsumer writer) {
    integer(key, reader, writer, 0, Integer.MAX_VALUE);
  }

  private void any(String key, IntSupplier reader, IntConsumer writer) {
    integer(key, reader, writer, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private void seconds(String key, IntSupplier reader, IntConsumer writer) {
    integer(key, reader, writer, -LONGEST_SECONDS, LONGEST_SECONDS);
  }

  /** A time that is kept in milliseconds, and read and written in ticks. */
  private void ticks(String key, LongSupplier millis, LongConsumer writer) {
    integer(
        key,
        () -> (int) (millis.getAsLong() / TICK_MILLIS),
        ticks -> writer.accept(ticks * TICK_MILLIS),
        Integer.MIN_VALUE,
        Integer.MAX_VALUE);
  }

  private void integer(
      String key, IntSupplier reader, IntConsumer writer, int minimum, int maximum) {
    host.sysctl()
        .register(
            key,
            () -> Integer.toString(reader.getAsInt()),
            text -> writer.accept(SysctlNumber.parse(text, minimum, maximum)));
  }
}
