package io.lvsim.command.net.nettools;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How ifconfig and netstat -i print interfaces (ife_print_long, ife_print_short). */
final class InterfaceListing {
  static final String BRIEF_HEADER =
      "Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg";
  private static final String BRIEF_HEADER_OF_IFCONFIG =
      "Iface      MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg";
  private static final String[] SIZES = {"KiB", "MiB", "GiB", "TiB", "PiB"};

  private final Invocation call;
  private final Host host;
  private final boolean all;
  private final boolean brief;

  InterfaceListing(Invocation call, boolean all, boolean brief) {
    this.call = call;
    this.host = call.net().host();
    this.all = all;
    this.brief = brief;
  }

  /**
   * An interface under one of its labels.
   *
   * @param address the first with that label, if any
   */
  private record Labelled(Interface device, String label, @Nullable InterfaceAddress address) {
    boolean isAlias() {
      return !label.equals(device.name());
    }
  }

  /**
   * Prints them.
   *
   * @param names one name, or none for all that are up
   */
  int show(List<String> names) throws Refusal {
    if (brief) {
      call.out().println(BRIEF_HEADER_OF_IFCONFIG);
    }
    if (!names.isEmpty()) {
      print(named(names.getFirst()));
      return 0;
    }
    for (Labelled each : labelled()) {
      if (all || each.device().isUp()) {
        print(each);
      }
    }
    return 0;
  }

  private void print(Labelled each) {
    call.out().print(brief ? briefText(each.device()) : text(each));
  }

  private List<Labelled> labelled() {
    List<Labelled> found = new ArrayList<>();
    for (Interface device : host.interfaces()) {
      found.add(new Labelled(device, device.name(), first(device, device.name())));
      for (InterfaceAddress address : device.addresses()) {
        boolean seen = found.stream().anyMatch(l -> l.label().equals(address.label()));
        if (!seen && address.label().contains(":")) {
          found.add(new Labelled(device, address.label(), address));
        }
      }
    }
    found.sort(Comparator.comparing(Labelled::label));
    return found;
  }

  private Labelled named(String name) throws Refusal {
    int colon = name.indexOf(':');
    Interface device = host.interfaceNamed(colon < 0 ? name : name.substring(0, colon));
    if (device == null) {
      throw new Refusal(1, name + ": error fetching interface information: Device not found\n");
    }
    return new Labelled(device, name, first(device, name));
  }

  static @Nullable InterfaceAddress first(Interface device, String label) {
    for (InterfaceAddress address : device.addresses()) {
      if (address.label().equals(label)) {
        return address;
      }
    }
    return null;
  }

  private static String text(Labelled each) {
    Interface device = each.device();
    String hardware =
        device.isLoopback()
            ? "loop  txqueuelen 1000  (Local Loopback)"
            : "ether " + MacAddress.format(device.mac()) + "  txqueuelen 1000  (Ethernet)";
    return each.label()
        + ": flags="
        + flagBits(device)
        + "<"
        + flagNames(device)
        + ">  mtu "
        + device.mtu()
        + "\n"
        + inet(each)
        + "        "
        + hardware
        + "\n"
        + (each.isAlias() ? "" : counters(device))
        + "\n";
  }

  private static String inet(Labelled each) {
    InterfaceAddress address = each.address();
    if (address == null) {
      return "";
    }
    String broadcast =
        each.device().isLoopback() ? "" : "  broadcast " + Ipv4Address.format(address.broadcast());
    return "        inet "
        + Ipv4Address.format(address.local())
        + "  netmask "
        + Ipv4Address.format(Ipv4Address.mask(address.prefixLength()))
        + broadcast
        + "\n";
  }

  private static String counters(Interface device) {
    return "        RX packets "
        + device.receivedFrames()
        + "  bytes "
        + bytes(device.receivedBytes())
        + "\n        RX errors 0  dropped 0  overruns 0  frame 0\n        TX packets "
        + device.sentFrames()
        + "  bytes "
        + bytes(device.sentBytes())
        + "\n        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0\n";
  }

  private static String bytes(long count) {
    long tenths = count * 10;
    String unit = "B";
    long left = count;
    for (int i = 0; i < SIZES.length && left > 1024; i++) {
      left /= 1024;
      tenths /= 1024;
      unit = SIZES[i];
    }
    return count + " (" + tenths / 10 + "." + tenths % 10 + " " + unit + ")";
  }

  private static int flagBits(Interface device) {
    int bits = device.isLoopback() ? 0x8 : 0x2;
    bits |= device.isUp() ? 0x1 : 0;
    bits |= device.isUp() && device.carrier() ? 0x40 : 0;
    bits |= isNoArp(device) ? 0x80 : 0;
    return bits | (hasMulticast(device) ? 0x1000 : 0);
  }

  private static String flagNames(Interface device) {
    List<String> names = new ArrayList<>();
    int bits = flagBits(device);
    add(names, bits, 0x1, "UP");
    add(names, bits, 0x2, "BROADCAST");
    add(names, bits, 0x8, "LOOPBACK");
    add(names, bits, 0x40, "RUNNING");
    add(names, bits, 0x80, "NOARP");
    add(names, bits, 0x1000, "MULTICAST");
    return String.join(",", names);
  }

  private static void add(List<String> names, int bits, int bit, String name) {
    if ((bits & bit) != 0) {
      names.add(name);
    }
  }

  private static boolean isNoArp(Interface device) {
    return !device.isLoopback() && !device.arpEnabled();
  }

  private static boolean hasMulticast(Interface device) {
    return !device.isLoopback() && !device.isDummy();
  }

  /** One line of ifconfig -s and netstat -i. */
  static String briefText(Interface device) {
    int bits = flagBits(device);
    List<String> letters = new ArrayList<>();
    add(letters, bits, 0x2, "B");
    add(letters, bits, 0x8, "L");
    add(letters, bits, 0x1000, "M");
    add(letters, bits, 0x80, "O");
    add(letters, bits, 0x40, "R");
    add(letters, bits, 0x1, "U");
    return String.format(
        Locale.ROOT,
        "%-15.15s %5d %8d %6d %6d %-6d %8d %6d %6d %6d %s\n",
        device.name(),
        device.mtu(),
        device.receivedFrames(),
        0,
        0,
        0,
        device.sentFrames(),
        0,
        0,
        0,
        String.join("", letters));
  }
}
