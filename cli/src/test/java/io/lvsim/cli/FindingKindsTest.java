package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.audit.FindingKind;
import io.lvsim.wire.Tcp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each kind of finding is provoked: by a scenario of the simulator, by a recording from the kernel,
 * or by frames made for it. A kind that is added without a case here does not compile.
 */
class FindingKindsTest {
  private static final Path PAGE = Path.of("..", "docs", "commands", "audit.md");
  private static final String RR = AuditLab.RR;
  private static final String FIVE_SYNS = "{ on: client1, run: 'curl -m 4 192.168.2.188' }";

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @EnumSource
  void isProvoked(FindingKind kind) throws IOException {
    Program.Outcome outcome = provoke(kind, new AuditLab(directory));
    assertThat(outcome.err()).isEmpty();
    String label = kind.severity().label();
    assertThat(AuditLab.codes(outcome)).contains(label + ": " + kind.code());
    assertThat(outcome.status()).isEqualTo(outcome.out().contains("0 errors, 0 warn") ? 0 : 1);
    assertThat(outcome.out()).contains("  -> " + kind.advice());
  }

  @ParameterizedTest
  @EnumSource
  void isInTheCommandsPage(FindingKind kind) throws IOException {
    String row = "| `" + kind.code() + "` | " + kind.severity().label() + " | " + kind.title();
    assertThat(Files.readString(PAGE)).contains("\n" + row + " |\n");
  }

  /** What the page shows the program to say is what it says. */
  @Test
  void examplesOfThePageGiveTheAdviceOfTheirKinds() throws IOException {
    String kind = "";
    int examples = 0;
    for (String line : Files.readString(PAGE).lines().toList()) {
      kind = line.matches("(error|warning|note): [a-z-]+: .*") ? line.split(": ")[1] : kind;
      if (line.startsWith("  -> ")) {
        String name = kind.toUpperCase(Locale.ROOT).replace('-', '_');
        assertThat(line).isEqualTo("  -> " + FindingKind.valueOf(name).advice());
        examples++;
      }
    }
    assertThat(examples).isEqualTo(6);
  }

  private Program.Outcome provoke(FindingKind kind, AuditLab lab) throws IOException {
    return switch (kind) {
      case ARP_POISONING, ARP_REQUEST_FROM_VIP, DIRECTOR_BYPASSED ->
          lab.run("article-arp-problem").audit(RR);
      case SERVER_NOT_IN_RULES ->
          lab.run("article-rr").audit(RR.replaceAll("(?m)^.*192:80.*\n", ""));
      case SERVICE_NOT_IN_RULES -> lab.run("article-rr").audit(RR.replace(":80", ":81"));
      case SERVER_WEIGHT_0 ->
          lab.run("article-rr").audit(RR.replace("192:80 -g -w 1", "192:80 -g -w 0"));
      case PERSISTENCE_BROKEN -> lab.run("article-rr").audit(RR.replace("rr", "rr -p 20"));
      case SHARE_OFF ->
          lab.then("{ on: client1, run: 'for ((i=0;i<40;i++)); do curl 192.168.2.188; done' }")
              .audit(RR.replace("rr", "wrr").replace("192:80 -g -w 1", "192:80 -g -w 9"));
      case PICK_OUT_OF_TURN ->
          lab.run("article-rr")
              .audit(RR.replace("rr", "wrr").replace("192:80 -g -w 1", "192:80 -g -w 3"));
      case PICK_NOT_BY_HASH -> lab.run("article-rr").audit(RR.replace("rr", "sh"));
      case CONNECTION_MOVED, REPLY_THROUGH_DIRECTOR -> ways(kind, lab);
      case NO_SERVICE, NO_SERVER, REFUSED_BY_DIRECTOR, CONNECTION_LOST, SERVER_UNREACHABLE ->
          byDirector(kind, lab);
      case REFUSED_BY_SERVER, RESET_BY_SERVER, RESET_UNKNOWN_TO_SERVER, RESET_BY_CLIENT ->
          resets(kind, lab);
      case SERVER_SILENT, SYN_UNANSWERED, ONE_SIDED, ONE_SIDED_CAPTURE, RETRANSMISSIONS ->
          silence(kind, lab);
      case DIRECTOR_UNKNOWN, CAPTURE_DAMAGED, NO_MAC_ADDRESSES, NOT_ETHERNET -> captures(kind, lab);
    };
  }

  private static Program.Outcome ways(FindingKind kind, AuditLab lab) throws IOException {
    if (kind == FindingKind.CONNECTION_MOVED) {
      return lab.with(
              new WireCapture(WireCapture.ETHERNET)
                  .handshake(WireCapture.RS1)
                  .request(WireCapture.RS2, Tcp.PSH | Tcp.ACK, 1001, 10))
          .audit(RR);
    }
    return lab.then(
            "{ on: rs1, run: 'ip route add 192.168.2.10/32 via 192.168.2.190' }",
            "{ on: client1, run: 'curl -m 4 192.168.2.188; curl -m 4 192.168.2.188' }")
        .audit(RR);
  }

  private static Program.Outcome byDirector(FindingKind kind, AuditLab lab) throws IOException {
    String director = "02:00:00:00:01:90";
    return switch (kind) {
      case NO_SERVICE -> lab.then("{ on: client1, run: 'curl 192.168.2.188:8080' }").audit(RR);
      case NO_SERVER ->
          lab.then(
                  "{ on: director, run: 'ipvsadm -C; ipvsadm -A -t 192.168.2.188:80 -s rr' }",
                  "{ on: client1, run: 'curl 192.168.2.188' }")
              .audit(RR.replace("-w 1", "-w 0"));
      case REFUSED_BY_DIRECTOR ->
          lab.then(
                  "{ on: director, run: 'ipvsadm -C' }",
                  "{ on: client1, run: 'curl 192.168.2.188' }")
              .audit(RR);
      case CONNECTION_LOST ->
          lab.recorded("datapath", "10-entry-gone").audit(RR, "--director", director);
      default -> lab.recorded("datapath", "down-").audit(RR, "--director", director);
    };
  }

  private static Program.Outcome resets(FindingKind kind, AuditLab lab) throws IOException {
    WireCapture wire = new WireCapture(WireCapture.ETHERNET).connection(WireCapture.RS1);
    return switch (kind) {
      case REFUSED_BY_SERVER ->
          lab.then(
                  "{ on: rs1, run: 'systemctl stop httpd' }",
                  "{ on: client1, run: 'curl 192.168.2.188; curl 192.168.2.188' }")
              .audit(RR);
      case RESET_BY_SERVER ->
          lab.with(
                  wire.anotherConnection()
                      .handshake(WireCapture.RS2)
                      .reply(WireCapture.RS2, Tcp.RST | Tcp.ACK, 5001, 0))
              .audit(RR);
      case RESET_UNKNOWN_TO_SERVER ->
          lab.with(
                  wire.anotherConnection()
                      .handshake(WireCapture.RS2)
                      .lost(WireCapture.RS1, Tcp.PSH | Tcp.ACK, 1001, 10)
                      .reply(WireCapture.RS1, Tcp.RST, 0, 0))
              .audit(RR);
      default ->
          lab.with(
                  wire.anotherConnection()
                      .handshake(WireCapture.RS2)
                      .request(WireCapture.RS2, Tcp.RST, 1001, 0))
              .audit(RR);
    };
  }

  private static Program.Outcome silence(FindingKind kind, AuditLab lab) throws IOException {
    WireCapture wire = new WireCapture(WireCapture.ETHERNET).connection(WireCapture.RS1);
    return switch (kind) {
      case SERVER_SILENT ->
          lab.then("{ on: rs1, run: 'ip link set eth0 down' }", FIVE_SYNS, FIVE_SYNS).audit(RR);
      case SYN_UNANSWERED ->
          lab.then("{ on: director, run: 'ip link set eth0 down' }", FIVE_SYNS).audit(RR);
      case ONE_SIDED ->
          lab.with(
                  wire.anotherConnection()
                      .request(WireCapture.RS1, Tcp.SYN, 1000, 0)
                      .request(WireCapture.RS1, Tcp.ACK, 1001, 0)
                      .request(WireCapture.RS1, Tcp.PSH | Tcp.ACK, 1001, 10)
                      .request(WireCapture.RS1, Tcp.PSH | Tcp.ACK, 1011, 10))
              .audit(RR);
      case ONE_SIDED_CAPTURE ->
          lab.with(
                  new WireCapture(WireCapture.ETHERNET)
                      .request(WireCapture.RS1, Tcp.SYN, 1000, 0)
                      .request(WireCapture.RS1, Tcp.ACK, 1001, 0))
              .audit(RR);
      default -> lab.with(retransmitted(wire)).audit(RR);
    };
  }

  private static WireCapture retransmitted(WireCapture wire) {
    wire.anotherConnection().handshake(WireCapture.RS2);
    for (int again = 0; again < 4; again++) {
      wire.pause(300).request(WireCapture.RS2, Tcp.PSH | Tcp.ACK, 1001, 10);
    }
    return wire;
  }

  private Program.Outcome captures(FindingKind kind, AuditLab lab) throws IOException {
    return switch (kind) {
      case DIRECTOR_UNKNOWN ->
          lab.recorded("two-arms", "two-arms-clients.")
              .audit(RR.replace("192.168.2.188", "10.9.9.188"));
      case NO_MAC_ADDRESSES -> lab.recorded("cooked", "cooked-sll2").audit(RR);
      case NOT_ETHERNET -> lab.with(new WireCapture(105).frame(new byte[40])).audit(RR);
      default -> {
        lab.with(new WireCapture(WireCapture.ETHERNET).connection(WireCapture.RS1));
        Path file = directory.resolve("made.pcap");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 7));
        yield lab.audit(RR);
      }
    };
  }
}
