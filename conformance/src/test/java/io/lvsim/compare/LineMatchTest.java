package io.lvsim.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineMatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TCP 01:59  FIN_WAIT    a:1 b:80 c:80 | TCP 02:00  FIN_WAIT    a:1 b:80 c:80",
        "64 bytes from 1.2.3.4: icmp_seq=1 ttl=64 time=0.043 ms"
            + " | 64 bytes from 1.2.3.4: icmp_seq=1 ttl=64 time=0.002 ms",
        "rtt min/avg/max/mdev = 0.043/0.043/0.043/0.000 ms"
            + " | rtt min/avg/max/mdev = 0.001/0.001/0.002/0.000 ms",
        "Thu Jan  1 00:00:03 UTC 2026 | Thu Jan  1 00:00:04 UTC 2026",
        "failed after 0 ms: no | failed after 18 ms: no",
      })
  void howLongSomethingTakesIsNotCompared(String one, String other) {
    assertThat(LineMatch.same(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TCP 01:59  FIN_WAIT    a:1 | TCP 01:50  FIN_WAIT    a:1",
        "TCP 01:59  FIN_WAIT    a:1 | TCP 01:59  CLOSE       a:1",
        "share191 | share192",
        "192.168.2.188:80 | 192.168.2.188:81",
        "Timeout (tcp tcpfin udp): 900 120 300 | Timeout (tcp tcpfin udp): 900 60 300",
      })
  void everythingElseIs(String one, String other) {
    assertThat(LineMatch.same(one, other)).isFalse();
  }
}
