package io.lvsim.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Wireshark's opinion of captures, where it is installed. */
final class Tshark {
  /** What to say when a test is skipped. */
  static final String MISSING = "tshark is not installed (apt-get install tshark)";

  private static final String WRONG =
      "_ws.malformed || ip.checksum.status==0 || tcp.checksum.status==0 || udp.checksum.status==0"
          + " || icmp.checksum.status==0 || tcp.analysis.retransmission || tcp.analysis.lost_segment"
          + " || tcp.analysis.out_of_order || tcp.analysis.duplicate_ack";

  private Tshark() {}

  static boolean installed() {
    try {
      return new ProcessBuilder("tshark", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Frames that are malformed, have a wrong checksum, or should not be there. */
  static List<String> complaints(Path capture) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "tshark",
                "-n",
                "-r",
                capture.toString(),
                "-o",
                "ip.check_checksum:TRUE",
                "-o",
                "tcp.check_checksum:TRUE",
                "-o",
                "udp.check_checksum:TRUE",
                "-Y",
                WRONG)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = process.inputReader().lines().toList();
    if (process.waitFor() != 0) {
      throw new IOException("tshark does not take " + capture);
    }
    return lines;
  }
}
