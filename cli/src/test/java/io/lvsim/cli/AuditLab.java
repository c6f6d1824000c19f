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

/** Runs scenarios, keeps their captures in a directory, and audits what is there. */
final class AuditLab {
  /** Two real servers in turn. */
  static final String RR =
      """
      -A -t 192.168.2.188:80 -s rr
      -a -t 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1
      -a -t 192.168.2.188:80 -r 192.168.2.192:80 -g -w 1
      """;

  /** The tutorial's machines with rr and two requests; steps may follow. */
  static final String LAB =
      """
      name: fault
      topology:
        preset: dr-lan
        arp: suppressed
        clients: [192.168.2.10, 192.168.2.11]
      steps:
        - on: director
          run: |
            ipvsadm -A -t 192.168.2.188:80 -s rr
            ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g
            ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.192 -g
        - { on: client1, run: "curl 192.168.2.188; curl 192.168.2.188" }
      """;

  private final Path directory;

  AuditLab(Path directory) {
    this.directory = directory;
  }

  /** Runs a built-in scenario. */
  AuditLab run(String scenario) {
    Program.run("run", "-q", scenario, "-o", directory.toString());
    return this;
  }

  /** Runs the tutorial's machines with rr, two requests, and then these steps. */
  AuditLab then(String... steps) throws IOException {
    return runText(LAB + "  - " + String.join("\n  - ", steps) + "\n");
  }

  /** Runs a scenario. */
  AuditLab runText(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("fault.lvs.yaml"), text);
    Program.Outcome outcome = Program.run("run", "-q", file.toString(), "-o", directory.toString());
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    return this;
  }

  /** Copies recorded captures whose names begin alike. */
  AuditLab recorded(String resource, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(resource(resource))) {
      for (Path file : files.filter(f -> name(f).startsWith(prefix)).toList()) {
        Files.copy(file, directory.resolve(name(file)));
      }
    }
    return this;
  }

  static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(AuditLab.class.getResource("audit/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a capture. */
  AuditLab with(WireCapture capture) throws IOException {
    capture.write(directory.resolve("made.pcap"));
    return this;
  }

  /** Audits all captures that are there. */
  Program.Outcome audit(String rules, String... options) throws IOException {
    return audit(captures(), rules, options);
  }

  /** Audits some captures. */
  Program.Outcome audit(List<Path> captures, String rules, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("audit"));
    captures.forEach(c -> arguments.add(c.toString()));
    Path file = Files.writeString(directory.resolve("rules"), rules);
    arguments.addAll(List.of("--rules", file.toString()));
    arguments.addAll(List.of(options));
    return Program.run(arguments.toArray(new String[0]));
  }

  List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> name(f).matches(".*\\.pcap(ng)?(\\.gz)?")).sorted().toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** What was found: {@code error: arp-poisoning}. */
  static List<String> codes(Program.Outcome outcome) {
    return Pattern.compile("(?m)^((?:note|warning|error): [a-z0-9-]+): ")
        .matcher(outcome.out())
        .results()
        .map(m -> m.group(1))
        .toList();
  }
}
