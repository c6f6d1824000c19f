package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Audits of captures from Linux 6.1 in network namespaces: {@code audit/datapath} one request or a
 * few with their faults, taken by tcpdump on four links at once; {@code audit/arp-problem} the
 * scenario article-arp-problem, run with {@code --on kernel}.
 */
class KernelCaptureAuditTest {
  private static final Path RECORDED = recorded();

  @ParameterizedTest
  @CsvSource({
    "1-tcp-lan, ''",
    "2-udp-lan, ''",
    "3-tcp-routed, ''",
    "4-refused, error: refused-by-server",
    "5-no-server-tcp, error: no-server",
    "6-no-server-udp, error: no-server",
    "7-weight-0-tcp, error: no-server",
    "8-no-service-tcp, note: no-service",
    "9-no-service-udp, note: no-service",
    "10-entry-gone, error: connection-lost",
    "down-dir, error: server-unreachable",
  })
  void everyCaseIsTold(String name, String finding) throws IOException {
    List<String> codes = audit("datapath", name + (name.startsWith("down") ? "" : "-"));
    assertThat(codes).isEqualTo(finding.isEmpty() ? List.of() : List.of(finding));
  }

  @Test
  void theArpProblemIsFoundAsInTheSimulator() throws IOException {
    assertThat(audit("arp-problem", ""))
        .containsExactlyInAnyOrder(
            "error: arp-poisoning",
            "error: arp-poisoning",
            "error: director-bypassed",
            "error: arp-request-from-vip",
            "error: director-bypassed");
  }

  private static List<String> audit(String directory, String prefix) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("audit"));
    try (Stream<Path> files = Files.list(RECORDED.resolve(directory))) {
      files
          .filter(f -> f.getFileName().toString().startsWith(prefix))
          .filter(f -> f.toString().contains(".pcap"))
          .sorted()
          .forEach(f -> arguments.add(f.toString()));
    }
    Path rules = RECORDED.resolve("datapath/ipvsadm.rules");
    arguments.addAll(List.of("--rules", rules.toString(), "--director", "02:00:00:00:01:90"));
    Program.Outcome outcome = Program.run(arguments.toArray(new String[0]));
    assertThat(outcome.err()).isEmpty();
    return Pattern.compile("(?m)^((?:note|warning|error): [a-z0-9-]+): ")
        .matcher(outcome.out())
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  private static Path recorded() {
    try {
      return Path.of(
          Objects.requireNonNull(KernelCaptureAuditTest.class.getResource("audit")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
