package io.lvsim.cli;

import io.lvsim.replay.Pace;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how fast a capture is replayed, and how often. */
final class ReplayPace {
  private static final Pattern SPEED = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)x");
  private static final Pattern RATE = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?");
  private static final Pattern BITS =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)([kmg]?)(?:bit)?");

  @Option(
      names = "--speed",
      paramLabel = "SPEED",
      description = "original (default): as captured; 2x twice as fast, 0.5x half as fast.")
  private @Nullable String speed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "So many frames a second, evenly, however they were captured.")
  private @Nullable String rate;

  @Option(
      names = "--bits",
      paramLabel = "RATE",
      description = "So many bits of frames a second, such as 100mbit, 64kbit or 1gbit.")
  private @Nullable String bits;

  @Option(names = "--top-speed", description = "One after the other, as fast as they are taken.")
  private boolean topSpeed;

  @Option(
      names = "--loops",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often; 1 by default; 0, with --iface: until Ctrl-C.")
  private long loops;

  long loops() throws BadInput {
    if (loops < 0) {
      throw new BadInput("--loops " + loops + ": it cannot be less than 0");
    }
    return loops;
  }

  Pace pace() throws BadInput {
    int said = (speed == null ? 0 : 1) + (rate == null ? 0 : 1) + (bits == null ? 0 : 1);
    if (said + (topSpeed ? 1 : 0) > 1) {
      throw new BadInput("only one of --speed, --rate, --bits and --top-speed can hold");
    }
    if (topSpeed) {
      return new Pace.TopSpeed();
    }
    if (rate != null) {
      return new Pace.FrameRate(frameRate(rate));
    }
    if (bits != null) {
      return new Pace.BitRate(bitRate(bits));
    }
    return new Pace.Original(speed == null ? 1 : speedOf(speed));
  }

  private static double speedOf(String text) throws BadInput {
    if (text.equals("original")) {
      return 1;
    }
    Matcher times = SPEED.matcher(text);
    if (!times.matches()) {
      throw new BadInput("--speed " + text + ": it is original, or such as 2x or 0.5x");
    }
    return aboveZero("--speed", text, times.group(1));
  }

  private static double frameRate(String text) throws BadInput {
    if (!RATE.matcher(text).matches()) {
      throw new BadInput("--rate " + text + ": it is a number of frames a second, such as 10000");
    }
    return aboveZero("--rate", text, text);
  }

  private static double bitRate(String text) throws BadInput {
    Matcher parts = BITS.matcher(text.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new BadInput("--bits " + text + ": it is a rate such as 100mbit, 64kbit or 1gbit");
    }
    double unit =
        switch (parts.group(2)) {
          case "k" -> 1e3;
          case "m" -> 1e6;
          case "g" -> 1e9;
          default -> 1;
        };
    return aboveZero("--bits", text, parts.group(1)) * unit;
  }

  private static double aboveZero(String option, String text, String number) throws BadInput {
    double value = Double.parseDouble(number);
    if (value <= 0) {
      throw new BadInput(option + " " + text + ": it must be more than 0");
    }
    return value;
  }
}
