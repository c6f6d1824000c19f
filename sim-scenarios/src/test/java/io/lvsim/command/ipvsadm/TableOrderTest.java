package io.lvsim.command.ipvsadm;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.ipvs.ServiceKey;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of ipvsadm's list where its differences wrap around, as recorded. */
class TableOrderTest {
  @Test
  void differencesWrapAroundAsInTheRealProgram() {
    List<ServiceKey> kernelOrder =
        List.of(
            tcp("223.0.0.1"),
            tcp("130.0.0.1"),
            tcp("100.0.0.1"),
            tcp("10.0.0.1"),
            tcp("192.168.2.188"),
            ServiceKey.ofMark(0x80000001),
            ServiceKey.ofMark(1),
            ServiceKey.ofMark(-1));
    assertThat(TableOrder.sorted(kernelOrder, TableOrder::difference))
        .containsExactly(
            ServiceKey.ofMark(0x80000001),
            ServiceKey.ofMark(-1),
            tcp("192.168.2.188"),
            tcp("10.0.0.1"),
            tcp("100.0.0.1"),
            tcp("130.0.0.1"),
            tcp("223.0.0.1"),
            ServiceKey.ofMark(1));
  }

  @Test
  void protocolsComeBeforeAddressesAndAddressesBeforePorts() {
    ServiceKey udp = ServiceKey.of(17, Ipv4Address.parse("10.0.0.1"), 53);
    ServiceKey http = tcp("10.0.0.2");
    ServiceKey https = ServiceKey.of(6, Ipv4Address.parse("10.0.0.1"), 443);
    assertThat(TableOrder.sorted(List.of(udp, http, https), TableOrder::difference))
        .containsExactly(https, http, udp);
  }

  private static ServiceKey tcp(String address) {
    return ServiceKey.of(6, Ipv4Address.parse(address), 80);
  }
}
