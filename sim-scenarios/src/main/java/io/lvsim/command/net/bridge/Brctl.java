package io.lvsim.command.net.bridge;

import io.lvsim.command.net.Refusal;
import io.lvsim.engine.Random;
import io.lvsim.host.Bridge;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** brctl of bridge-utils 1.7. */
public final class Brctl implements Command {
  private static final String USAGE =
      """
      Usage: brctl [commands]
      commands:
      \taddbr     \t<bridge>\t\tadd bridge
      \tdelbr     \t<bridge>\t\tdelete bridge
      \taddif     \t<bridge> <device>\tadd interface to bridge
      \tdelif     \t<bridge> <device>\tdelete interface from bridge
      \thairpin   \t<bridge> <port> {on|off}\tturn hairpin on/off
      \tsetageing \t<bridge> <time>\t\tset ageing time
      \tsetbridgeprio\t<bridge> <prio>\t\tset bridge priority
      \tsetfd     \t<bridge> <time>\t\tset bridge forward delay
      \tsethello  \t<bridge> <time>\t\tset hello time
      \tsetmaxage \t<bridge> <time>\t\tset max message age
      \tsetpathcost\t<bridge> <port> <cost>\tset path cost
      \tsetportprio\t<bridge> <port> <prio>\tset port priority
      \tshow      \t[ <bridge> ]\t\tshow a list of bridges
      \tshowmacs  \t<bridge>\t\tshow a list of mac addrs
      \tshowstp   \t<bridge>\t\tshow bridge stp info
      \tstp       \t<bridge> {on|off}\tturn stp on/off
      """;

  /** Those modelled: how many arguments they need, and what usage says behind their names. */
  private static final Map<String, String> SYNOPSES =
      new TreeMap<>(
          Map.of(
              "addbr", "<bridge>\t\tadd bridge",
              "delbr", "<bridge>\t\tdelete bridge",
              "addif", "<bridge> <device>\tadd interface to bridge",
              "delif", "<bridge> <device>\tdelete interface from bridge",
              "setageing", "<bridge> <time>\t\tset ageing time",
              "showmacs", "<bridge>\t\tshow a list of mac addrs",
              "stp", "<bridge> {on|off}\tturn stp on/off"));

  private static final List<String> NOT_MODELLED =
      List.of(
          "hairpin",
          "setbridgeprio",
          "setfd",
          "sethello",
          "setmaxage",
          "setpathcost",
          "setportprio",
          "showstp");

  @Override
  public int run(Invocation call) {
    List<String> words = call.arguments();
    if (words.isEmpty()) {
      call.err().print(USAGE);
      return 1;
    }
    String command = words.getFirst();
    switch (command) {
      case "-h", "--help" -> {
        call.out().print(USAGE);
        return 0;
      }
      case "-V", "--version" -> {
        call.out().println("bridge-utils, 1.7");
        return 0;
      }
      default -> {}
    }
    try {
      return run(call, command, words.subList(1, words.size()));
    } catch (Refusal refusal) {
      call.err().print(refusal.text());
      return refusal.status();
    }
  }

  private static int run(Invocation call, String command, List<String> words) throws Refusal {
    Host host = call.net().host();
    if (command.equals("show")) {
      return new BridgeTables(call).show(words);
    }
    if (NOT_MODELLED.contains(command)) {
      throw complaint("brctl: \"" + command + "\" is not modelled in this lab.");
    }
    String synopsis = SYNOPSES.get(command);
    if (synopsis == null) {
      throw new Refusal(1, "never heard of command [" + command + "]\n" + USAGE);
    }
    int needed = synopsis.contains("> <") || synopsis.contains("{") ? 2 : 1;
    if (words.size() < needed) {
      throw complaint(
          "Incorrect number of arguments for command\nUsage: brctl " + command + " " + synopsis);
    }
    String name = words.getFirst();
    switch (command) {
      case "addbr" -> add(host, name);
      case "delbr" -> delete(host, name);
      case "addif" -> addPorts(host, name, words.subList(1, words.size()));
      case "delif" -> removePorts(host, name, words.subList(1, words.size()));
      case "stp" -> switchSpanningTree(host, name, words.get(1));
      case "setageing" -> setAging(host, name, words.get(1));
      default -> new BridgeTables(call).showMacs(name);
    }
    return 0;
  }

  static Refusal complaint(String text) {
    return new Refusal(1, text + "\n");
  }

  private static void add(Host host, String typed) throws Refusal {
    // the name is cut to what an ioctl takes
    String name = typed.length() > 15 ? typed.substring(0, 15) : typed;
    if (host.interfaceNamed(name) != null) {
      throw complaint("device " + name + " already exists; can't create bridge with the same name");
    }
    Random random = host.simulation().random(host.name() + " MAC of " + name);
    host.addBridge(name, random.nextLong() & 0xFEFF_FFFF_FFFFL | 0x0200_0000_0000L);
  }

  private static void delete(Host host, String name) throws Refusal {
    Interface device = host.interfaceNamed(name);
    if (device == null) {
      throw complaint("bridge " + name + " doesn't exist; can't delete it");
    }
    if (device.bridge() == null) {
      throw complaint("can't delete bridge " + name + ": Operation not permitted");
    }
    if (device.isUp()) {
      throw complaint("bridge " + name + " is still up; can't delete it");
    }
    host.removeInterface(device);
  }

  private static void addPorts(Host host, String name, List<String> devices) throws Refusal {
    Bridge bridge = bridge(host, name);
    for (String each : devices) {
      Interface device = device(host, each);
      if (device.master() != null) {
        throw complaint(
            "device "
                + each
                + " is already a member of a bridge; can't add it to bridge "
                + name
                + ".");
      }
      if (device.bridge() != null) {
        throw complaint(
            "device "
                + each
                + " is a bridge device itself; can't add a bridge device to a bridge device.");
      }
      if (device.isLoopback()) {
        throw complaint("can't add " + each + " to bridge " + name + ": Invalid argument");
      }
      host.setMaster(device, bridge);
    }
  }

  private static void removePorts(Host host, String name, List<String> devices) throws Refusal {
    Bridge bridge = bridge(host, name);
    for (String each : devices) {
      Interface device = device(host, each);
      if (device.master() != bridge) {
        throw complaint("device " + each + " is not a port of " + name);
      }
      host.setMaster(device, null);
    }
  }

  private static void switchSpanningTree(Host host, String name, String word) throws Refusal {
    boolean on = List.of("on", "yes", "1").contains(word);
    if (!on && !List.of("off", "no", "0").contains(word)) {
      throw complaint("expect on/off for argument");
    }
    required(host, name, "set stp status").setSpanningTree(on);
  }

  private static void setAging(Host host, String name, String seconds) throws Refusal {
    if (!seconds.matches("\\d{1,9}(\\.\\d{1,3})?")) {
      throw complaint("bad ageing time value");
    }
    required(host, name, "set ageing time")
        .setAgingNanos((long) (Double.parseDouble(seconds) * 1e9));
  }

  private static Bridge required(Host host, String name, String what) throws Refusal {
    Interface device = host.interfaceNamed(name);
    Bridge bridge = device == null ? null : device.bridge();
    if (bridge == null) {
      throw complaint(what + " failed: No such device");
    }
    return bridge;
  }

  private static Bridge bridge(Host host, String name) throws Refusal {
    @Nullable Interface device = host.interfaceNamed(name);
    Bridge bridge = device == null ? null : device.bridge();
    if (bridge == null) {
      throw complaint("bridge " + name + " does not exist!");
    }
    return bridge;
  }

  private static Interface device(Host host, String name) throws Refusal {
    Interface device = host.interfaceNamed(name);
    if (device == null) {
      throw complaint("interface " + name + " does not exist!");
    }
    return device;
  }

  /** All bridges of a host, by name. */
  static List<Bridge> bridges(Host host) {
    TreeMap<String, Bridge> bridges = new TreeMap<>();
    for (Interface each : host.interfaces()) {
      Bridge bridge = each.bridge();
      if (bridge != null) {
        bridges.put(each.name(), bridge);
      }
    }
    return new ArrayList<>(bridges.values());
  }
}
