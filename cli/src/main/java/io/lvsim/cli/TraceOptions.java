package io.lvsim.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How much a live director's trace may keep; the same at its start and in lvsim ctl trace. */
final class TraceOptions {
  private static final Pattern SHARE = Pattern.compile("1/([1-9][0-9]{0,8})");
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([kMG]?)");
  private static final int SMALLEST_FILE = 64 << 10;

  @Option(
      names = "--sample",
      paramLabel = "1/N",
      defaultValue = "1/1",
      description =
          "Of the trace: one of N conversations, with all their frames; ARP always. By default"
              + " 1/1, all of them.")
  private String sample = "1/1";

  @Option(
      names = "--sample-rate",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Of the trace: at most N frames (and what is decided without one) each second; the rest"
              + " is only counted. By default 2000.")
  private int perSecond = 2_000;

  @Option(
      names = "--file-size",
      paramLabel = "SIZE",
      defaultValue = "64M",
      description = "Of the trace: begin new files at this size, such as 500k or 1G; 64M.")
  private String fileSize = "64M";

  @Option(
      names = "--files",
      paramLabel = "N",
      defaultValue = "4",
      description = "Of the trace: keep the last N captures and decision files, by default 4.")
  private int files = 4;

  /**
   * What they say.
   *
   * @param oneIn of so many conversations one is kept
   * @param perSecond frames a second at most
   * @param fileBytes at which the next file is begun
   * @param files kept at most
   */
  record Limits(int oneIn, int perSecond, long fileBytes, int files) {}

  Limits limits() throws BadInput {
    Matcher share = SHARE.matcher(sample);
    if (!share.matches()) {
      throw new BadInput("--sample " + sample + ": expected a share, such as 1/10");
    }
    if (perSecond < 1) {
      throw new BadInput("--sample-rate " + perSecond + ": expected a number from 1");
    }
    if (files < 1) {
      throw new BadInput("--files " + files + ": expected a number from 1");
    }
    return new Limits(Integer.parseInt(share.group(1)), perSecond, bytes(), files);
  }

  private long bytes() throws BadInput {
    Matcher size = SIZE.matcher(fileSize);
    if (!size.matches()) {
      throw new BadInput("--file-size " + fileSize + ": expected a size, such as 500k, 64M, 1G");
    }
    int shift =
        switch (size.group(2)) {
          case "k" -> 10;
          case "M" -> 20;
          case "G" -> 30;
          default -> 0;
        };
    long bytes = Long.parseLong(size.group(1)) << shift;
    if (bytes < SMALLEST_FILE) {
      throw new BadInput("--file-size " + fileSize + ": expected at least 64k");
    }
    return bytes;
  }
}
