package io.lvsim.cli;

import io.lvsim.replay.AddressMap;
import io.lvsim.replay.CaptureFrames;
import io.lvsim.replay.FrameSender;
import io.lvsim.replay.ReplayFrames;
import io.lvsim.replay.ReplaySelection;
import io.lvsim.replay.ReplaySummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is replayed: a capture, which of its frames, and how they are changed. */
final class ReplayInput {
  /** So small a part of the memory may be filled with frames. */
  private static final long KEPT_SHARE = 12;

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
   * Reads the capture to its end; if it is long, its frames are not kept, but read again when they
   * are played.
   *
   * @param sentOnly whether frames that the file marks as received are left out
   */
  ReplayFrames frames(boolean sentOnly) throws BadInput, IOException {
    ReplaySelection selection = new ReplaySelection(sentOnly, senders(), map(), fixChecksums);
    CaptureFrames frames = CaptureFrames.of(capture, selection);
    if (frames.summary().count() == 0) {
      throw nothing(frames.summary());
    }
    return frames.keptWithin(Runtime.getRuntime().maxMemory() / KEPT_SHARE);
  }

  /** A replay of nothing is a mistake in the arguments. */
  BadInput nothing(ReplaySummary frames) {
    StringBuilder why = new StringBuilder(name() + ": there is nothing to replay");
    frames
        .skipped()
        .forEach((reason, many) ->
            why.append("; ")
                .append(ReplayText.count(many, "frame"))
                .append(" ")
                .append(reason.words()));
    return new BadInput(why.toString());
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
