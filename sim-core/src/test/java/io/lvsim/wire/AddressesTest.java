package io.lvsim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "1.2.3.4", "192.168.2.188", "255.255.255.255"})
  void addressesAreWrittenAsRead(String text) {
    assertThat(Ipv4Address.format(Ipv4Address.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "1.2.3.-1",
        "a.b.c.d",
        "1.2.3.4 ",
        "1..3.4",
        "1.2.3.٤"
      })
  void otherTextIsNoAddress(String text) {
    assertThat(Ipv4Address.isValid(text)).isFalse();
    assertThatThrownBy(() -> Ipv4Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void prefixesHoldTheirAddresses() {
    int network = Ipv4Address.parse("192.168.2.0");
    assertThat(Ipv4Address.inPrefix(Ipv4Address.parse("192.168.2.255"), network, 24)).isTrue();
    assertThat(Ipv4Address.inPrefix(Ipv4Address.parse("192.168.3.0"), network, 24)).isFalse();
    assertThat(Ipv4Address.inPrefix(-1, 0, 0)).isTrue();
    assertThat(Ipv4Address.mask(0)).isZero();
    assertThat(Ipv4Address.mask(32)).isEqualTo(-1);
    assertThat(Ipv4Address.isMulticast(Ipv4Address.parse("239.1.1.1"))).isTrue();
    assertThat(Ipv4Address.isMulticast(Ipv4Address.parse("240.0.0.1"))).isFalse();
    assertThat(Ipv4Address.isLoopback(Ipv4Address.parse("127.9.9.9"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"02:00:00:00:01:91", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00"})
  void macsAreWrittenAsRead(String text) {
    assertThat(MacAddress.format(MacAddress.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "02:00:00:00:01",
        "02:00:00:00:01:91:00",
        "02:00:00:00:01:9g",
        "02-00-00-00-01-91",
        "02:00:00:00:01:191",
        "02:00:00:00:01:-1"
      })
  void otherTextIsNoMac(String text) {
    assertThatThrownBy(() -> MacAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theGroupBitMakesAMulticast() {
    assertThat(MacAddress.isMulticast(MacAddress.BROADCAST)).isTrue();
    assertThat(MacAddress.isMulticast(MacAddress.parse("01:00:5e:00:00:12"))).isTrue();
    assertThat(MacAddress.isMulticast(MacAddress.parse("02:00:00:00:00:01"))).isFalse();
  }
}
