package io.lvsim.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "share191 | share191",
        "what? | what?",
        "TCP 01:59  FIN_WAIT    192.168.2.10:41186 192.168.2.188:80   192.168.2.192:80"
            + " | TCP ??:??  FIN_WAIT    192.168.2.10:* 192.168.2.188:80   192.168.2.192:80 (glob)",
        "curl: (7) no after 3 ms: * | curl: (7) no after * ms: \\* (glob)",
        "Timeout (tcp tcpfin udp): 900 120 300 | Timeout (tcp tcpfin udp): 900 120 300",
        "-> 192.168.2.191:8080 | -> 192.168.2.191:8080",
      })
  void whatVariesBecomesAPattern(String line, String expected) {
    assertThat(RecordedLine.of(line)).isEqualTo(expected);
  }
}
