package io.lvsim.command.net.bridge;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Bridge;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.link.MacBridge;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** brctl show and showmacs. */
final class BridgeTables {
  private static final String HEADING = "bridge name\tbridge id\t\tSTP enabled\tinterfaces";

  private final Invocation call;
  private final Host host;

  BridgeTables(Invocation call) {
    this.call = call;
    host = call.net().host();
  }

  /** All bridges, or those named. */
  int show(List<String> names) throws Refusal {
    List<Bridge> bridges = Brctl.bridges(host);
    if (!names.isEmpty()) {
      bridges = new ArrayList<>();
      for (String name : names) {
        bridges.add(named(name));
      }
    }
    if (!bridges.isEmpty()) {
      call.out().println(HEADING);
    }
    bridges.forEach(this::print);
    return 0;
  }

  private Bridge named(String name) throws Refusal {
    Interface device = host.interfaceNamed(name);
    if (device == null) {
      throw Brctl.complaint("bridge " + name + " does not exist!");
    }
    Bridge bridge = device.bridge();
    if (bridge == null) {
      throw Brctl.complaint("device " + name + " is not a bridge!");
    }
    return bridge;
  }

  private void print(Bridge bridge) {
    List<String> ports = bridge.ports().stream().map(Interface::name).sorted().toList();
    String start = bridge.device().name() + "\t\t" + BridgeId.of(bridge);
    call.out()
        .println(
            start
                + "\t"
                + (bridge.spanningTree() ? "yes" : "no")
                + "\t\t"
                + String.join("\n\t\t\t\t\t\t\t", ports));
  }

  /** What a bridge knows, in the order of MACs; its own twice, for each VLAN once. */
  void showMacs(String name) throws Refusal {
    Interface device = host.interfaceNamed(name);
    Bridge bridge = device == null ? null : device.bridge();
    if (bridge == null) {
      throw Brctl.complaint("read of forward table failed: No such device");
    }
    List<Line> lines = new ArrayList<>();
    for (Interface port : bridge.ports()) {
      Line own = new Line(bridge.portNumber(port), port.mac(), true, 0);
      lines.add(own);
      lines.add(own);
    }
    for (MacBridge.Entry entry : bridge.learned()) {
      lines.add(new Line(entry.outlet(), entry.mac(), false, entry.ageNanos()));
    }
    lines.sort(Comparator.comparingLong(Line::mac));
    call.out().println("port no\tmac addr\t\tis local?\tageing timer");
    lines.forEach(line -> call.out().println(line.text()));
  }

  /** One line of the table. */
  private record Line(int port, long mac, boolean local, long ageNanos) {
    String text() {
      return String.format(
          Locale.ROOT,
          "%3d\t%s\t%s\t\t%7.2f",
          port,
          MacAddress.format(mac),
          local ? "yes" : "no",
          Math.floor(ageNanos / 1e7) / 100);
    }
  }
}
