package io.lvsim.command.net.nettools;

import io.lvsim.command.net.HostNames;
import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** ifconfig NAME WORDS...: one system call a word, in their order (devinet_ioctl). */
final class InterfaceChange {
  private static final int MTU_MINIMUM = 68;
  private static final int MTU_MAXIMUM = 65_535;

  private final Invocation call;
  private final Host host;
  private final List<String> words;
  private final String name;
  private final @Nullable Interface device;
  private int at = 1;
  private boolean failed;

  InterfaceChange(Invocation call, List<String> words) {
    this.call = call;
    this.host = call.net().host();
    this.words = words;
    this.name = words.getFirst();
    int colon = name.indexOf(':');
    this.device = host.interfaceNamed(colon < 0 ? name : name.substring(0, colon));
  }

  int run() throws Refusal {
    while (at < words.size()) {
      apply(words.get(at++));
    }
    return failed ? 1 : 0;
  }

  private void apply(String word) throws Refusal {
    switch (word) {
      case "up" -> setUp(true);
      case "down" -> setUp(false);
      case "arp", "-arp" -> existing().setArpEnabled(word.equals("arp"));
      case "mtu" -> setMtu(argument());
      case "netmask" -> setNetmask(address(argument()));
      case "broadcast" -> setBroadcast(address(argument()));
      case "-broadcast" -> {}
      case "hw" -> setHardwareAddress(argument(), argument());
      case "inet" -> {}
      case "promisc",
          "-promisc",
          "allmulti",
          "-allmulti",
          "multicast",
          "-multicast",
          "add",
          "del",
          "pointopoint",
          "-pointopoint",
          "dstaddr",
          "tunnel",
          "txqueuelen",
          "metric",
          "name",
          "trailers",
          "-trailers",
          "dynamic",
          "-dynamic",
          "media",
          "irq",
          "io_addr",
          "mem_start" ->
          throw new Refusal(1, "ifconfig: " + word + " is not modelled in this lab.\n");
      default -> setAddress(word);
    }
  }

  private String argument() throws Refusal {
    if (at >= words.size()) {
      throw new Refusal(3, Usage.IFCONFIG);
    }
    return words.get(at++);
  }

  private Interface existing() throws Refusal {
    if (device == null) {
      throw new Refusal(255, name + ": ERROR while getting interface flags: No such device\n");
    }
    return device;
  }

  private boolean isAlias() {
    return name.contains(":");
  }

  /** An alias that goes down loses its address; one without an address cannot change. */
  private void setUp(boolean up) throws Refusal {
    Interface on = existing();
    if (!isAlias()) {
      on.setUp(up);
      return;
    }
    InterfaceAddress address = InterfaceListing.first(on, name);
    if (address == null) {
      throw new Refusal(255, "SIOCSIFFLAGS: Cannot assign requested address\n");
    }
    if (!up) {
      remove(on, address);
    }
  }

  private void setMtu(String text) throws Refusal {
    Long mtu = Inet.number(text);
    Interface on = existing();
    long maximum = on.isLoopback() ? Integer.MAX_VALUE : MTU_MAXIMUM;
    if (mtu == null || mtu < MTU_MINIMUM || mtu > maximum) {
      complain("SIOCSIFMTU: Invalid argument");
    } else {
      on.setMtu(mtu.intValue());
    }
  }

  private void setHardwareAddress(String type, String text) throws Refusal {
    if (!type.equals("ether")) {
      throw new Refusal(3, Usage.IFCONFIG);
    }
    Long mac = EtherAddress.parse(text);
    if (mac == null) {
      throw new Refusal(1, text + ": invalid ether address.\n");
    }
    if (MacAddress.isMulticast(mac) || mac == 0) {
      complain("SIOCSIFHWADDR: Cannot assign requested address");
    } else {
      existing().setMac(mac);
    }
  }

  /** SIOCSIFADDR, then the netmask written behind a slash, then up. */
  private void setAddress(String word) throws Refusal {
    int slash = word.indexOf('/');
    int local = hostAddress(slash < 0 ? word : word.substring(0, slash));
    if (device == null) {
      call.err().println("SIOCSIFADDR: No such device");
    }
    Interface on = existing();
    replaceAddress(on, local);
    if (slash >= 0) {
      Long length = Inet.number(word.substring(slash + 1));
      if (length == null || length > 32) {
        throw new Refusal(1, "ifconfig: bad prefix length: " + word + "\n");
      }
      setNetmask(Ipv4Address.mask(length.intValue()));
    }
    if (!isAlias()) {
      on.setUp(true);
    }
  }

  private void replaceAddress(Interface on, int local) throws Refusal {
    InterfaceAddress old = InterfaceListing.first(on, name);
    if (old != null && old.local() == local) {
      return;
    }
    int length = classLength(local);
    if (length < 0) {
      complain("SIOCSIFADDR: Invalid argument");
      return;
    }
    if (old != null) {
      remove(on, old);
    }
    if (local == 0) {
      return;
    }
    int broadcast = on.isLoopback() || length > 30 ? 0 : local | ~Ipv4Address.mask(length);
    boolean loopback = local >>> 24 == 127;
    int scope = loopback ? InterfaceAddress.SCOPE_HOST : InterfaceAddress.SCOPE_GLOBAL;
    add(on, local, length, broadcast, scope, "SIOCSIFADDR");
  }

  /** The broadcast address follows if it belonged to the old netmask. */
  private void setNetmask(int mask) throws Refusal {
    int length = Inet.prefixLength(mask);
    if (length < 0) {
      complain("SIOCSIFNETMASK: Invalid argument");
      return;
    }
    InterfaceAddress old = labelled("SIOCSIFNETMASK");
    if (old == null || old.prefixLength() == length) {
      return;
    }
    Interface on = existing();
    int oldBroadcast = old.local() | ~Ipv4Address.mask(old.prefixLength());
    boolean follows = !on.isLoopback() && length < 31 && old.broadcast() == oldBroadcast;
    remove(on, old);
    int broadcast = follows ? old.local() | ~mask : old.broadcast();
    add(on, old.local(), length, broadcast, old.scope(), "SIOCSIFNETMASK");
  }

  private void setBroadcast(int broadcast) throws Refusal {
    InterfaceAddress old = labelled("SIOCSIFBRDADDR");
    if (old == null || old.broadcast() == broadcast) {
      return;
    }
    Interface on = existing();
    remove(on, old);
    add(on, old.local(), old.prefixLength(), broadcast, old.scope(), "SIOCSIFBRDADDR");
  }

  private @Nullable InterfaceAddress labelled(String request) throws Refusal {
    if (device == null) {
      complain(request + ": No such device");
      return null;
    }
    InterfaceAddress address = InterfaceListing.first(existing(), name);
    if (address == null) {
      complain(request + ": " + Errno.EADDRNOTAVAIL.text());
    }
    return address;
  }

  private void add(Interface on, int local, int length, int broadcast, int scope, String request) {
    try {
      on.addAddress(local, length, broadcast, scope, name);
    } catch (HostException refused) {
      complain(request + ": " + refused.errno().text());
    }
  }

  private void remove(Interface on, InterfaceAddress address) {
    try {
      on.removeAddress(address.local(), address.prefixLength());
    } catch (HostException gone) {
      complain("SIOCSIFADDR: " + gone.errno().text());
    }
  }

  /** The prefix length of an address by its class (inet_abc_len); -1 for class D and E. */
  private static int classLength(int address) {
    int first = address >>> 24;
    if (first == 0 && address == 0) {
      return 0;
    }
    return first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : -1;
  }

  private int hostAddress(String text) throws Refusal {
    OptionalInt address = HostNames.resolve(call.machine(), text);
    if (address.isEmpty()) {
      throw new Refusal(1, lookupFailure(text) + "ifconfig: `--help' gives usage information.\n");
    }
    return address.getAsInt();
  }

  private int address(String text) throws Refusal {
    OptionalInt address = HostNames.resolve(call.machine(), text);
    if (address.isEmpty()) {
      throw new Refusal(1, lookupFailure(text));
    }
    return address.getAsInt();
  }

  /** The resolver does not even ask for what looks like a number. */
  private static String lookupFailure(String text) {
    boolean numbers = text.matches("[0-9.]+");
    return text + ": " + (numbers ? "Unknown host" : "Host name lookup failure") + "\n";
  }

  private void complain(String text) {
    call.err().println(text);
    failed = true;
  }
}
