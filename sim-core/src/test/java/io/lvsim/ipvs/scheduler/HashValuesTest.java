package io.lvsim.ipvs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.wire.Ipv4Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hash values worked out by hand from the kernel's formulas. */
class HashValuesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 39, 203, 50859236",
    "10.0.0.2, 137, 45, 1104141843",
    "192.168.1.50, 64, 228, 2555171411",
    "192.168.1.51, 162, 70, 2703632652",
    "203.0.113.7, 124, 32, 2825792533",
  })
  void hashes(String client, int bucket, int bucketWithPort, long maglev) {
    int address = Ipv4Address.parse(client);
    assertThat(Hash32.of(address, 8)).isEqualTo(bucket);
    assertThat(Hash32.of(address + 40000, 8)).isEqualTo(bucketWithPort);
    SipHash13 hash = new SipHash13(2654435761L);
    assertThat(Integer.toUnsignedLong(hash.of(address))).isEqualTo(maglev);
  }
}
