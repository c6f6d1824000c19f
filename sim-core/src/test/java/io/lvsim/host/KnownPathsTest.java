package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.link.LentFrame;
import io.lvsim.link.Port;
import io.lvsim.link.Wire;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is remembered of ways to servers and of addresses of this host is what a look-up finds,
 * whatever an administrator, routers and neighbours do meanwhile.
 */
class KnownPathsTest {
  private static final int NET = Ipv4Address.parse("192.168.2.0");
  private static final int DIP = NET | 190;
  private static final int VIP = NET | 188;
  private static final int GATEWAY = NET | 1;
  private static final int[] SERVERS = {NET | 191, NET | 192, Ipv4Address.parse("10.9.0.5"), VIP};
  private static final int[] CLIENTS = {NET | 10, Ipv4Address.parse("172.16.0.9"), DIP, 0x7F000001};
  private static final String CONF = "net.ipv4.conf.";

  private final Simulation simulation = new Simulation(1);
  private final Host host = new Host(simulation, new Trace(simulation), "director");
  private final Port port = new Port("director", "eth0", host.trace());
  private final Interface eth0 = host.addInterface("eth0", 0x02_00_00_00_01_90L, port);
  private final Interface dummy = host.addDummy("dummy0", 0x02_00_00_00_01_99L);
  private final InputRouting remembering = new InputRouting(host);
  private final OutputPath[] ways = new OutputPath[SERVERS.length];

  private boolean carrier = true;
  private OutputPath asked = new OutputPath(host, 0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsRememberedIsWhatALookUpFinds(long seed) throws HostException {
    Random random = new Random(seed);
    port.plug(new Cable());
    host.ipv4().setLocalInHook(new Asked());
    Arrays.setAll(ways, i -> new OutputPath(host, SERVERS[i]));
    address(eth0, DIP, 24, true);
    address(eth0, VIP, 32, true);
    int local = 0;
    int sent = 0;
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(20) == 0) {
        change(random);
      }
      int server = random.nextInt(SERVERS.length);
      OutputPath fresh = new OutputPath(host, SERVERS[server]);
      assertThat(ways[server].mtu()).isEqualTo(fresh.mtu());
      assertThat(ways[server].route()).isEqualTo(fresh.route());
      sent += sendsLikewise(ways[server], fresh) ? 1 : 0;
      local += isLocalLikewise(random) ? 1 : 0;
    }
    assertThat(local).isBetween(2_000, 18_000);
    assertThat(sent).isBetween(500, 18_000);
  }

  private boolean sendsLikewise(OutputPath known, OutputPath fresh) {
    Head first = offer(known);
    Head second = offer(fresh);
    assertThat(first.went).isEqualTo(second.went);
    assertThat(first.head).isEqualTo(second.head);
    return first.went > 0;
  }

  /** Lets a packet to the VIP come in, and go on that way if it is let in. */
  private Head offer(OutputPath way) {
    asked = way;
    Head frame = new Head(eth0.mac());
    eth0.receive(frame);
    return frame;
  }

  private boolean isLocalLikewise(Random random) {
    int destination = random.nextInt(4) == 0 ? SERVERS[random.nextInt(SERVERS.length)] : VIP;
    int source = CLIENTS[random.nextInt(CLIENTS.length)];
    boolean answer = remembering.isForThisHost(destination, source, eth0);
    InputRouting fresh = new InputRouting(host);
    boolean isLocal = fresh.routeIpv4(destination, source, eth0) == InputRouting.Verdict.LOCAL;
    assertThat(answer).as(fresh + " " + destination + " from " + source).isEqualTo(isLocal);
    return answer;
  }

  private void change(Random random) {
    try {
      boolean on = random.nextBoolean();
      switch (random.nextInt(24)) {
        case 0 -> address(eth0, VIP, 32, on);
        case 1 -> address(dummy, CLIENTS[random.nextInt(2)], 32, random.nextInt(4) == 0);
        case 2 -> route(SERVERS[2], 24, GATEWAY, Route.Type.UNICAST, on);
        case 3 -> route(SERVERS[random.nextInt(2)], 32, 0, Route.Type.BLACKHOLE, !on);
        case 4 -> eth0.setMtu(on ? 1500 : 576 + random.nextInt(900));
        case 5 -> write("all.rp_filter", random.nextInt(6) == 0 ? 1 : 0);
        case 6 -> write("eth0.accept_local", random.nextInt(4) == 0 ? 1 : 0);
        case 7 -> write("eth0.ignore_routes_with_linkdown", on ? 1 : 0);
        case 8 -> {
          carrier = random.nextInt(4) != 0;
          port.carrierMayHaveChanged();
        }
        case 9 -> {
          eth0.setUp(false);
          eth0.setUp(true);
        }
        case 10 -> simulation.runFor(Nanos.seconds(random.nextInt(400)));
        case 11 -> host.routes().shrinkPath(SERVERS[random.nextInt(3)], 600);
        case 12 -> host.routes().redirect(SERVERS[random.nextInt(3)], GATEWAY + 1);
        default -> neighbor(random);
      }
    } catch (HostException e) {
      assertThat(e.errno()).isNotNull(); // it was so already, or cannot be so now
    }
  }

  private void neighbor(Random random) {
    int address = random.nextInt(3) == 0 ? GATEWAY : SERVERS[random.nextInt(2)];
    if (random.nextInt(5) == 0) {
      host.neighbors().remove(address, eth0);
    } else {
      long mac = 0x02_00_00_00_02_00L + random.nextInt(9);
      host.neighbors().replace(address, eth0, mac, NeighborEntry.State.PERMANENT);
    }
  }

  private void write(String key, int value) throws HostException {
    host.sysctl().write(CONF + key, Integer.toString(value));
  }

  private static void address(Interface on, int address, int length, boolean there)
      throws HostException {
    if (there) {
      on.addAddress(address, length, 0, InterfaceAddress.SCOPE_GLOBAL, on.name());
    } else {
      on.removeAddress(address, length);
    }
  }

  private void route(int prefix, int length, int gateway, Route.Type type, boolean there)
      throws HostException {
    Route route =
        new Route(
            type,
            prefix & Ipv4Address.mask(length),
            length,
            type == Route.Type.UNICAST ? eth0 : null,
            gateway,
            0,
            InterfaceAddress.SCOPE_GLOBAL,
            0,
            "boot",
            Route.MAIN_TABLE);
    if (there) {
      host.routes().add(route);
    } else {
      host.routes().remove(route);
    }
  }

  /** A frame that was lent. */
  private static final class Head implements LentFrame {
    private static final int LENGTH = 54;
    private final byte[] head = new byte[HEAD];
    private int went;

    Head(long mac) {
      Ethernet.write(head, mac, 0x02_00_00_00_00_10L, Ethernet.TYPE_IPV4);
      int total = LENGTH - Ethernet.HEADER;
      Ipv4.write(head, Ethernet.HEADER, total, 1, 0, 64, Ipv4.PROTOCOL_TCP, CLIENTS[0], VIP);
      Tcp.write(head, Ethernet.HEADER + Ipv4.HEADER, Tcp.HEADER, 1000, 80, 1, 1, Tcp.ACK, 502);
    }

    @Override
    public byte[] head() {
      return head;
    }

    @Override
    public int length() {
      return LENGTH;
    }

    @Override
    public byte[] copy() {
      return Arrays.copyOf(head, LENGTH);
    }

    @Override
    public void sendOn(int length) {
      went = length;
    }
  }

  /** Lets a packet that was lent go the way that is being asked about, and takes no other. */
  private final class Asked implements LocalInHook {
    @Override
    public boolean take(LentFrame frame, int ipAt, Interface in, int mark) {
      return asked.mtu() > 0 && asked.sendOn(frame);
    }

    @Override
    public boolean take(byte[] frame, int ipAt, Interface in, int mark) {
      return true;
    }

    @Override
    public boolean takeOutgoing(byte[] frame, int ipAt, int mark) {
      return false;
    }

    @Override
    public void leaving(byte[] frame, int ipAt) {}
  }

  /** The end of a cable. */
  private final class Cable implements Wire {
    @Override
    public void transmit(byte[] frame) {}

    @Override
    public boolean carrier() {
      return carrier;
    }
  }
}
