package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.wire.Tcp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machines are those of the tables written down beside the kernel's sources. */
class StateTablesTest {
  private static final List<String> TCP = List.of("NO ES SS SR FW TW CL CW LA LI SA".split(" "));
  private static final List<String> SCTP =
      List.of("NO I1 IN CS CR CW CO CE ES SS SR SA RJ CL".split(" "));
  private static final Map<String, Integer> TCP_FLAGS =
      Map.of("syn", Tcp.SYN, "fin", Tcp.FIN, "ack", Tcp.ACK, "rst", Tcp.RST);
  private static final Map<String, Integer> CHUNKS =
      Map.of(
          "data",
          0,
          "init",
          1,
          "init_ack",
          2,
          "abort",
          6,
          "shutdown",
          7,
          "shutdown_ack",
          8,
          "error",
          9,
          "cookie_echo",
          10,
          "cookie_ack",
          11,
          "shutdown_complete",
          14);

  static List<String> tables() throws IOException {
    try (InputStream in = StateTablesTest.class.getResourceAsStream("state-tables.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyStateFollowsTheTable(String row) {
    String[] sides = row.split(": ");
    String[] head = sides[0].split(" ");
    int direction = Direction.valueOf(head[1]).ordinal();
    List<String> states = head[0].equals("sctp") ? SCTP : TCP;
    String[] expected = sides[1].split(" ");
    assertThat(expected).hasSize(states.size());
    for (int state = 0; state < states.size(); state++) {
      int next =
          head[0].equals("sctp")
              ? SctpStates.next(state, direction, CHUNKS.get(head[2]), -1)
              : TcpStates.next(
                  state, direction, TCP_FLAGS.get(head[2]), head[0].equals("secure_tcp"));
      assertThat(states.get(next))
          .as("%s in %s", sides[0], states.get(state))
          .isEqualTo(expected[state]);
    }
  }

  @Test
  void flagsCountInTheOrderRstSynFinAck() {
    int direction = Direction.INPUT_ONLY.ordinal();
    int established = TcpStates.ESTABLISHED;
    assertThat(TcpStates.next(established, direction, Tcp.RST | Tcp.SYN | Tcp.ACK, false))
        .isEqualTo(TcpStates.CLOSE);
    assertThat(TcpStates.next(0, direction, Tcp.SYN | Tcp.FIN | Tcp.ACK, false))
        .isEqualTo(TcpStates.SYN_RECV);
    assertThat(TcpStates.next(established, direction, Tcp.FIN | Tcp.ACK, false))
        .isEqualTo(TcpStates.FIN_WAIT);
    assertThat(TcpStates.next(established, direction, Tcp.PSH, false)).isEqualTo(TcpStates.CLOSE);
  }

  @Test
  void anAbortBehindACookieCounts() {
    int direction = Direction.INPUT_ONLY.ordinal();
    assertThat(SctpStates.next(3, direction, 10, 6)).isEqualTo(SctpStates.CLOSED);
    assertThat(SctpStates.next(3, direction, 10, 0)).isEqualTo(SctpStates.ESTABLISHED);
    assertThat(SctpStates.next(3, direction, 200, -1)).isEqualTo(3);
  }
}
