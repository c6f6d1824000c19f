package io.lvsim.cli;

import io.lvsim.capture.CaptureReader;
import io.lvsim.replay.AddressMap;
import io.lvsim.replay.FrameSender;
import io.lvsim.replay.ReplayFrames;
import io.lvsim.replay.ReplayLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is replayed: a capture, which of its frames, and how they are changed. */
final class ReplayInput {
  @Parameters(paramLabel = "CAPTURE", description = "A pcap or pcapng file.")
  private Path capture = Path.of("");

  @Option(
      names = "--filter-from",
      paramLabel = "ADDRESS",
      description =
          "Only frames from this MAC address, IPv4 address or prefix; may be given several times."
              + " Without it, into a scenario: all but those that the file marks as received.")
  private List<String> from = new ArrayList<>();

  @Option(
      names = "--map-mac",
      paramLabel = "OLD=NEW",
      description = "Put another MAC address in its place, in ARP too.")
  private List<String> macs = new ArrayList<>();

  @Option(
      names = "--map-ip",
      paramLabel = "OLD=NEW",
      description =
          "Put another IPv4 address in its place, or a prefix such as 10.1.0.0/16=10.2.0.0/16; in"
              + " ARP and in ICMP errors too. Such packets get right checksums.")
  private List<String> ips = new ArrayList<>();

  @Option(
      names = "--fix-checksums",
      description = "Give all packets right checksums: a capture may hold unfinished ones.")
  private boolean fixChecksums;

  /** As the user named it. */
  String name() {
    return capture.toString();
  }

  /**
   * Reads the capture.
   *
   * @param sentOnly whether frames that the file marks as received are left out
   */
  ReplayFrames load(boolean sentOnly) throws BadInput, IOException {
    ReplayLoader loader = new ReplayLoader(sentOnly, senders(), map(), fixChecksums);
    long bytes = Files.size(capture);
    if (bytes > Runtime.getRuntime().maxMemory() / 2) {
      throw new BadInput(
          capture
              + ": its "
              + (bytes >> 20)
              + " MiB do not fit into memory; give more: LVSIM_JAVA_OPTS=-Xmx"
              + ((bytes >> 29) + 1)
              + "g lvsim replay ...");
    }
    try (CaptureReader reader = CaptureReader.open(capture)) {
      return loader.load(reader);
    }
  }

  private List<FrameSender> senders() throws BadInput {
    List<FrameSender> senders = new ArrayList<>();
    for (String sender : from) {
      try {
        senders.add(FrameSender.parse(sender));
      } catch (IllegalArgumentException e) {
        throw new BadInput("--filter-from " + sender + ": " + e.getMessage());
      }
    }
    return senders;
  }

  private AddressMap map() throws BadInput {
    try {
      return AddressMap.parse(macs, ips);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--map-mac, --map-ip: " + e.getMessage());
    }
  }
}
