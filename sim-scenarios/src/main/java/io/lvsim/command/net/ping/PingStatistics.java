package io.lvsim.command.net.ping;

import io.lvsim.engine.Nanos;
import java.util.Locale;
import java.util.TreeMap;

/** What ping counts and how it sums it up (gather_statistics, finish). */
final class PingStatistics {
  /** How far back sequence numbers are remembered, for duplicates. */
  private static final int REMEMBERED = 0x10000;

  private final PingOptions options;
  private final TreeMap<Long, Sent> inFlight = new TreeMap<>();
  private long startNanos;
  private long lastSentNanos;
  private long transmitted;
  private long received;
  private long repeated;
  private long errors;
  private long minMicros = Long.MAX_VALUE;
  private long maxMicros;
  private long sumMicros;
  private double sumOfSquares;
  private long smoothedEighths;
  private long lastTripMicros;
  private long pipeSize;
  private boolean timed;

  /** A request under way or answered. */
  private static final class Sent {
    final long atNanos;
    boolean answered;

    Sent(long atNanos) {
      this.atNanos = atNanos;
    }
  }

  PingStatistics(PingOptions options) {
    this.options = options;
  }

  /** One more request goes out; returns its number, from 1. */
  long sending(long nowNanos) {
    if (transmitted == 0) {
      startNanos = nowNanos;
    }
    lastSentNanos = nowNanos;
    transmitted++;
    inFlight.put(transmitted, new Sent(nowNanos));
    inFlight.remove(transmitted - REMEMBERED);
    return transmitted;
  }

  /** The number of the last request, if it has no answer yet; else 0. */
  long lastUnanswered() {
    Sent last = inFlight.get(transmitted);
    return last == null || last.answered ? 0 : transmitted;
  }

  /** An answer has come; returns whether it is a second one. */
  boolean answered(int sequence, long atNanos, boolean withTime) {
    long number = number(sequence);
    Sent sent = inFlight.get(number);
    acknowledge(number);
    timed = withTime;
    if (withTime && sent != null) {
      add((atNanos - sent.atNanos) / Nanos.PER_MICRO);
    }
    if (sent != null && sent.answered) {
      repeated++;
      return true;
    }
    if (sent != null) {
      sent.answered = true;
    }
    received++;
    return false;
  }

  void failed(int sequence) {
    errors++;
    acknowledge(number(sequence));
  }

  private void add(long tripMicros) {
    lastTripMicros = tripMicros;
    sumMicros += tripMicros;
    sumOfSquares += (double) tripMicros * tripMicros;
    minMicros = Math.min(minMicros, tripMicros);
    maxMicros = Math.max(maxMicros, tripMicros);
    smoothedEighths =
        smoothedEighths == 0 ? tripMicros * 8 : smoothedEighths + tripMicros - smoothedEighths / 8;
  }

  long lastTripMicros() {
    return lastTripMicros;
  }

  /** Whether as many answers and errors have come as were asked for. */
  boolean enough() {
    return options.count > 0 && received + errors >= options.count
        || options.deadlineSeconds > 0 && errors > 0;
  }

  /** How long to wait for the last answers (__schedule_exit). */
  long waitForLastNanos() {
    return received > 0
        ? Math.max(2 * maxMicros * Nanos.PER_MICRO, options.intervalNanos)
        : options.lingerNanos;
  }

  /** The interval of -A: the round trip. */
  long adaptiveIntervalNanos() {
    return smoothedEighths == 0
        ? options.intervalNanos
        : Math.max(smoothedEighths / 8 * Nanos.PER_MICRO, Nanos.PER_MILLI);
  }

  int exitStatus() {
    boolean tooFew = options.deadlineSeconds > 0 && received < options.count;
    return received == 0 || tooFew ? 1 : 0;
  }

  /** A trip's time with its unit, rounded as ping does. */
  static String time(long micros) {
    if (micros >= 99_950) {
      return (micros + 500) / 1000 + " ms";
    }
    if (micros >= 9_995) {
      return (micros + 50) / 1000 + "." + (micros + 50) % 1000 / 100 + " ms";
    }
    return micros >= 1000
        ? String.format(Locale.ROOT, "%d.%02d ms", (micros + 5) / 1000, (micros + 5) % 1000 / 10)
        : String.format(Locale.ROOT, "0.%03d ms", micros);
  }

  String text(String name) {
    StringBuilder text = new StringBuilder("\n--- " + name + " ping statistics ---\n");
    text.append(transmitted).append(" packets transmitted, ").append(received).append(" received");
    if (repeated > 0) {
      text.append(", +").append(repeated).append(" duplicates");
    }
    if (errors > 0) {
      text.append(", +").append(errors).append(" errors");
    }
    if (transmitted > 0) {
      text.append(", ").append(loss()).append("% packet loss, time ");
      text.append((spanNanos() + 500_000) / Nanos.PER_MILLI).append("ms");
    }
    return text.append('\n').append(lastLine()).append('\n').toString();
  }

  private String lastLine() {
    StringBuilder line = new StringBuilder();
    if (received > 0 && timed) {
      line.append(roundTrips());
    }
    if (pipeSize > 1) {
      line.append(line.isEmpty() ? "" : ", ").append("pipe ").append(pipeSize);
    }
    boolean fast = options.intervalNanos == 0 || options.flood || options.adaptive;
    if (received > 0 && fast && transmitted > 1) {
      long gapMicros = spanNanos() / Nanos.PER_MICRO / (transmitted - 1);
      line.append(line.isEmpty() ? "" : ", ").append("ipg/ewma ");
      line.append(millis(gapMicros)).append('/').append(millis(smoothedEighths / 8)).append(" ms");
    }
    return line.toString();
  }

  private String roundTrips() {
    long total = received + repeated;
    long average = sumMicros / total;
    double variance = (sumOfSquares - (double) (sumMicros * sumMicros / total)) / total;
    long deviation = (long) Math.sqrt((long) Math.max(variance, 0));
    return "rtt min/avg/max/mdev = "
        + millis(minMicros)
        + "/"
        + millis(average)
        + "/"
        + millis(maxMicros)
        + "/"
        + millis(deviation)
        + " ms";
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%d.%03d", micros / 1000, micros % 1000);
  }

  /** As %g prints it: six significant digits, no trailing zeros. */
  private String loss() {
    double loss = (float) ((transmitted - received) * 100.0 / transmitted);
    String text = new java.math.BigDecimal(loss).round(new java.math.MathContext(6)).toString();
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  private long spanNanos() {
    return lastSentNanos - startNanos;
  }

  /** The number of a request whose low 16 bits came back. */
  private long number(int sequence) {
    long number = transmitted & ~0xFFFFL | sequence;
    return number > transmitted ? number - 0x10000 : number;
  }

  private void acknowledge(long number) {
    long behind = transmitted - number;
    if (behind <= 0x7FFF && behind + 1 > pipeSize) {
      pipeSize = behind + 1;
    }
  }
}
