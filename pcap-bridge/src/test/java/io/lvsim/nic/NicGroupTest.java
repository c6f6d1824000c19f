package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.live.WorkerChoice;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** NICs that share what comes, as a program in the kernel says. */
class NicGroupTest extends BackendTest {
  private static final int OWN = 0x0A00_00FE;
  private static final int WORKERS = 3;
  private static final WorkerChoice CHOICE = new WorkerChoice(WORKERS, -1, OWN);

  private final FrameBatch batch = new FrameBatch(64, 2048);
  private final Random random = new Random(11);

  private static List<Nic> group(boolean immediate) throws NicException {
    NicOptions options = new NicOptions("ip or arp", true, immediate, 2048, 1 << 21, 0);
    return Nics.openGroup("vb", options, WORKERS, CHOICE.program());
  }

  /** Frames of every kind, numbered in their last four bytes. */
  private byte[] frame(int number) {
    byte[] frame = randomFrame(random, 100);
    int type = random.nextInt(10);
    Bytes.put16(frame, 12, type == 0 ? 0x0806 : type == 1 ? TEST_TYPE : 0x0800);
    int protocol = random.nextInt(3) == 0 ? Ipv4.PROTOCOL_ICMP : Ipv4.PROTOCOL_TCP;
    int to = random.nextInt(8) == 0 ? OWN : 0x0A00_0001;
    int fragment = random.nextInt(8) == 0 ? random.nextInt(0x4000) : Ipv4.DONT_FRAGMENT;
    Ipv4.write(frame, 14, 86, number, fragment, 64, protocol, random.nextInt(), to);
    frame[34] = (byte) random.nextInt(13);
    Bytes.put32(frame, 96, number);
    return frame;
  }

  private void expectEachAtItsWorker(List<Nic> group, Nic from, int count) throws NicException {
    List<List<byte[]>> expected = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      expected.add(new ArrayList<>());
    }
    for (int i = 0; i < count; i++) {
      byte[] frame = frame(i);
      if (Bytes.u16(frame, 12) != TEST_TYPE) {
        expected.get(CHOICE.of(frame, frame.length)).add(frame);
      }
      from.send(frame, frame.length);
    }
    from.flush();
    for (int i = 0; i < WORKERS; i++) {
      List<byte[]> came = new ArrayList<>();
      while (group.get(i).receive(batch, SECOND / 10) > 0) {
        for (int j = 0; j < batch.size(); j++) {
          came.add(bytes(batch, j));
        }
      }
      assertThat(came).as("worker %d", i).isNotEmpty().containsExactlyElementsOf(expected.get(i));
    }
  }

  @Test
  void theKernelSharesOutAsTheChoiceSays() throws Exception {
    try (Nic a = Nics.open("va", NicOptions.standard(), NicBackend.AF_PACKET)) {
      for (boolean immediate : new boolean[] {true, false}) {
        List<Nic> group = group(immediate);
        expectEachAtItsWorker(group, a, 500);
        byte[] sent = frame(1);
        send(group.get(1), sent);
        for (Nic nic : group) {
          assertThat(nic.receive(batch, 20 * MILLISECOND)).as("what it sends itself").isZero();
        }
        group.forEach(Nic::close);
      }
    }
  }

  /** The kernel takes all out of the group and puts them in again, in the order of their making. */
  @Test
  void theOrderStaysWhenTheInterfaceGoesDownAndUp() throws Exception {
    try (Nic a = Nics.open("va", NicOptions.standard(), NicBackend.AF_PACKET)) {
      List<Nic> group = group(true);
      for (int i = 0; i < 3; i++) {
        namespace.run("ip link set dev vb down");
        for (Nic nic : group) {
          assertThat(nic.receive(batch, 10 * MILLISECOND)).isZero();
        }
        namespace.run("ip link set dev vb up");
        awaitUp();
        expectEachAtItsWorker(group, a, 200);
      }
      group.forEach(Nic::close);
    }
  }

  private void awaitUp() throws Exception {
    for (int i = 0; i < 300; i++) {
      if (namespace.run("ip -o link show dev va").contains("qdisc noqueue state UP")
          && namespace.run("ip -o link show dev vb").contains("qdisc noqueue state UP")) {
        return;
      }
      Thread.sleep(10);
    }
  }

  @Test
  void noFrameComesTwiceWhileTheyAreOpened() throws Exception {
    int count = 20_000;
    int[] times = new int[count];
    try (Nic a = Nics.open("va", NicOptions.standard(), NicBackend.AF_PACKET)) {
      for (int i = 0; i < count; i++) {
        frames.add(frame(i));
      }
      Thread sender = Thread.ofPlatform().start(() -> sendAll(a));
      List<Nic> group = group(true);
      boolean over = false;
      while (!over) {
        over = !sender.isAlive();
        for (Nic nic : group) {
          while (nic.receive(batch, MILLISECOND) > 0) {
            over = false;
            for (int j = 0; j < batch.size(); j++) {
              times[Bytes.i32(batch.frame(j), 96)]++;
            }
          }
        }
      }
      sender.join();
      group.forEach(Nic::close);
    }
    assertThat(times).contains(1).doesNotContain(2, 3);
  }

  private final List<byte[]> frames = new ArrayList<>();

  private void sendAll(Nic by) {
    try {
      for (int i = 0; i < frames.size(); i++) {
        by.send(frames.get(i), 100);
        if (i % 50 == 0) {
          by.flush();
          Thread.sleep(0, 200_000);
        }
      }
      by.flush();
    } catch (NicException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsSaid() {
    NicOptions options = NicOptions.standard();
    assertThatThrownBy(() -> Nics.openGroup("vx", options, 2, CHOICE.program()))
        .isInstanceOf(NicException.class)
        .hasMessageContaining("there is no interface vx");
  }
}
