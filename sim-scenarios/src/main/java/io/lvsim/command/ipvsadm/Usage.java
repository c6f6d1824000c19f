package io.lvsim.command.ipvsadm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What ipvsadm 1.31 says about itself. */
final class Usage {
  static final String VERSION = "ipvsadm v1.31 2019/12/24 (compiled with popt and IPVS v1.2.1)\n";

  /** The answer to --help. */
  static final String HELP = VERSION + options();

  private Usage() {}

  private static String options() {
    try (InputStream text = Usage.class.getResourceAsStream("usage.txt")) {
      if (text == null) {
        throw new IllegalStateException("the usage text is missing");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
