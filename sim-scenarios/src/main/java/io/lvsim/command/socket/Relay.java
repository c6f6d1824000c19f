package io.lvsim.command.socket;

import io.lvsim.lab.NetworkNamespace;
import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import io.lvsim.process.Waiters;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.WriteFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Copies bytes between two channels in one or both directions (socat's transfer loop). Each
 * direction is a process of its own, which the one that relays waits for. When one direction ends,
 * the other has a while more.
 */
final class Relay {
  private static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

  private final NetworkNamespace net;
  private final Process self;
  private final Waiters waiters = new Waiters();
  private long lastByteNanos;

  Relay(NetworkNamespace net, Process self) {
    this.net = net;
    this.self = self;
  }

  /** One direction. */
  private final class Pump {
    private final Channel from;
    private final Channel to;
    private String failure = "";
    private boolean ended;

    Pump(Channel from, Channel to) {
      this.from = from;
      this.to = to;
    }

    int run() {
      ByteSource source = from.source();
      ByteSink sink = to.sink();
      try {
        if (source != null && sink != null) {
          copy(source, sink);
        }
      } catch (WriteFailedException refused) {
        failure = refused.reason();
      } finally {
        ended = true;
        lastByteNanos = self.simulation().now();
        to.finishWriting();
        waiters.wakeAll();
      }
      return 0;
    }

    private void copy(ByteSource source, ByteSink sink) {
      for (byte[] bytes = source.read(); bytes.length > 0; bytes = source.read()) {
        lastByteNanos = self.simulation().now();
        waiters.wakeAll();
        sink.write(bytes);
      }
      failure = from.readFailure();
    }
  }

  /**
   * Copies until both directions have ended, or one has and a while has passed since the last byte.
   *
   * @param back whether the second channel is read too
   * @param closingNanos how long the other direction may stay silent once one has ended
   * @param silenceNanos how long both may stay silent; 0 for ever
   * @return why reading failed, empty if it did not
   */
  String run(
      Channel one,
      Channel other,
      boolean forth,
      boolean back,
      long closingNanos,
      long silenceNanos) {
    lastByteNanos = self.simulation().now();
    Pump there = new Pump(one, other);
    Pump here = new Pump(other, one);
    Process first = forth ? start(there, "forth") : null;
    Process second = back ? start(here, "back") : null;
    there.ended = !forth;
    here.ended = !back;
    try {
      while (!(there.ended && here.ended)) {
        boolean closing = forth && there.ended || back && here.ended;
        if (!await(there, here, closing ? closingNanos : silenceNanos)) {
          break;
        }
      }
    } finally {
      kill(first);
      kill(second);
    }
    return there.failure.isEmpty() ? here.failure : there.failure;
  }

  /** Waits until something has ended or moved; false if nothing did for too long. */
  private boolean await(Pump there, Pump here, long mostNanos) {
    boolean wasThere = there.ended;
    boolean wasHere = here.ended;
    long since = lastByteNanos;
    long left =
        mostNanos <= 0 ? FOREVER_NANOS : Math.max(0, since + mostNanos - self.simulation().now());
    boolean changed =
        waiters.await(
            self,
            () -> there.ended != wasThere || here.ended != wasHere || lastByteNanos != since,
            left);
    return changed || mostNanos <= 0;
  }

  private Process start(Pump pump, String name) {
    Process started =
        Process.start(self.simulation(), self.name() + " " + name, process -> pump.run());
    net.adopt(started);
    return started;
  }

  private static void kill(@Nullable Process pump) {
    if (pump != null) {
      pump.kill(9);
    }
  }

  /** What a program does at its end, however it ends. */
  static int closing(Channel channel, java.util.function.IntSupplier body) {
    try {
      return body.getAsInt();
    } catch (Killed killed) {
      channel.close();
      throw killed;
    }
  }
}
