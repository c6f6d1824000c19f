package io.lvsim.app;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.transport.TcpStack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many clients with one short request each, at a given rate, from a pool of source addresses and
 * ports: who answered, and how the others ended. Every client has a source of its own, as many as
 * the pool holds; then the pool is used again from the start.
 */
public final class LoadGenerator implements Event {
  /** How a client's request ended. */
  public enum Ending {
    ANSWERED,
    REFUSED,
    RESET,
    TIMED_OUT,
    UNREACHABLE,
    CUT_OFF,
    NO_PORT
  }

  /**
   * What is to be done.
   *
   * @param sources local addresses of the host, used in turn
   * @param firstPort the first local port of each address
   * @param portsPerSource how many ports each address has
   * @param address the service
   * @param port of the service
   * @param request sent once connected
   * @param clients how many in all
   * @param intervalNanos from one to the next; at least 1
   */
  @SuppressWarnings("ArrayRecordComponent") // a plan is read, never compared
  public record Plan(
      int[] sources,
      int firstPort,
      int portsPerSource,
      int address,
      int port,
      byte[] request,
      long clients,
      long intervalNanos) {
    /** A plain GET of the root page from all of an address's ports, 1024 to 65535. */
    public static Plan of(int[] sources, int address, int port, long clients, double perSecond) {
      byte[] request = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      long interval = Math.max(1, Math.round(Nanos.PER_SECOND / perSecond));
      return new Plan(sources, 1024, 64_512, address, port, request, clients, interval);
    }
  }

  private final Simulation simulation;
  private final TcpStack tcp;
  private final Plan plan;
  private final long[] endings = new long[Ending.values().length];
  private final List<LoadClient> idle = new ArrayList<>();
  private final AnswerCounts answers = new AnswerCounts();
  private long started;
  private long ended;
  private long largestInFlight;
  private long answeredNanos;
  private long slowestNanos;

  /** A generator that waits for {@link #start}. */
  public LoadGenerator(TcpStack tcp, Plan plan) {
    this.tcp = tcp;
    this.plan = plan;
    simulation = tcp.clock();
  }

  /** Begins: the first client now, the others in equal intervals. */
  public void start() {
    if (plan.clients > 0) {
      simulation.schedule(0, this);
    }
  }

  /** Whether all clients have ended. */
  public boolean isDone() {
    return ended == plan.clients;
  }

  /** Clients that have begun. */
  public long started() {
    return started;
  }

  /** Clients that ended in a way. */
  public long count(Ending ending) {
    return endings[ending.ordinal()];
  }

  /** How often each body came, in the order in which they came first: who answered. */
  public Map<String, Long> answers() {
    return answers.counts();
  }

  /** How many clients were at work at the same time at most. */
  public long largestInFlight() {
    return largestInFlight;
  }

  /** From SYN to whole answer, on average over the answered; 0 if there are none. */
  public long meanAnswerNanos() {
    long answered = count(Ending.ANSWERED);
    return answered == 0 ? 0 : answeredNanos / answered;
  }

  /** From SYN to whole answer, the longest. */
  public long slowestAnswerNanos() {
    return slowestNanos;
  }

  /** Called by the engine: the next client begins. */
  @Override
  public void fire(@Nullable Object payload, long number) {
    long client = started;
    started++;
    largestInFlight = Math.max(largestInFlight, started - ended);
    if (started < plan.clients) {
      simulation.schedule(plan.intervalNanos, this);
    }
    begin(client);
  }

  byte[] request() {
    return plan.request;
  }

  void ended(LoadClient client, Ending ending) {
    if (ending == Ending.ANSWERED) {
      long took = simulation.now() - client.begunAtNanos();
      answeredNanos += took;
      slowestNanos = Math.max(slowestNanos, took);
      answers.count(client.body(), client.bodyLength());
    }
    end(ending);
    idle.add(client);
  }

  static Ending endingOf(Errno error) {
    return switch (error) {
      case ECONNREFUSED -> Ending.REFUSED;
      case ETIMEDOUT -> Ending.TIMED_OUT;
      case ECONNRESET, EPIPE -> Ending.RESET;
      default -> Ending.UNREACHABLE;
    };
  }

  private void begin(long number) {
    LoadClient client = idle.isEmpty() ? new LoadClient(this) : idle.removeLast();
    client.begin(simulation.now());
    int source = plan.sources[(int) (number % plan.sources.length)];
    long round = number / plan.sources.length;
    int port = plan.firstPort + (int) (round % plan.portsPerSource);
    try {
      tcp.connect(source, port, true, plan.address, plan.port, client);
    } catch (HostException e) {
      idle.add(client);
      end(e.errno() == Errno.EADDRNOTAVAIL ? Ending.NO_PORT : endingOf(e.errno()));
    }
  }

  private void end(Ending ending) {
    ended++;
    endings[ending.ordinal()]++;
  }

  /** How often each body came; a body is looked up without making anything of it. */
  private static final class AnswerCounts {
    private final List<byte[]> bodies = new ArrayList<>();
    private long[] counts = new long[8];

    void count(byte[] bytes, int length) {
      int index = indexOf(bytes, length);
      if (index == counts.length) {
        counts = Arrays.copyOf(counts, index * 2);
      }
      if (index == bodies.size()) {
        bodies.add(Arrays.copyOf(bytes, length));
      }
      counts[index]++;
    }

    Map<String, Long> counts() {
      Map<String, Long> named = new LinkedHashMap<>();
      for (int i = 0; i < bodies.size(); i++) {
        String body = new String(bodies.get(i), StandardCharsets.UTF_8).trim();
        named.merge(body, counts[i], Long::sum);
      }
      return named;
    }

    private int indexOf(byte[] bytes, int length) {
      for (int i = 0; i < bodies.size(); i++) {
        byte[] body = bodies.get(i);
        if (Arrays.equals(body, 0, body.length, bytes, 0, length)) {
          return i;
        }
      }
      return bodies.size();
    }
  }
}
