package io.lvsim.command.net.tcpdump;

import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.link.Port;
import io.lvsim.link.Tap;
import io.lvsim.process.Killed;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** tcpdump(8) 4.99: prints or saves the frames of one interface until it is told to stop. */
public final class Tcpdump implements Command {
  private static final String LINK = "link-type EN10MB (Ethernet), snapshot length 262144 bytes";

  @Override
  public int run(Invocation call) {
    TcpdumpOptions options;
    try {
      options = TcpdumpOptions.read(call.arguments());
    } catch (TcpdumpFailure failure) {
      call.err().println(String.valueOf(failure.getMessage()));
      return failure.exitStatus();
    }
    Interface on = find(call, options.interfaceName);
    if (on == null) {
      call.err()
          .println(
              "tcpdump: "
                  + options.interfaceName
                  + ": No such device exists\n"
                  + "(No such device exists)");
      return 1;
    }
    return capture(call, options, on);
  }

  private static @Nullable Interface find(Invocation call, String name) {
    if (!name.isEmpty()) {
      return call.net().host().interfaceNamed(name);
    }
    for (Interface each : call.net().host().interfaces()) {
      if (each.port() != null && each.isUp()) {
        return each;
      }
    }
    return null;
  }

  private static int capture(Invocation call, TcpdumpOptions options, Interface on) {
    Port port = on.port();
    if (port == null) {
      call.err().println("tcpdump: " + on.name() + ": this lab captures on wires only");
      return 1;
    }
    try {
      return capture(call, options, on, port);
    } catch (HostException refused) {
      call.err().println("tcpdump: " + options.file + ": " + refused.errno().text());
      return 1;
    }
  }

  private static int capture(Invocation call, TcpdumpOptions options, Interface on, Port port)
      throws HostException {
    PcapFile file = options.file.isEmpty() ? null : new PcapFile(call.create(options.file, false));
    begin(call, options, on);
    FrameText text = new FrameText(call, options);
    Deque<Seen> waiting = new ArrayDeque<>();
    Tap tap =
        (outgoing, frame) -> {
          if (options.filter.matches(frame)) {
            waiting.add(new Seen(call.process().simulation().now(), frame));
            call.process().wake();
          }
        };
    port.addTap(tap);
    long captured = 0;
    try {
      while (options.count == 0 || captured < options.count) {
        call.process().await(() -> !waiting.isEmpty());
        Seen seen = waiting.remove();
        captured++;
        if (file == null) {
          call.out().println(text.line(seen.atNanos(), seen.frame()));
        } else {
          file.add(call.machine().lab().epoch(), seen.atNanos(), seen.frame());
        }
      }
    } catch (Killed stopped) {
      // SIGINT and SIGTERM end a capture in good order; a line that was begun is ended
      if (file == null) {
        call.out().println("");
      }
    } finally {
      port.removeTap(tap);
    }
    end(call.err(), captured, captured + waiting.size());
    return 0;
  }

  private record Seen(long atNanos, byte[] frame) {}

  private static void begin(Invocation call, TcpdumpOptions options, Interface on) {
    String listening = "listening on " + on.name() + ", " + LINK;
    if (options.file.isEmpty() && !options.verbose) {
      call.err()
          .println("tcpdump: verbose output suppressed, use -v[v]... for full protocol decode");
      call.err().println(listening);
    } else {
      call.err().println("tcpdump: " + listening);
    }
  }

  private static void end(ByteSink err, long captured, long received) {
    err.println(captured + (captured == 1 ? " packet" : " packets") + " captured");
    err.println(received + (received == 1 ? " packet" : " packets") + " received by filter");
    err.println("0 packets dropped by kernel");
  }
}
