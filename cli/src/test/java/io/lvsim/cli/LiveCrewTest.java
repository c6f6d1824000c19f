package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.ipvs.ListedTables;
import io.lvsim.live.MachineInterface;
import io.lvsim.live.NicEvents;
import io.lvsim.live.NicWire;
import io.lvsim.nic.FrameBatch;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicStatistics;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers without a network: what they tell each other, and how they end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LiveCrewTest {
  private static final int WORKERS = 3;
  private static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final long MAC = MacAddress.parse("02:00:00:00:01:90");
  private static final long CLIENT_MAC = MacAddress.parse("02:00:00:00:00:10");

  private LiveCrew crew = new LiveCrew(List.of());

  @BeforeEach
  void begin() throws BadInput, NicException {
    List<LiveWorker> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(worker(i));
    }
    crew = new LiveCrew(workers);
  }

  private static LiveWorker worker(int number) throws BadInput, NicException {
    MachineInterface.Address dip =
        new MachineInterface.Address(Ipv4Address.parse("192.168.2.190"), 24);
    LiveDirector director =
        new LiveDirector(new MachineInterface("eth0", MAC, 1500, true, List.of(dip)), dip, number);
    director.addVip(VIP);
    NicWire wire =
        new NicWire(
            director.port(), DeafNic::new, () -> true, new int[] {VIP}, false, new NoEvents());
    return new LiveWorker(
        director, wire, new LiveTraces(director, "", text -> {}), () -> {}, nanos -> {});
  }

  private static String ask(LiveWorker worker, String command) {
    try {
      return worker.director().ask(command);
    } catch (BadInput e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFaultOfAnyWorkerEndsAllAndIsThrown() {
    IllegalStateException fault = new IllegalStateException("a fault");
    crew.all()
        .get(2)
        .post(() -> {
          throw fault;
        });
    assertThatThrownBy(crew::run).isSameAs(fault);
  }

  @Test
  void aFaultOfTheFirstEndsAll() {
    Error fault = new AssertionError("a fault");
    crew.first()
        .post(() -> {
          throw fault;
        });
    assertThatThrownBy(crew::run).isSameAs(fault);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("worker "));
  }

  @Test
  void answersComeInTheWorkersOrderToTheFirst() throws Exception {
    CompletableFuture<List<String>> answers = new CompletableFuture<>();
    CompletableFuture<Thread> answered = new CompletableFuture<>();
    crew.first()
        .post(() ->
            crew.ask(
                worker -> crew.all().indexOf(worker) + " in " + Thread.currentThread().getName(),
                all -> {
                  answered.complete(Thread.currentThread());
                  answers.complete(all);
                  crew.stop();
                }));
    crew.run();
    assertThat(answered.get(1, TimeUnit.SECONDS)).isSameAs(Thread.currentThread());
    assertThat(answers.get(1, TimeUnit.SECONDS))
        .containsExactly(
            "0 in " + Thread.currentThread().getName(), "1 in worker 2", "2 in worker 3");
  }

  /** Commands that are right and wrong, in random order: all tables are the first one's. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsDoneInTheFirstIsDoneInAll(long seed) {
    FirstWorkersChanges changes = new FirstWorkersChanges(crew, 0xFFFFFF00);
    crew.first().director().machine().ipvs().follow(changes);
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      ask(crew.first(), "ipvsadm " + command(random));
    }
    ask(crew.first(), "ipvsadm -A -t 192.168.2.188:89 -s rr");
    ask(crew.first(), "ipvsadm -a -t 192.168.2.188:89 -r 192.168.2.191 -g");
    crew.first().post(() -> crew.ask(worker -> 0, all -> crew.stop()));
    crew.run();
    String table = tables(crew.first());
    assertThat(table).contains("-A ").contains("-a ");
    for (LiveWorker other : crew.all()) {
      assertThat(tables(other)).isEqualTo(table);
    }
  }

  private static String tables(LiveWorker worker) {
    return ask(worker, "ipvsadm -Sn; ipvsadm -Ln --thresholds --nosort; ipvsadm -L --timeout")
        + ask(worker, "ipvsadm -L --daemon");
  }

  private static String command(Random random) {
    String service = " -t 192.168.2.188:8" + random.nextInt(3);
    String server = service + " -r 192.168.2.19" + (1 + random.nextInt(3));
    int number = random.nextInt(4);
    return switch (random.nextInt(30)) {
      case 0, 1, 2, 3, 4 -> "-A" + service + " -s " + (number == 0 ? "wlc" : "rr");
      case 5 -> "-A -f " + (1 + number) + " -s rr -p 70 -M 255.255." + (number * 85) + ".0";
      case 6, 7 -> "-E" + service + " -s wrr -p " + (60 + number);
      case 8 -> "-E" + service + " -s nonesuch";
      case 9 -> "-D" + service;
      case 10 -> number == 0 && random.nextBoolean() ? "-C" : "-Z";
      case 11 -> "--set " + number * 100 + " 0 30";
      case 12 ->
          number < 2 ? "--start-daemon master --mcast-interface eth0" : "--stop-daemon master";
      case 13, 14, 15, 16, 17 -> "-e" + server + " -g -w " + number + " -x " + number * 10;
      case 18, 19 -> "-d" + server;
      default -> "-a" + server + " -g -w " + number;
    };
  }

  @Test
  void aServiceWhoseClientsHaveSeveralWorkersIsRefused() {
    FirstWorkersChanges changes = new FirstWorkersChanges(crew, 0xFFFFFF00);
    crew.first().director().machine().ipvs().follow(changes);
    String start = "ipvsadm -A -t 192.168.2.188:80 -s rr ";
    assertThat(ask(crew.first(), start + "-p 50 -M 255.255.0.0 || echo refused"))
        .endsWith("refused\n");
    assertThat(changes.takeRefusal())
        .contains("255.255.255.0, which a netmask of 255.255.0.0 would take together");
    assertThat(changes.takeRefusal()).isEmpty();
    assertThat(ask(crew.first(), start + "-p 50 -M 255.255.255.0 || echo refused")).isEmpty();
    assertThat(ask(crew.first(), "ipvsadm -E -t 192.168.2.188:80 -s rr -p 50")).isEmpty();
    assertThat(changes.takeRefusal()).isEmpty();
  }

  @Test
  void whatIsListedAddsUp() {
    for (LiveWorker worker : crew.all()) {
      ask(worker, "ipvsadm -A -t 192.168.2.188:80 -s rr -p 50");
      ask(worker, "ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g -w 1");
      ask(worker, "ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.192 -g -w 1");
    }
    ask(crew.first(), "ipvsadm -A -u 192.168.2.188:53 -s rr");
    for (int i = 0; i < 30; i++) {
      LiveWorker worker = crew.all().get(i % 7 % WORKERS);
      worker.director().port().deliver(opening(20_000 + i));
      worker.director().simulation().runFor(1_000_000);
    }
    crew.all().forEach(worker -> worker.director().simulation().runFor(3_000_000_000L));
    crew.first()
        .director()
        .machine()
        .ipvs()
        .listWith(
            crew.all().subList(1, WORKERS).stream()
                .map(worker -> ListedTables.of(worker.director().machine().ipvs(), true))
                .toList());
    assertThat(ask(crew.first(), "ipvsadm -Ln").lines().map(String::strip).skip(3))
        .containsExactly(
            "TCP  192.168.2.188:80 rr persistent 50",
            "-> 192.168.2.191:80             Route   1      0          0",
            "-> 192.168.2.192:80             Route   1      30         0",
            "UDP  192.168.2.188:53 rr");
    assertThat(ask(crew.first(), "ipvsadm -Ln --stats -t 192.168.2.188:80").lines().toList().get(2))
        .matches("TCP  192.168.2.188:80 +30 +30 +0 +1200 +0");
    assertThat(ask(crew.first(), "ipvsadm -Ln --persistent-conn"))
        .contains("192.168.2.192:80             1         3           30         0");
    assertThat(ask(crew.first(), "ipvsadm -Lnc").lines().filter(l -> l.startsWith("TCP")))
        .hasSize(30 + WORKERS);
    crew.first().director().machine().ipvs().listWith(List.of());
    assertThat(ask(crew.first(), "ipvsadm -Lnc").lines().count()).isLessThan(30);
  }

  /** Of one client, as if each worker had it. */
  private static byte[] opening(int port) {
    byte[] frame = new byte[60];
    Ethernet.write(frame, MAC, CLIENT_MAC, Ethernet.TYPE_IPV4);
    int at = Ethernet.HEADER;
    int client = Ipv4Address.parse("192.168.2.10");
    Ipv4.write(frame, at, 40, 1, 0x4000, 64, Ipv4.PROTOCOL_TCP, client, VIP);
    Tcp.write(frame, at + Ipv4.HEADER, Tcp.HEADER, port, 80, 1, 0, Tcp.SYN, 64240);
    Tcp.writeChecksum(frame, at + Ipv4.HEADER, Tcp.HEADER, client, VIP);
    return frame;
  }

  private static final class NoEvents implements NicEvents {
    @Override
    public void lost(String why) {}

    @Override
    public void back(Nic nic) {}

    @Override
    public void linkChanged(boolean up) {}

    @Override
    public void oversized(int bytes) {}

    @Override
    public void unfinishedChecksum() {}
  }

  /** Receives nothing; what it sends is gone. */
  private static final class DeafNic implements Nic {
    @Override
    public String name() {
      return "deaf0";
    }

    @Override
    public long mac() {
      return MAC;
    }

    @Override
    public int mtu() {
      return 1500;
    }

    @Override
    public int receive(FrameBatch batch, long timeoutNanos) {
      LockSupport.parkNanos(timeoutNanos);
      return 0;
    }

    @Override
    public void send(byte[] frame, int length) {}

    @Override
    public void flush() {}

    @Override
    public NicStatistics statistics() {
      return new NicStatistics(0, 0, 0, 0);
    }

    @Override
    public void close() {}
  }
}
