package io.lvsim.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Port;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers on NICs in memory: what each port gets, and that NICs are lost and opened together. */
class FanoutTest {
  private static final int WORKERS = 3;
  private static final WorkerChoice CHOICE = new WorkerChoice(WORKERS, -1, LiveNode.DIP);

  private final List<List<MemoryNic>> opened = new ArrayList<>();
  private final Fanout fanout = new Fanout(CHOICE, this::open);
  private final List<NicWire> wires = new ArrayList<>();
  private final List<List<byte[]>> got = new ArrayList<>();
  private final List<String> events = new ArrayList<>();

  @BeforeEach
  void begin() throws NicException {
    for (int i = 0; i < WORKERS; i++) {
      Port port = new Port("worker" + i, "eth0", new Trace(new Simulation(1)));
      List<byte[]> frames = new ArrayList<>();
      got.add(frames);
      port.onReceive(frames::add);
      int[] addresses = {LiveNode.VIP, LiveNode.DIP};
      wires.add(new NicWire(port, fanout.member(i), () -> true, addresses, false, new Told(i)));
    }
  }

  private List<Nic> open(int count, long[] program) {
    assertThat(program).isEqualTo(CHOICE.program());
    opened.add(IntStream.range(0, count).mapToObj(i -> new MemoryNic(LiveNode.MAC)).toList());
    return List.copyOf(opened.getLast());
  }

  /** A turn of each worker's loop; those that have lost their NIC try to open it. */
  private void turns(int count) {
    for (int i = 0; i < count; i++) {
      for (NicWire wire : wires) {
        wire.deliverHandedOn();
        if (wire.receive(1_000_000) > 0) {
          wire.deliver();
        }
      }
    }
  }

  private static byte[] from(int client) {
    return LiveNode.segment(client, LiveNode.VIP, 1, 80, Tcp.SYN);
  }

  private static int owner(byte[] frame) {
    return CHOICE.of(frame, frame.length);
  }

  /** As the kernel does it. */
  @Test
  void whatComesRightIsHandedToThePort() {
    for (int i = 0; i < 60; i++) {
      byte[] frame = from(LiveNode.CLIENT + i);
      opened.getFirst().get(owner(frame)).arrive(frame);
    }
    turns(2);
    assertThat(got.stream().mapToInt(List::size).sum()).isEqualTo(60);
    assertThat(handedOn()).isZero();
  }

  private long handedOn() {
    return wires.stream().mapToLong(wire -> wire.counters().handedOn()).sum();
  }

  @Test
  void whatComesToTheWrongWorkerGetsToTheRightOne() {
    for (int i = 0; i < 60; i++) {
      opened.getFirst().get(i % WORKERS).arrive(from(LiveNode.CLIENT + i));
    }
    turns(3);
    for (int worker = 0; worker < WORKERS; worker++) {
      int number = worker;
      assertThat(got.get(worker)).isNotEmpty().allMatch(frame -> owner(frame) == number);
    }
    assertThat(got.stream().mapToInt(List::size).sum()).isEqualTo(60);
    assertThat(handedOn()).isBetween(20L, 60L);
    assertThat(wires.getFirst().counters().admitted()).as("counted where it came").isEqualTo(20);
  }

  @Test
  void whatIsTooMuchToBeHandedOnIsCounted() {
    byte[] frame = from(LiveNode.CLIENT);
    int wrong = (owner(frame) + 1) % WORKERS;
    for (int i = 0; i < 5_000; i++) {
      opened.getFirst().get(wrong).arrive(frame);
    }
    while (wires.get(wrong).receive(0) > 0) {
      wires.get(wrong).deliver();
    }
    turns(1);
    LiveCounters counters = wires.get(wrong).counters();
    assertThat(counters.handedOn()).isEqualTo(5_000);
    assertThat(got.get(owner(frame))).hasSize(5_000 - (int) counters.handedLost());
    assertThat(counters.handedLost()).isPositive();
  }

  @Test
  void aReplyOfArpGetsToAllAndARequestToTheFirst() {
    byte[] reply = arp(Arp.REPLY);
    opened.getFirst().getFirst().arrive(reply);
    opened.getFirst().getFirst().arrive(arp(Arp.REQUEST));
    turns(2);
    assertThat(got.get(0)).hasSize(2);
    for (int worker = 1; worker < WORKERS; worker++) {
      assertThat(got.get(worker)).hasSize(1);
      assertThat(got.get(worker).getFirst()).isEqualTo(reply);
    }
  }

  /** The kernel gives ARP to the first; should it not, it is the same in the end. */
  @Test
  void aReplyThatComesToAnotherWorkerGetsToAllOnce() {
    opened.getFirst().get(2).arrive(arp(Arp.REPLY));
    turns(3);
    assertThat(got).allMatch(frames -> frames.size() == 1);
  }

  private static byte[] arp(int operation) {
    return Arp.frame(
        LiveNode.MAC,
        LiveNode.RS_1,
        operation,
        LiveNode.RS_1,
        LiveNode.RIP_1,
        LiveNode.MAC,
        LiveNode.DIP);
  }

  @Test
  void whenOneIsLostAllAreOpenedAnew() {
    opened.getFirst().get(1).breakDown();
    turns(2);
    assertThat(events)
        .containsExactlyInAnyOrder(
            "0 lost mem0 is gone", "1 lost mem0 is gone", "2 lost mem0 is gone");
    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst()).allMatch(MemoryNic::isClosed);
    LiveNode.pause(600);
    turns(2);
    LiveNode.pause(600);
    turns(2);
    assertThat(opened).hasSize(2);
    assertThat(events).contains("0 back", "1 back", "2 back").hasSize(6);
    byte[] frame = from(LiveNode.CLIENT);
    opened.getLast().get(owner(frame)).arrive(frame);
    turns(1);
    assertThat(got.get(owner(frame))).hasSize(1);
  }

  @Test
  void theFirstOpensOnlyWhenAllHaveGivenUp() throws NicException {
    fanout.member(1).gaveUp("its reason");
    assertThatThrownBy(() -> fanout.open(0)).hasMessageContaining("not given the interface up");
    assertThatThrownBy(() -> fanout.open(1)).hasMessageContaining("first worker has not opened");
    assertThat(fanout.broken()).isEqualTo("its reason");
    fanout.member(0).gaveUp("another");
    fanout.member(2).gaveUp("another");
    assertThat(fanout.broken()).isEqualTo("its reason");
    fanout.open(0);
    assertThat(fanout.broken()).isNull();
    fanout.close();
    assertThat(opened.getLast().stream().map(MemoryNic::isClosed))
        .containsExactly(false, true, true);
  }

  /** Remembers what it is told. */
  private final class Told implements NicEvents {
    private final int worker;

    Told(int worker) {
      this.worker = worker;
    }

    @Override
    public void lost(String why) {
      events.add(worker + " lost " + why);
    }

    @Override
    public void back(Nic nic) {
      events.add(worker + " back");
    }

    @Override
    public void linkChanged(boolean up) {}

    @Override
    public void oversized(int bytes) {}

    @Override
    public void unfinishedChecksum() {}
  }
}
