package io.lvsim.cli;

import io.lvsim.capture.Direction;
import io.lvsim.capture.PcapngWriter;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Port;
import io.lvsim.replay.Expectation;
import io.lvsim.replay.FrameFeed;
import io.lvsim.replay.LoopedFrames;
import io.lvsim.replay.MacPairs;
import io.lvsim.replay.Pace;
import io.lvsim.replay.PortReplay;
import io.lvsim.replay.RenamedFeed;
import io.lvsim.replay.ReplayFrames;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.MacAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated director sends when a capture is replayed into its lab: written to a capture,
 * with real MAC addresses, each frame with the number of the watched interface where it is
 * expected.
 */
final class Prediction implements RunListener {
  private final EntryPort entry;
  private final ReplayFrames frames;
  private final Pace pace;
  private final long loops;
  private final ExpectOptions options;
  private final List<ExpectOptions.WatchedInterface> watches;
  private final Path file;
  private final Map<Long, Integer> placeOfMac = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Set<Long> macsOfPorts = new LinkedHashSet<>();
  private final Set<Long> testedMacs = new LinkedHashSet<>();
  private final List<Map<Integer, Long>> answers = new ArrayList<>();
  private MacPairs macs = MacPairs.none();
  private String machineName = "";
  private @Nullable BadInput obstacle;
  private long unwatched;

  Prediction(
      EntryPort entry, ReplayFrames frames, Pace pace, long loops, ExpectOptions options, Path file)
      throws BadInput {
    this.entry = entry;
    this.frames = frames;
    this.pace = pace;
    this.loops = loops;
    this.options = options;
    this.watches = options.watches();
    this.file = file;
  }

  @Override
  public void stepsEnded(Scenario scenario, Lab lab) {
    try {
      Machine tested = tested(lab);
      machineName = tested.name();
      pairMacs(lab);
      findPlaces(lab, tested);
      predict(lab, tested);
    } catch (BadInput e) {
      obstacle = e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Machine tested(Lab lab) throws BadInput {
    String wanted = options.machine();
    List<Machine> found =
        lab.machines().stream()
            .filter(m -> wanted == null ? !m.ipvs().services().isEmpty() : m.name().equals(wanted))
            .toList();
    if (found.size() != 1) {
      List<String> names = lab.machines().stream().map(Machine::name).toList();
      throw new BadInput(
          (wanted == null
                  ? found.size() + " machines of the scenario have services"
                  : "--under-test " + wanted + ": there is no such machine")
              + "; say which is real: --under-test "
              + String.join("|", names));
    }
    return found.getFirst();
  }

  private static Interface interfaceOf(Lab lab, String option, String fullName) throws BadInput {
    for (Machine machine : lab.machines()) {
      for (Interface nic : machine.host().interfaces()) {
        if (nic.port() != null && fullName.equals(machine.name() + "." + nic.name())) {
          return nic;
        }
      }
    }
    throw new BadInput(option + " " + fullName + ": the scenario's lab has no such port");
  }

  private void pairMacs(Lab lab) throws BadInput {
    for (String[] pair : options.macs()) {
      Interface nic = interfaceOf(lab, "--same-mac", pair[0]);
      macs = macs.with(nic.mac(), MacAddress.parse(pair[1]));
    }
  }

  /** Which watched interface stands for which MAC, and whom ARP is answered for there. */
  private void findPlaces(Lab lab, Machine tested) throws BadInput {
    for (ExpectOptions.WatchedInterface watch : watches) {
      Map<Integer, Long> answered = new LinkedHashMap<>();
      answers.add(answered);
      if (watch.port() != null) {
        Interface nic = interfaceOf(lab, "--watch " + watch.name() + "=", watch.port());
        requireOther(watch, nic, tested);
        placeOfMac.put(macs.real(nic.mac()), answers.size() - 1);
        answerFor(nic, answered);
      }
    }
    int others = watches.stream().map(w -> w.port() == null).toList().indexOf(true);
    for (Machine machine : lab.machines()) {
      for (Interface nic : machine.host().interfaces()) {
        if (nic.port() == null) {
          continue;
        }
        long mac = macs.real(nic.mac());
        macsOfPorts.add(mac);
        names.put(MacAddress.format(mac), machine.name() + "." + nic.name());
        if (machine == tested) {
          testedMacs.add(mac);
        } else if (others >= 0 && placeOfMac.putIfAbsent(mac, others) == null) {
          answerFor(nic, answers.get(others));
        }
      }
    }
  }

  private static void requireOther(
      ExpectOptions.WatchedInterface watch, Interface nic, Machine tested) throws BadInput {
    if (tested.host().interfaces().contains(nic)) {
      throw new BadInput(
          "--watch %s=%s: %s is the machine that is real; watch where its frames come"
              .formatted(watch.name(), watch.port(), tested.name()));
    }
  }

  private void answerFor(Interface nic, Map<Integer, Long> answered) {
    if (options.answersArp()) {
      for (InterfaceAddress address : nic.addresses()) {
        answered.put(address.local(), macs.real(nic.mac()));
      }
    }
  }

  private void predict(Lab lab, Machine tested) throws BadInput, IOException {
    Interface nic = interfaceOf(lab, "--at", entry.toString());
    Port port = java.util.Objects.requireNonNull(nic.port());
    long beganNanos = lab.simulation().now();
    PcapngWriter writer = new PcapngWriter(file, machineName, "predicted by " + entry);
    try (FrameFeed feed = new RenamedFeed(new LoopedFrames(frames, pace, loops), macs)) {
      for (Interface each : tested.host().interfaces()) {
        Port out = each.port();
        if (out != null) {
          out.addTap((outgoing, frame) -> {
            if (outgoing) {
              note(writer, lab.simulation().now() - beganNanos, frame);
            }
          });
        }
      }
      new PortReplay(lab.simulation(), port, nic, feed, true).play(options.withinNanos());
      writer.close();
    }
  }

  private void note(PcapngWriter writer, long atNanos, byte[] frame) {
    byte[] real = macs.toReal(frame);
    long destination = Ethernet.destination(real);
    Integer place = placeOfMac.get(destination);
    if (place == null) {
      // what goes to everybody, questions by ARP, is never compared
      unwatched += MacAddress.isMulticast(destination) ? 0 : 1;
      return;
    }
    try {
      writer.write(atNanos, Direction.OUTBOUND, real, List.of(String.valueOf(place)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if there could be none. */
  void require() throws BadInput {
    if (obstacle != null) {
      throw obstacle;
    }
    if (machineName.isEmpty()) {
      throw new BadInput("the scenario could not be run to its end");
    }
  }

  String machineName() {
    return machineName;
  }

  /** Whether a MAC address of this network is that of the machine under test. */
  boolean isTested(long mac) {
    return testedMacs.contains(mac);
  }

  /** Whom ARP is answered for at a watched interface. */
  Map<Integer, Long> answers(int place) {
    return answers.get(place);
  }

  /** Which watched interface a MAC address of this network is expected at, or none. */
  int placeOf(long mac) {
    Integer place = placeOfMac.get(mac);
    if (place == null) {
      return macsOfPorts.contains(mac) ? Expectation.NOWHERE : Expectation.ANYWHERE;
    }
    return place;
  }

  /** A text with the ports' names behind their MAC addresses. */
  String named(String text) {
    String named = text;
    for (Map.Entry<String, String> port : names.entrySet()) {
      named = named.replace(port.getKey(), port.getKey() + " (" + port.getValue() + ")");
    }
    return named;
  }

  /** How many frames the simulated machine sent to where nobody watches. */
  long unwatched() {
    return unwatched;
  }
}
