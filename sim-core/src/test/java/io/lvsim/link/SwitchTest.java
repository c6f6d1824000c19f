package io.lvsim.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.engine.Simulation;
import io.lvsim.trace.Decision;
import io.lvsim.trace.Trace;
import io.lvsim.trace.TraceListener;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SwitchTest {
  private static final long A = 0x0200_0000_000AL;
  private static final long B = 0x0200_0000_000BL;
  private static final long C = 0x0200_0000_000CL;

  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final Switch lan = new Switch(simulation, trace, "lan");
  private final List<String> arrivals = new ArrayList<>();
  private final Map<String, Port> hosts = new TreeMap<>();
  private final Map<String, Cable> cables = new TreeMap<>();

  SwitchTest() {
    for (String name : List.of("a", "b", "c")) {
      Port port = new Port(name, "eth0", trace);
      port.onReceive(frame -> arrivals.add(name));
      cables.put(name, new Cable(simulation, trace, port, lan.addPort(name)));
      hosts.put(name, port);
    }
  }

  @Test
  void unknownDestinationsAreFloodedTheLastPortFirst() {
    assertThat(send("a", A, B)).containsExactly("c", "b");
  }

  @Test
  void broadcastsAndMulticastsAreFlooded() {
    send("c", C, A);
    assertThat(send("a", A, MacAddress.BROADCAST)).containsExactly("c", "b");
    assertThat(send("a", A, MacAddress.parse("01:00:5e:00:00:12"))).containsExactly("c", "b");
  }

  @Test
  void learnedDestinationsGetTheirFramesAlone() {
    send("b", B, A);
    assertThat(send("a", A, B)).containsExactly("b");
    assertThat(send("b", B, A)).containsExactly("a");
  }

  @Test
  void aStationThatMovesIsFoundAtOnce() {
    List<String> told = listen();
    send("b", B, A);
    send("c", B, A);
    assertThat(send("a", A, B)).containsExactly("c");
    assertThat(told)
        .contains("moved 02:00:00:00:00:0b from port b to port c: the last speaker wins");
  }

  @Test
  void entriesDieAgingAfterTheirLastFrame() {
    send("b", B, A);
    simulation.runFor(Nanos.seconds(299));
    assertThat(send("a", A, B)).containsExactly("b");
    send("b", B, A);
    simulation.runFor(Nanos.seconds(299));
    assertThat(send("a", A, B)).containsExactly("b");
    simulation.runFor(Nanos.seconds(2));
    assertThat(send("a", A, B)).containsExactly("c", "b");
    assertThat(lan.entries()).extracting(Switch.Entry::mac).containsExactly(A);
  }

  @Test
  void withoutAgingEverythingIsFlooded() {
    lan.setAgingNanos(0);
    send("b", B, A);
    assertThat(send("a", A, B)).containsExactly("c", "b");
  }

  @Test
  void nothingGoesBackToWhereItCameFrom() {
    send("a", B, C);
    assertThat(send("a", A, B)).isEmpty();
  }

  @Test
  void framesFromNoStationAreDropped() {
    assertThat(send("a", MacAddress.BROADCAST, B)).isEmpty();
    assertThat(send("a", 0, B)).isEmpty();
    assertThat(lan.entries()).isEmpty();
  }

  @Test
  void linkLocalControlIsNotForwarded() {
    assertThat(send("a", A, 0x0180_C200_0000L)).isEmpty();
    assertThat(send("a", A, 0x0180_C200_000EL)).isEmpty();
    assertThat(send("a", A, 0x0180_C200_0010L)).containsExactly("c", "b");
  }

  @Test
  void aPulledCableTakesItsEntriesAndItsFloods() {
    send("b", B, A);
    cables.get("b").setUp(false);
    assertThat(lan.entries()).isEmpty();
    assertThat(send("a", A, B)).containsExactly("c");
    cables.get("b").setUp(true);
    assertThat(send("a", A, B)).containsExactly("c", "b");
  }

  @Test
  void aStationThatIsSwitchedOffTakesItsEntries() {
    send("b", B, A);
    hosts.get("b").setEnabled(false);
    assertThat(lan.entries()).isEmpty();
    assertThat(send("a", A, B)).containsExactly("c");
  }

  @Test
  void itsTableIsListedByMac() {
    send("c", C, A);
    send("a", A, C);
    simulation.runFor(Nanos.PER_SECOND);
    assertThat(lan.entries())
        .extracting(entry -> MacAddress.format(entry.mac()) + " " + entry.port())
        .containsExactly("02:00:00:00:00:0a a", "02:00:00:00:00:0c c");
  }

  /** The hash table against a map: additions, moves, removals. */
  @Test
  void theMacTableIsAMap() {
    Random random = Random.of(5, "mac table");
    MacTable table = new MacTable();
    Map<Long, Integer> reference = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      long mac = random.below(500) * 64L;
      int slot = table.find(mac);
      assertThat(slot != MacTable.NONE).isEqualTo(reference.containsKey(mac));
      if (slot == MacTable.NONE) {
        table.add(mac, i, i);
        reference.put(mac, i);
      } else if (random.below(2) == 0) {
        table.remove(slot);
        reference.remove(mac);
      } else {
        table.refresh(slot, i, i);
        reference.put(mac, i);
      }
      assertThat(table.size()).isEqualTo(reference.size());
    }
    reference.forEach((mac, port) -> assertThat(table.portAt(table.find(mac))).isEqualTo(port));
  }

  private List<String> send(String from, long source, long destination) {
    byte[] frame = new byte[60];
    Ethernet.write(frame, destination, source, 0x88B5);
    arrivals.clear();
    hosts.get(from).send(frame);
    simulation.runFor(Nanos.PER_MILLI);
    return List.copyOf(arrivals);
  }

  private List<String> listen() {
    List<String> told = new ArrayList<>();
    trace.add(
        new TraceListener() {
          @Override
          public void decided(
              long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
            told.add(decision.reason());
          }
        });
    return told;
  }
}
