package io.lvsim.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.wire.Ipv4Address;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of the kernel: the filter's text, and its routes. */
final class NicFilterTest {
  @Test
  void theFilterNamesTheMacAndEachAddress() {
    int[] vips = {Ipv4Address.parse("192.168.2.188"), Ipv4Address.parse("10.0.0.1")};
    assertThat(NicFilter.of(0x02_00_00_00_01_90L, vips))
        .isEqualTo(
            "not ether src 02:00:00:00:01:90 and ((ether dst 02:00:00:00:01:90 and ip and"
                + " (dst host 192.168.2.188 or dst host 10.0.0.1)) or (arp and"
                + " (arp[24:4] = 0xc0a802bc or arp[14:4] = 0xc0a802bc"
                + " or arp[24:4] = 0x0a000001 or arp[14:4] = 0x0a000001"
                + " or (arp[6:2] = 2 and ether dst 02:00:00:00:01:90))))");
  }

  @Test
  void routesThroughGatewaysAreRead() {
    String table =
        """
        Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
        eth0\t00000000\t0102A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
        eth0\t0002A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
        eth0\t0000000A\tFE02A8C0\t0003\t0\t0\t0\t000000FF\t0\t0\t0
        eth1\t00000000\t0103A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
        """;
    List<MachineRoutes.Route> routes = MachineRoutes.parse(table, "eth0");
    assertThat(routes)
        .containsExactly(
            new MachineRoutes.Route(0, 0, Ipv4Address.parse("192.168.2.1"), 100),
            new MachineRoutes.Route(
                Ipv4Address.parse("10.0.0.0"), 8, Ipv4Address.parse("192.168.2.254"), 0));
    assertThat(MachineRoutes.defaultGateway(routes)).isEqualTo(Ipv4Address.parse("192.168.2.1"));
  }
}
