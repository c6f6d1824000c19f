package io.lvsim.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Wireshark's command-line reader, where it is installed. */
final class Tshark {
  /** What to say when a test is skipped. */
  static final String MISSING = "tshark is not installed (apt-get install tshark)";

  private Tshark() {}

  static boolean installed() {
    try {
      return new ProcessBuilder("tshark", "--version").redirectErrorStream(true).start().waitFor()
          >= 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What tshark prints about a capture, with all checksums checked. */
  static List<String> read(Path capture, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "tshark",
                "-n",
                "-r",
                capture.toString(),
                "-o",
                "ip.check_checksum:TRUE",
                "-o",
                "tcp.check_checksum:TRUE",
                "-o",
                "udp.check_checksum:TRUE"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = process.inputReader().lines().toList();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("tshark ended with status " + status + ": " + String.join("\n", lines));
    }
    return lines;
  }
}
