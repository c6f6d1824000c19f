package io.lvsim.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the matrices recorded from Linux 6.1, put to the simulator. */
class ArpMatrixTest {
  @ParameterizedTest
  @ValueSource(strings = {"arp-matrix", "arp-matrix-vip-elsewhere"})
  void everyRowIsAnsweredAsLinuxDid(String recording) throws IOException {
    String recorded = read("/recorded/" + recording + "/arp-matrix.csv");
    ArpMatrix matrix = ArpMatrix.read(recorded);
    List<String> rows = new ArrayList<>();
    rows.add(ArpMatrix.HEADER);
    for (ArpQuestion question : matrix.questions()) {
      rows.add(question.text() + "," + ArpLab.ask(question, matrix.vip()).text());
    }
    assertThat(rows).isEqualTo(recorded.lines().toList());
    assertThat(rows).hasSizeGreaterThan(1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answers,lo/32,global,0,0,0,1.2.3.4,1.2.3.4 | 2:1: expected answer or announce,"
            + " found 'answers'",
        "answer,lo,global,0,0,0,1.2.3.4,1.2.3.4 | 2:8: expected lo, eth0 or dummy0 with a prefix"
            + " length, such as lo/32, found 'lo'",
        "answer,lo/33,global,0,0,0,1.2.3.4,1.2.3.4 | 2:8: expected a number from 0 to 32, found"
            + " 'lo/33'",
        "answer,lo/32,all,0,0,0,1.2.3.4,1.2.3.4 | 2:14: expected global, site, link or host, found"
            + " 'all'",
        "answer,lo/32,host,x,0,0,1.2.3.4,1.2.3.4 | 2:19: expected a number from 0 to 2147483647,"
            + " found 'x'",
        "answer,lo/32,host,0,0,0,1.2.3,1.2.3.4 | 2:25: expected an IPv4 address, found '1.2.3'",
        "answer,lo/32 | 2:1: expected at least 8 columns, found 2",
      })
  void wrongCellsAreNamed(String row, String message) {
    assertThatThrownBy(() -> ArpMatrix.read(ArpMatrix.HEADER + "\n" + row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void otherTablesAreRefused() {
    assertThatThrownBy(() -> ArpMatrix.read("a,b\n1,2"))
        .hasMessageStartingWith("1:1: expected the columns question,vip_on");
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = ArpMatrixTest.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
