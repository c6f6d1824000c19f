package io.lvsim.command.net.arping;

import io.lvsim.engine.Nanos;
import io.lvsim.host.FrameListener;
import io.lvsim.host.Interface;
import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Sends probes and prints answers until enough has been sent or heard (event_loop). */
final class ArpingRun {
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private final Invocation call;
  private final Process process;
  private final ArpingOptions options;
  private final Interface device;
  private final int source;
  private final int target;
  private final Queue<Heard> heard = new ArrayDeque<>();

  private long targetMac = MacAddress.BROADCAST;
  private long lastSentAtNanos;
  private long sent;
  private long broadcastsSent;
  private long received;
  private long broadcastsReceived;
  private long requestsReceived;
  private boolean finished;

  /** A frame and when it came. */
  private record Heard(long atNanos, byte[] frame) {}

  ArpingRun(Invocation call, ArpingOptions options, Interface device, int source, int target) {
    this.call = call;
    this.process = call.process();
    this.options = options;
    this.device = device;
    this.source = source;
    this.target = target;
  }

  int run() {
    say(
        "ARPING "
            + Ipv4Address.format(target)
            + " from "
            + Ipv4Address.format(source)
            + " "
            + device.name());
    FrameListener listener = (in, frame) -> hear(frame);
    device.addFrameListener(listener);
    try {
      probeUntilFinished();
    } catch (Killed killed) {
      if (killed.signal() != SIGINT && killed.signal() != SIGTERM) {
        throw killed;
      }
    } finally {
      device.removeFrameListener(listener);
    }
    printTotals();
    return status();
  }

  private void hear(byte[] frame) {
    if (Ethernet.type(frame) == Ethernet.TYPE_ARP && Arp.isWellFormed(frame)) {
      heard.add(new Heard(now(), frame));
      process.wake();
    }
  }

  private void probeUntilFinished() {
    long startNanos = now();
    long stopAtNanos =
        options.timeoutSeconds == 0
            ? Long.MAX_VALUE
            : startNanos + Nanos.seconds(options.timeoutSeconds);
    long ticks = 0;
    send();
    while (!finished) {
      long intervalNanos = Math.max(Nanos.seconds(options.intervalSeconds), 1);
      long nextTickNanos = startNanos + (ticks + 1) * intervalNanos;
      long untilNanos = Math.min(nextTickNanos, stopAtNanos);
      process.await(() -> !heard.isEmpty(), untilNanos - now());
      readHeard();
      if (!finished && now() >= nextTickNanos) {
        ticks++;
        tick(ticks);
      }
      finished |= now() >= stopAtNanos;
    }
  }

  private void tick(long ticks) {
    if (options.count > 0 && ticks >= options.count) {
      finished = true;
    } else {
      send();
    }
  }

  private void send() {
    int operation = options.answer ? Arp.REPLY : Arp.REQUEST;
    long mac = device.mac();
    long told = options.answer ? mac : targetMac;
    device.sendRaw(Arp.frame(targetMac, mac, operation, mac, source, told, target));
    lastSentAtNanos = now();
    sent++;
    if (targetMac == MacAddress.BROADCAST) {
      broadcastsSent++;
    }
  }

  private void readHeard() {
    for (Heard next = heard.poll(); next != null && !finished; next = heard.poll()) {
      if (isAnswer(next.frame())) {
        accept(next);
      }
    }
  }

  /** recv_pack: in the usual mode for us, in duplicate detection from anyone else. */
  private boolean isAnswer(byte[] frame) {
    long destination = Ethernet.destination(frame);
    int operation = Arp.operation(frame);
    boolean toUs = destination == device.mac() || MacAddress.isMulticast(destination);
    if (!toUs || operation != Arp.REQUEST && operation != Arp.REPLY) {
      return false;
    }
    if (Arp.senderIp(frame) != target) {
      return false;
    }
    if (options.duplicateDetection) {
      boolean own = Arp.senderMac(frame) == device.mac();
      return !own && (source == 0 || Arp.targetIp(frame) == source);
    }
    return Arp.targetIp(frame) == source && Arp.targetMac(frame) == device.mac();
  }

  private void accept(Heard answer) {
    byte[] frame = answer.frame();
    say(line(answer));
    received++;
    if (MacAddress.isMulticast(Ethernet.destination(frame))) {
      broadcastsReceived++;
    }
    if (Arp.operation(frame) == Arp.REQUEST) {
      requestsReceived++;
    }
    boolean enough = options.timeoutSeconds > 0 && received == options.count;
    finished = enough || options.quitOnReply;
    if (!options.broadcastOnly) {
      targetMac = Arp.senderMac(frame);
    }
  }

  private String line(Heard answer) {
    byte[] frame = answer.frame();
    boolean unicast = Ethernet.destination(frame) == device.mac();
    long micros = (answer.atNanos() - lastSentAtNanos) / Nanos.PER_MICRO;
    String forWhom =
        Arp.targetIp(frame) == source ? "" : "for " + Ipv4Address.format(Arp.targetIp(frame)) + " ";
    return (unicast ? "Unicast" : "Broadcast")
        + (Arp.operation(frame) == Arp.REPLY ? " reply" : " request")
        + " from "
        + Ipv4Address.format(Arp.senderIp(frame))
        + " ["
        + MacAddress.format(Arp.senderMac(frame))
        + "] "
        + forWhom
        + String.format(Locale.ROOT, " %d.%03dms", micros / 1000, micros % 1000);
  }

  private void printTotals() {
    say("Sent " + sent + " probes (" + broadcastsSent + " broadcast(s))");
    say("Received " + received + " response(s)" + details());
  }

  private String details() {
    if (broadcastsReceived == 0 && requestsReceived == 0) {
      return "";
    }
    String requests = requestsReceived == 0 ? "" : requestsReceived + " request(s)";
    String broadcasts = broadcastsReceived == 0 ? "" : broadcastsReceived + " broadcast(s)";
    String comma = requests.isEmpty() || broadcasts.isEmpty() ? "" : ", ";
    return " (" + requests + comma + broadcasts + ")";
  }

  private int status() {
    if (options.unsolicited) {
      return 0;
    }
    if (options.duplicateDetection) {
      return received > 0 ? 1 : 0;
    }
    if (options.timeoutSeconds > 0 && options.count == 0) {
      return received > 0 ? 0 : 1;
    }
    return sent == received ? 0 : 1;
  }

  private void say(@Nullable String line) {
    if (!options.quiet) {
      call.out().println(String.valueOf(line));
    }
  }

  private long now() {
    return process.simulation().now();
  }
}
