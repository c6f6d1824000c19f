package io.lvsim.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Port;
import io.lvsim.link.Wire;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a table of routes remembers is what it would find. */
class RouteListTest {
  private static final int ANY_SCOPE = InterfaceAddress.SCOPE_GLOBAL - 1;

  @Test
  void aRememberedAnswerIsTheOneThatASearchGives() {
    Random random = new Random(5);
    RouteList list = new RouteList(() -> {});
    Simulation simulation = new Simulation(1);
    Host host = new Host(simulation, new Trace(simulation), "h");
    Port port = new Port("h", "eth0", host.trace());
    Interface out = host.addInterface("eth0", 1, port);
    List<Route> there = new ArrayList<>();
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(50) == 0) {
        change(list, there, out, random);
      }
      if (random.nextInt(200) == 0) {
        boolean on = random.nextBoolean();
        out.settings().write(InterfaceSetting.IGNORE_ROUTES_WITH_LINKDOWN, on ? 1 : 0);
      }
      if (random.nextInt(200) == 0) {
        plug(port, random.nextBoolean());
      }
      int destination = Ipv4Address.parse("10.0.0.0") | random.nextInt(1 << 12);
      Route searched = list.lookup(destination, null, ANY_SCOPE);
      assertThat(list.lookup(destination, null, InterfaceAddress.SCOPE_GLOBAL)).isSameAs(searched);
      found += searched == null ? 0 : 1;
    }
    assertThat(found).isBetween(1_000, 19_000);
  }

  private static void plug(Port port, boolean carrier) {
    port.plug(
        new Wire() {
          @Override
          public void transmit(byte[] frame) {}

          @Override
          public boolean carrier() {
            return carrier;
          }
        });
  }

  private static void change(RouteList list, List<Route> there, Interface out, Random random) {
    if (there.size() > 12) {
      list.remove(there.removeFirst());
      return;
    }
    int length = 20 + random.nextInt(13);
    int prefix =
        (Ipv4Address.parse("10.0.0.0") | random.nextInt(1 << 12)) & Ipv4Address.mask(length);
    Route route =
        new Route(
            random.nextInt(4) == 0 ? Route.Type.LOCAL : Route.Type.UNICAST,
            prefix,
            length,
            out,
            0,
            0,
            InterfaceAddress.SCOPE_GLOBAL,
            random.nextInt(3),
            "boot",
            Route.MAIN_TABLE);
    list.append(route);
    there.add(route);
  }
}
