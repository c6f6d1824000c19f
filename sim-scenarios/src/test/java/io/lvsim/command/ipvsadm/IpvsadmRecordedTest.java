package io.lvsim.command.ipvsadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.ipvs.scheduler.Schedulers;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.link.Port;
import io.lvsim.process.Process;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Variables;
import io.lvsim.trace.Trace;
import io.lvsim.wire.MacAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Replays what the real ipvsadm was told on Linux 6.1, and compares every byte and status. */
class IpvsadmRecordedTest {
  private static final String HOSTS =
      """
      127.0.0.1 localhost
      192.168.2.188 vip alias
      192.168.2.191 rs1
      192.168.2.192 rs2
      192.168.9.1 averylonghostname-for-the-virtual-service.example.com
      192.168.9.2 averylonghostname-for-the-real-server.example.com
      """;

  /** The recorded kernel counted 100 ticks a second, that of Debian 12 counts 250. */
  private static final int RECORDED_TICKS = 100;

  private final Simulation simulation = new Simulation(1);
  private final CommandTable commands = new CommandTable();
  private final Machine machine = director();

  IpvsadmRecordedTest() throws Exception {
    IpvsadmCommands.addTo(commands);
    machine.files().write("/etc/hosts", HOSTS.getBytes(StandardCharsets.UTF_8));
  }

  private Machine director() {
    Trace trace = new Trace(simulation);
    Host host = new Host(simulation, trace, "dir");
    Port port = new Port("dir", "eth0", trace);
    host.addInterface("eth0", MacAddress.parse("02:00:00:00:01:90"), port);
    return new Machine(new Lab(simulation, trace), host, OperatingSystem.DEBIAN_12);
  }

  @Test
  void everyRecordedCommandIsAnsweredAlike() throws Exception {
    replay("rr-and-wrr.txt", 500);
  }

  @Test
  void everyRecordedCommandWithTheOtherSchedulersIsAnsweredAlike() throws Exception {
    Stream.of("lc", "wlc", "sed", "nq", "sh", "mh")
        .forEach(name -> assumeTrue(Schedulers.exists(name), name));
    replay("all-schedulers.txt", 500);
  }

  @Test
  void persistenceEnginesAreTakenListedAndRefusedAlike() throws Exception {
    replay("engines.txt", 20);
  }

  @Test
  void everyRecordedCommandAboutSynchronisationIsAnsweredAlike() throws Exception {
    replay("sync-daemons.txt", 50);
    machine.host().interfaceNamed("eth0").setUp(false);
    replay("sync-daemons-link-down.txt", 2);
  }

  private void replay(String resource, int moreThan) throws Exception {
    List<RecordedCommand> recording = RecordedCommand.read(resource);
    assertThat(recording).hasSizeGreaterThan(moreThan);
    SoftAssertions softly = new SoftAssertions();
    for (RecordedCommand command : recording) {
      Outcome outcome = run(command);
      softly
          .assertThat(outcome.normalized(command))
          .as(command.line())
          .isEqualTo(expected(command).normalized(command));
    }
    softly.assertAll();
  }

  private Outcome expected(RecordedCommand command) {
    return new Outcome(command.output(), command.errors(), command.status());
  }

  private Outcome run(RecordedCommand command) throws Exception {
    List<String> words = command.words();
    if (words.get(0).equals("cat")) {
      byte[] content = machine.files().read(words.get(1));
      return new Outcome(new String(content, StandardCharsets.UTF_8), "", 0);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Process process =
        Process.start(
            simulation,
            command.line(),
            self ->
                commands
                    .find(words.get(0))
                    .run(
                        new Invocation(
                            words.get(0),
                            words.subList(1, words.size()),
                            machine.first(),
                            self,
                            new Lines(command.input()),
                            out::writeBytes,
                            err::writeBytes,
                            new Variables())));
    simulation.runFor(0);
    return new Outcome(
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        process.exitStatus());
  }

  /** What a command wrote and how it ended. */
  private record Outcome(String output, String errors, int status) {
    String normalized(RecordedCommand command) {
      String shown = command.isInHashOrder() ? sorted(output) : output;
      return shown + "--- errors\n" + errors + "--- status " + status;
    }

    /** Services with their servers, in the order of their text. */
    private static String sorted(String table) {
      String[] services = inTicks(table).split("\n(?=[A-Z])");
      Arrays.sort(services);
      return String.join("\n", services) + "\n";
    }

    private static String inTicks(String table) {
      StringBuilder text = new StringBuilder();
      for (String line : table.split("\n")) {
        text.append(line.replaceFirst("persistent [0-9]+ F", "persistent N F")).append('\n');
      }
      return text.toString().strip();
    }
  }

  @Test
  void procShowsPersistenceInTicks() throws Exception {
    run(new RecordedCommand("ipvsadm -A -t 10.0.0.1:80 -p 20 -s rr", "", "", "", 0));
    String table = new String(machine.files().read("/proc/net/ip_vs"), StandardCharsets.UTF_8);
    int ticks = 20 * OperatingSystem.DEBIAN_12.ticksPerSecond();
    assertThat(ticks).isNotEqualTo(20 * RECORDED_TICKS);
    assertThat(table).endsWith("TCP  0A000001:0050 rr  persistent " + ticks + " FFFFFFFF\n");
  }

  /** Standard input. */
  private static final class Lines implements ByteSource {
    private final Deque<String> lines = new ArrayDeque<>();

    Lines(String text) {
      text.lines().forEach(lines::add);
    }

    @Override
    public byte[] read() {
      return readAll();
    }

    @Override
    public @Nullable String readLine() {
      return lines.poll();
    }

    @Override
    public byte[] readAll() {
      String all = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
      lines.clear();
      return all.getBytes(StandardCharsets.UTF_8);
    }
  }
}
