package io.lvsim.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Other programs' test captures are read packet for packet as Wireshark counts them, and never
 * break a reader.
 */
class ForeignCapturesTest {
  private static final Path GOPACKET =
      place("GOPACKET_TESTS", "/usr/share/gocode/src/github.com/google/gopacket/pcapgo/tests");
  private static final String NO_GOPACKET =
      "the pcapng files are not installed (apt-get install golang-github-google-gopacket-dev)";

  /** Where .ci/run unpacks the source package; another place can be named. */
  private static final Path TCPDUMP = place("TCPDUMP_TESTS", "/usr/src/tcpdump/tests");

  private static final String NO_TCPDUMP =
      "tcpdump's test captures are not there (apt-get source tcpdump, and name its directory tests"
          + " in TCPDUMP_TESTS)";

  /** It refuses whole files for their link type, of which this reader need not know anything. */
  private static final String UNKNOWN_TO_WIRESHARK = "unknown or unsupported";

  /** Packets that were read, and what ended it; empty for the file's end. */
  private record Reading(long packets, String problem) {}

  @Test
  void gopacketsPcapngFiles() throws IOException, InterruptedException {
    assumeThat(GOPACKET).as(NO_GOPACKET).isDirectory();
    assumeThat(Tshark.installed()).as(Tshark.MISSING).isTrue();
    List<Path> files = captures(GOPACKET, ".pcapng");
    assertThat(files).hasSize(52);
    assertThat(differences(files)).isEmpty();
  }

  @Test
  void tcpdumpsTestCaptures() throws IOException, InterruptedException {
    assumeThat(TCPDUMP).as(NO_TCPDUMP).isDirectory();
    assumeThat(Tshark.installed()).as(Tshark.MISSING).isTrue();
    List<Path> files = captures(TCPDUMP, ".pcap", ".pcapng");
    assertThat(files).hasSizeGreaterThan(600);
    assertThat(differences(files)).isEmpty();
  }

  private static Path place(String variable, String otherwise) {
    return Path.of(System.getenv().getOrDefault(variable, otherwise));
  }

  private static Map<String, String> differences(List<Path> files)
      throws IOException, InterruptedException {
    Map<Path, Reading> counted = capinfos(files);
    Map<String, String> differences = new TreeMap<>();
    for (Path file : files) {
      Reading theirs = counted.getOrDefault(file, new Reading(0, "not told"));
      Reading ours = read(file);
      boolean same =
          theirs.problem().contains(UNKNOWN_TO_WIRESHARK)
              ? ours.problem().isEmpty() && ours.packets() > 0
              : ours.packets() == theirs.packets()
                  && ours.problem().isEmpty() == theirs.problem().isEmpty();
      if (!same) {
        differences.put(file.getFileName().toString(), "read " + ours + ", counted " + theirs);
      }
    }
    return differences;
  }

  private static Reading read(Path file) throws IOException {
    long packets = 0;
    try (CaptureReader reader = CaptureReader.open(file)) {
      while (reader.next() != null) {
        packets++;
      }
      return new Reading(packets, "");
    } catch (CaptureFormatException e) {
      assertThat(e.getMessage()).startsWith(file + ": byte ");
      return new Reading(packets, String.valueOf(e.getMessage()));
    }
  }

  /** What Wireshark's capinfos counts; it tells of damage on standard error. */
  private static Map<Path, Reading> capinfos(List<Path> files)
      throws IOException, InterruptedException {
    Map<Path, Reading> counted = new TreeMap<>();
    for (Path file : files) {
      Process process =
          new ProcessBuilder("capinfos", "-c", "-M", file.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      var number = Pattern.compile("Number of packets: *(\\d+)").matcher(said);
      var early = Pattern.compile("after reading (\\d+) packet").matcher(said);
      long packets =
          number.find()
              ? Long.parseLong(number.group(1))
              : early.find() ? Long.parseLong(early.group(1)) : 0;
      counted.put(file, new Reading(packets, status == 0 ? "" : said.strip()));
    }
    return counted;
  }

  private static List<Path> captures(Path directory, String... endings) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(f -> Stream.of(endings).anyMatch(f.toString()::endsWith))
          .sorted()
          .forEach(found::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }
}
