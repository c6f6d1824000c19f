package io.lvsim.kernel;

import io.lvsim.kernel.LabRecord.FrameRecord;
import io.lvsim.kernel.LabRecord.Look;
import io.lvsim.kernel.LabRecord.MachineLook;
import io.lvsim.link.Tap;
import io.lvsim.scenario.run.Directors;
import io.lvsim.scenario.run.Observed;
import io.lvsim.scenario.run.WireCounts;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.InterfaceSpec;
import io.lvsim.topology.Roles;
import io.lvsim.topology.Topology;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A recorded lab as one who looks at it after a step sees it. */
final class KernelLab implements Observed, Directors {
  private static final int COMPLETE = 2; // ATF_COM

  private final Topology topology;
  private final LabRecord record;
  private final WireCounts wire;
  private final List<Tap> taps = new ArrayList<>();
  private int nextFrame;
  private @Nullable Look look;

  KernelLab(Topology topology, LabRecord record) {
    this.topology = topology;
    this.record = record;
    wire = new WireCounts(this, topology.roles());
    for (String name : record.interfaces()) {
      int dot = name.indexOf('.');
      String machine = name.substring(0, dot);
      taps.add(wire.at(machine, macOf(machine, name.substring(dot + 1))));
    }
  }

  private long macOf(String machine, String nicName) {
    HostSpec host = topology.host(machine);
    InterfaceSpec nic = host == null ? null : host.interfaceNamed(nicName);
    return nic == null ? 0 : nic.mac();
  }

  /** Goes on to an instant: what has passed by then has been seen. */
  void advance(long at, @Nullable Look seen) {
    List<FrameRecord> frames = record.frames();
    while (nextFrame < frames.size() && frames.get(nextFrame).at() <= at) {
      FrameRecord frame = frames.get(nextFrame++);
      taps.get(frame.interfaceNumber()).frame(frame.outgoing(), frame.bytes());
    }
    look = seen == null ? look : seen;
  }

  void beginAnew() {
    wire.beginAnew();
  }

  @Override
  public boolean haveMac(long mac) {
    Roles roles = topology.roles();
    return roles != null && roles.directors().contains(nameOf(mac));
  }

  @Override
  public boolean haveAddress(int address) {
    Roles roles = topology.roles();
    if (roles == null) {
      return false;
    }
    return topology.hosts().stream()
        .filter(host -> roles.directors().contains(host.name()))
        .flatMap(host -> host.interfaces().stream())
        .flatMap(nic -> nic.addresses().stream())
        .anyMatch(spec -> spec.address() == address);
  }

  @Override
  public boolean hasMachine(String name) {
    return look != null && look.machines().containsKey(name);
  }

  private MachineLook machine(String name) {
    MachineLook machine = look == null ? null : look.machines().get(name);
    return machine == null ? new MachineLook("", "", "", Map.of(), Map.of()) : machine;
  }

  @Override
  public @Nullable Neighbor neighbor(String machine, int address) {
    String wanted = Ipv4Address.format(address);
    for (String line : machine(machine).neighbours().lines().skip(1).toList()) {
      String[] words = line.strip().split("\\s+");
      if (words[0].equals(wanted) && (Integer.decode(words[2]) & COMPLETE) != 0) {
        return new Neighbor(MacAddress.parse(words[3]), "complete");
      }
    }
    return null;
  }

  @Override
  public String nameOf(long mac) {
    for (HostSpec host : topology.hosts()) {
      for (InterfaceSpec nic : host.interfaces()) {
        if (nic.kind() == InterfaceSpec.Kind.WIRE && nic.mac() == mac) {
          return host.name();
        }
      }
    }
    return MacAddress.format(mac);
  }

  @Override
  public long answeredBy(String machine) {
    return wire.answeredBy(machine);
  }

  @Override
  public OptionalLong bypassed() {
    return wire.bypassed();
  }

  @Override
  public List<String> whoAnsweredFor(int address) {
    return wire.whoAnsweredFor(address);
  }

  @Override
  public List<Connection> connections(String machine) {
    return DirectorFiles.connections(machine(machine).connections());
  }

  @Override
  public List<Service> services(String machine) {
    return DirectorFiles.services(machine(machine).services());
  }

  @Override
  public @Nullable Map<Long, String> switchTable(String switchName) {
    return look == null ? null : look.switches().get(switchName);
  }

  @Override
  public String file(String machine, String path) throws Hidden {
    String text = machine(machine).files().get(path);
    if (text == null) {
      throw new Hidden("No such file or directory");
    }
    return text;
  }

  @Override
  public String setting(String machine, String key) throws Hidden {
    String value = machine(machine).settings().get(key);
    if (value == null || value.isEmpty()) {
      throw new Hidden("No such file or directory");
    }
    return value;
  }
}
