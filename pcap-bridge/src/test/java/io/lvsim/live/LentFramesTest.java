package io.lvsim.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lvsim.engine.Nanos;
import io.lvsim.host.HostException;
import io.lvsim.host.NeighborEntry;
import io.lvsim.ipvs.ForwardingMethod;
import io.lvsim.ipvs.ServerConfig;
import io.lvsim.ipvs.ServiceKey;
import io.lvsim.nic.ForeignMemoryNic;
import io.lvsim.nic.Nic;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way of frames that a NIC lends: the same comes of it as of the ordinary way. */
class LentFramesTest {
  private static final int STEPS = 400;
  private static final ServiceKey HTTP = ServiceKey.of(Ipv4.PROTOCOL_TCP, LiveNode.VIP, 80);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothWaysAreTheSame(boolean foreign) throws Exception {
    int forwarded = 0;
    for (long seed = 1; seed <= 30; seed++) {
      Function<Nic, Nic> backend = foreign ? ForeignMemoryNic::new : nic -> nic;
      SteppedDirector ordinary = new SteppedDirector(seed, false, backend);
      SteppedDirector shortened = new SteppedDirector(seed, true, backend);
      goThrough(ordinary, seed);
      goThrough(shortened, seed);
      assertThat(sent(shortened)).as("frames sent, seed %d", seed).isEqualTo(sent(ordinary));
      assertThat(shortened.look()).as("seed %d", seed).isEqualTo(ordinary.look());
      forwarded += shortened.nic.sent().size();
    }
    assertThat(forwarded).as("frames sent").isGreaterThan(30 * STEPS);
  }

  private static List<String> sent(SteppedDirector director) {
    return director.nic.sent().stream().map(HexFormat.of()::formatHex).toList();
  }

  private static void goThrough(SteppedDirector director, long seed) throws HostException {
    Random random = new Random(seed);
    ClientFrames frames = new ClientFrames(random);
    setUp(director, random);
    for (int step = 0; step < STEPS; step++) {
      int together = 1 + random.nextInt(8);
      for (int i = 0; i < together; i++) {
        director.nic.arrive(frames.next());
      }
      director.takeIn();
      if (random.nextInt(40) == 0) {
        meddle(director, random);
      }
      director.pass(pause(random));
    }
  }

  private static void setUp(SteppedDirector director, Random random) throws HostException {
    String conf = "net.ipv4.conf.all.";
    director.host.sysctl().write(conf + "rp_filter", Integer.toString(random.nextInt(3)));
    director.host.sysctl().write("net.ipv4.vs.sloppy_tcp", bit(random));
    director.host.sysctl().write("net.ipv4.vs.expire_nodest_conn", bit(random));
    director.host.sysctl().write("net.ipv4.vs.conn_reuse_mode", bit(random));
    director.host.sysctl().write("net.ipv4.ip_forward", bit(random));
  }

  private static String bit(Random random) {
    return random.nextBoolean() ? "1" : "0";
  }

  /** Mostly moments, sometimes so long that entries expire and neighbours are doubted. */
  private static long pause(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextInt(90) * Nanos.PER_SECOND;
      case 1, 2 -> random.nextInt(3000) * Nanos.PER_MILLI;
      default -> random.nextInt(20_000_000);
    };
  }

  /** What an administrator may do meanwhile. */
  private static void meddle(SteppedDirector director, Random random) throws HostException {
    boolean there = director.ipvs.service(HTTP).servers().size() == 3;
    switch (random.nextInt(5)) {
      case 0 -> {
        if (there) {
          director.ipvs.deleteServer(HTTP, LiveNode.RIP_1, 80);
        } else {
          director.ipvs.addServer(
              HTTP, LiveNode.RIP_1, 80, new ServerConfig(ForwardingMethod.ROUTE, 2, 0, 0));
        }
      }
      case 1 ->
          director.ipvs.editServer(
              HTTP,
              LiveNode.RIP_2,
              80,
              new ServerConfig(ForwardingMethod.ROUTE, random.nextInt(3), 0, 0));
      case 2 -> director.host.neighbors().flush(null, true);
      case 3 ->
          director
              .host
              .neighbors()
              .replace(LiveNode.RIP_2, director.eth0, LiveNode.RS_2, NeighborEntry.State.PERMANENT);
      default -> director.eth0.setMtu(random.nextBoolean() ? 1500 : 600);
    }
  }

  @Test
  void nothingIsAllocatedForAFrameThatIsForwarded() throws Exception {
    QuietNic nic = new QuietNic();
    SteppedDirector director = new SteppedDirector(1, true, memory -> nic);
    for (int server : new int[] {LiveNode.RIP_1, LiveNode.RIP_2, LiveNode.RIP_1 + 5}) {
      director
          .host
          .neighbors()
          .replace(server, director.eth0, LiveNode.RS_1, NeighborEntry.State.PERMANENT);
    }
    nic.frame = LiveNode.segment(1000, 80, Tcp.SYN);
    forward(director, 1);
    nic.frame = LiveNode.segment(1000, 80, Tcp.ACK);
    forward(director, 20_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long me = Thread.currentThread().threadId();
    long before = threads.getThreadAllocatedBytes(me);
    long sentBefore = nic.sent;
    forward(director, 10_000);
    long bytes = threads.getThreadAllocatedBytes(me) - before;
    assertThat(nic.sent - sentBefore).isEqualTo(10_000);
    assertThat(bytes).as("bytes for 10,000 frames").isLessThan(10_000);
  }

  private static void forward(SteppedDirector director, int frames) {
    for (int i = 0; i < frames; i++) {
      director.simulation.runUntil(director.simulation.now() + 10_000);
      director.wire.receive(0);
      director.wire.deliver();
      director.wire.flush();
    }
  }
}
