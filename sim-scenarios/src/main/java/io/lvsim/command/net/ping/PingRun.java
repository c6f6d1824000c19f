package io.lvsim.command.net.ping;

import io.lvsim.engine.Nanos;
import io.lvsim.host.Errno;
import io.lvsim.host.IcmpLayer;
import io.lvsim.lab.NameService;
import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

/** Sends requests, prints what comes back, and knows when to stop (main_loop, pinger). */
final class PingRun {
  private static final int SIGINT = 2;
  private static final long MINIMUM_INTERVAL_NANOS = 10 * Nanos.PER_MILLI;
  private static final long NEVER = Long.MAX_VALUE;

  /** What the system calls of a request take at least: floods let time go on. */
  private static final long SEND_NANOS = 10 * Nanos.PER_MICRO;

  private static final int LARGEST_PACKET = 65_535;

  /** Bytes of the time stamp in the data: with less there is no time to tell. */
  private static final int STAMP_BYTES = 16;

  private final Invocation call;
  private final Process process;
  private final PingOptions options;
  private final IcmpLayer icmp;
  private final int destination;
  private final int source;
  private final String heading;
  private final int identifier;
  private final PingStatistics statistics;
  private final Queue<Heard> heard = new ArrayDeque<>();

  private long nextSendAtNanos;
  private long stopAtNanos = NEVER;
  private boolean sentAll;

  /** Something that has come back. */
  private sealed interface Heard {}

  private record Reply(long atNanos, int from, int sequence, int ttl, int bytes) implements Heard {}

  private record Failure(int from, int type, int code, int info, int sequence) implements Heard {}

  private record Redirect(int from, int code, int gateway, int sequence) implements Heard {}

  /**
   * @param source 0 lets routing choose
   * @param heading what stands between the addresses and the sizes in the first line
   */
  PingRun(Invocation call, PingOptions options, int destination, int source, String heading) {
    this.call = call;
    this.process = call.process();
    this.options = options;
    this.icmp = call.net().host().icmp();
    this.destination = destination;
    this.source = source;
    this.heading = heading;
    this.identifier = call.machine().nextProcessId() & 0xFFFF;
    this.statistics = new PingStatistics(options);
  }

  int run() {
    if (options.broadcast) {
      call.err().println("WARNING: pinging broadcast address");
    }
    printHeading();
    icmp.listen(identifier, new Ear());
    try {
      loop();
    } catch (Killed killed) {
      if (killed.signal() != SIGINT) {
        throw killed;
      }
    } finally {
      icmp.listen(identifier, null);
    }
    call.out().print(statistics.text(options.destination));
    return statistics.exitStatus();
  }

  private void printHeading() {
    int whole = options.dataBytes + Icmp.HEADER + Ipv4.HEADER;
    call.out()
        .println(
            "PING "
                + options.destination
                + " ("
                + Ipv4Address.format(destination)
                + ") "
                + heading
                + options.dataBytes
                + "("
                + whole
                + ") bytes of data.");
  }

  private void loop() {
    nextSendAtNanos = now();
    if (options.deadlineSeconds > 0) {
      stopAtNanos = now() + Nanos.seconds(options.deadlineSeconds);
    }
    while (!statistics.enough() && now() < stopAtNanos) {
      if (!sentAll && now() >= nextSendAtNanos) {
        send();
      }
      long untilNanos = sentAll ? stopAtNanos : Math.min(nextSendAtNanos, stopAtNanos);
      process.await(() -> !heard.isEmpty(), untilNanos - now());
      readHeard();
    }
  }

  private void send() {
    if (options.outstanding) {
      sayOutstanding();
    }
    long sequence = statistics.sending(now());
    if (options.dataBytes + Icmp.HEADER + Ipv4.HEADER <= LARGEST_PACKET) {
      Errno error =
          icmp.sendEcho(
              source,
              destination,
              identifier,
              (int) sequence & 0xFFFF,
              options.dataBytes,
              options.ttl);
      if (error != null && !options.quiet) {
        call.err().println("ping: sendmsg: " + error.text());
      }
    }
    if (options.flood && !options.quiet) {
      call.out().print(".");
    }
    nextSendAtNanos = now() + sendIntervalNanos();
    if (options.count > 0 && sequence >= options.count && options.deadlineSeconds == 0) {
      sentAll = true;
      stopAtNanos = now() + statistics.waitForLastNanos();
    }
  }

  private long sendIntervalNanos() {
    long wanted = options.adaptive ? statistics.adaptiveIntervalNanos() : options.intervalNanos;
    return wanted == 0 ? MINIMUM_INTERVAL_NANOS : wanted;
  }

  private void sayOutstanding() {
    long last = statistics.lastUnanswered();
    if (last > 0) {
      call.out().println(timestamp() + "no answer yet for icmp_seq=" + last);
    }
  }

  private void readHeard() {
    for (Heard next = heard.poll(); next != null; next = heard.poll()) {
      switch (next) {
        case Reply reply -> take(reply);
        case Failure failure -> take(failure);
        case Redirect redirect -> take(redirect);
      }
    }
  }

  private void take(Reply reply) {
    boolean timed = options.dataBytes >= STAMP_BYTES;
    boolean duplicate = statistics.answered(reply.sequence(), reply.atNanos(), timed);
    if (options.flood || options.adaptive) {
      nextSendAtNanos = options.intervalNanos == 0 ? now() + SEND_NANOS : nextSendAtNanos;
    }
    if (options.quiet) {
      return;
    }
    if (options.flood) {
      call.out().print("\b \b");
      return;
    }
    call.out()
        .println(
            timestamp()
                + reply.bytes()
                + " bytes from "
                + name(reply.from())
                + ": icmp_seq="
                + reply.sequence()
                + " ttl="
                + reply.ttl()
                + (timed ? " time=" + PingStatistics.time(statistics.lastTripMicros()) : "")
                + (duplicate ? " (DUP!)" : ""));
  }

  private void take(Failure failure) {
    statistics.failed(failure.sequence());
    String text = IcmpTexts.of(failure.type(), failure.code(), failure.info());
    sayFrom(name(failure.from()), failure.sequence(), text);
    if (options.flood && !options.quiet) {
      call.out().print("\bE");
    }
  }

  /** No failure: the router has sent the request on. */
  private void take(Redirect redirect) {
    String text = IcmpTexts.redirect(redirect.code());
    String gateway = Ipv4Address.format(redirect.gateway());
    sayFrom(
        name(redirect.from()) + ":", redirect.sequence(), text + "(New nexthop: " + gateway + ")");
  }

  private void sayFrom(String from, int sequence, String text) {
    if (!options.quiet && !options.flood) {
      call.out().println(timestamp() + "From " + from + " icmp_seq=" + sequence + " " + text);
    }
  }

  private String name(int address) {
    String dotted = Ipv4Address.format(address);
    if (options.numeric) {
      return dotted;
    }
    String name = new NameService(call.files()).host(address);
    return name == null ? dotted : name + " (" + dotted + ")";
  }

  private String timestamp() {
    if (!options.timestamps) {
      return "";
    }
    Instant instant = call.machine().lab().epoch().plusNanos(now());
    return String.format(
        Locale.ROOT, "[%d.%06d] ", instant.getEpochSecond(), instant.getNano() / Nanos.PER_MICRO);
  }

  private long now() {
    return process.simulation().now();
  }

  /** Keeps what comes until the process looks. */
  private final class Ear implements IcmpLayer.EchoListener {
    @Override
    public void reply(int from, int id, int sequence, int ttl, int bytes) {
      heard.add(new Reply(now(), from, sequence, ttl, bytes));
      process.wake();
    }

    @Override
    public void error(int from, int type, int code, int info, int id, int sequence) {
      heard.add(new Failure(from, type, code, info, sequence));
      process.wake();
    }

    @Override
    public void redirected(int from, int code, int gateway, int sequence) {
      heard.add(new Redirect(from, code, gateway, sequence));
      process.wake();
    }
  }
}
