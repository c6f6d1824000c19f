package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lvsim live refuses before it looks at the machine, and what it reads beforehand. */
final class LiveCommandTest {
  @ParameterizedTest
  @CsvSource({
    "--workers 0, '--workers 0: expected a number from 1 to 16'",
    "--workers 17, '--workers 17: expected a number from 1 to 16'",
    "--workers 2 --backend libpcap, '--workers 2: only the backend af-packet shares frames out,"
        + " and libpcap does not'",
    "--workers 4 --max-connections 3, '--max-connections 3: expected at least one for each of 4"
        + " workers'",
  })
  void workersThatCannotBeAreRefused(String options, String said) {
    List<String> words = new ArrayList<>(List.of("live", "--iface", "nosuch0"));
    words.addAll(List.of(options.split(" ")));
    Program.Outcome outcome = Program.run(words.toArray(new String[0]));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).isEqualTo(said + "\n");
  }

  @Test
  void whatLdirectordWillAddIsKnownBefore() {
    CheckedServices checked =
        CheckedServices.of(
            """
            checktimeout=2
            virtual=192.168.2.189:80
            \treal=192.168.2.191:80 gate
            \tpersistent=600
            \tnetmask=255.255.255.0
            virtual = 192.168.2.188:443
            \tnetmask = 255.255.254.255
            virtual=10
            \t#netmask=0.0.0.0
            virtual=192.168.2.888:80
            """);
    assertThat(checked.addresses())
        .containsExactly(Ipv4Address.parse("192.168.2.188"), Ipv4Address.parse("192.168.2.189"));
    assertThat(checked.netmask()).isEqualTo(Ipv4Address.parse("255.255.254.0"));
    assertThat(CheckedServices.of("").netmask()).isEqualTo(-1);
  }
}
