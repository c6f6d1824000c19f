package io.lvsim.command.net.bridge;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Bridge;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.link.MacBridge;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * bridge fdb show: what ports have learned and their own MACs, which VLAN 1 has too, and the
 * multicast groups that each interface listens to, without those of IPv6.
 */
final class ForwardingTable {
  private static final String ALL_SYSTEMS = "01:00:5e:00:00:01";
  private static final String ALL_SNOOPERS = "01:00:5e:00:00:6a";

  private final Invocation call;
  private final Host host;
  private @Nullable Interface device;
  private @Nullable Bridge bridge;

  ForwardingTable(Invocation call) {
    this.call = call;
    host = call.net().host();
  }

  int run(List<String> words) throws Refusal {
    String command = words.isEmpty() ? "show" : words.removeFirst();
    if (!List.of("show", "list", "lst").contains(command)) {
      boolean known =
          List.of("add", "append", "replace", "delete", "del", "get", "flush", "help")
              .contains(command);
      throw known
          ? BridgeCommand.notModelled("fdb " + command)
          : new Refusal(255, "Command \"" + command + "\" is unknown, try \"bridge fdb help\".\n");
    }
    read(words);
    host.interfaces().forEach(this::print);
    return 0;
  }

  private void read(List<String> words) throws Refusal {
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      if (words.isEmpty()) {
        throw new Refusal(255, "Command line is not complete. Try option \"help\"\n");
      }
      switch (word) {
        case "dev", "brport" -> device = BridgeCommand.device(host, words.removeFirst());
        case "br" -> bridge = BridgeCommand.device(host, words.removeFirst()).bridge();
        default -> throw BridgeCommand.notModelled("fdb show " + word);
      }
    }
  }

  private void print(Interface link) {
    Bridge master = link.master();
    boolean ofBridge = bridge == null || link.bridge() == bridge || master == bridge;
    if (link.isLoopback() || device != null && link != device || !ofBridge) {
      return;
    }
    if (master != null) {
      printPort(link, master);
    }
    groups(link).forEach(group -> print(link, group, "self permanent"));
  }

  private void printPort(Interface port, Bridge master) {
    String name = master.device().name();
    String own = MacAddress.format(port.mac());
    for (MacBridge.Entry entry : master.learned().reversed()) {
      if (entry.outlet() == master.portNumber(port)) {
        print(port, MacAddress.format(entry.mac()), "master " + name + " ");
      }
    }
    print(port, own, "vlan 1 master " + name + " permanent");
    print(port, own, "master " + name + " permanent");
  }

  private static List<String> groups(Interface link) {
    List<String> groups = new ArrayList<>();
    if (link.bridge() != null) {
      groups.add(ALL_SNOOPERS);
    }
    if (link.wasUp() && !link.isDummy()) {
      groups.add(ALL_SYSTEMS);
    }
    return groups;
  }

  private void print(Interface link, String mac, String rest) {
    String dev = device == null ? " dev " + link.name() : "";
    call.out().println(mac + dev + " " + rest);
  }
}
