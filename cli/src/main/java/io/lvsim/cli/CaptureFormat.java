package io.lvsim.cli;

import io.lvsim.capture.CaptureWriter;
import io.lvsim.capture.PcapWriter;
import io.lvsim.capture.PcapngWriter;
import java.io.IOException;
import java.nio.file.Path;

/** How captures are written; the names are those of the option and of the files' endings. */
enum CaptureFormat {
  /** With interface names, directions and decisions. */
  pcapng,
  /** Frames and stamps only. */
  pcap;

  /** Begins the capture of one interface in a directory. */
  CaptureWriter open(Path directory, String node, String port) throws IOException {
    String name = node + "." + port;
    Path file = directory.resolve(FileName.of(name) + "." + name());
    return this == pcapng
        ? new PcapngWriter(file, name, port + " of " + node)
        : new PcapWriter(file);
  }
}
