package io.lvsim.command.net.ip;

import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Bridge;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** ip link set: what is to change is read first, then done in the kernel's order (do_setlink). */
final class LinkChange {
  private static final int MTU_MINIMUM = 68;
  private static final int MTU_MAXIMUM = 65_535;

  private final Invocation call;
  private final Host host;
  private final Words words;

  private @Nullable String device;
  private @Nullable Boolean up;
  private @Nullable Boolean arp;
  private @Nullable Long mac;
  private @Nullable Integer mtu;
  private @Nullable String newName;
  private @Nullable Host namespace;
  private @Nullable Interface master;
  private boolean masterless;
  private @Nullable BridgeOptions bridgeOptions;

  LinkChange(Invocation call, Words words) {
    this.call = call;
    this.host = call.net().host();
    this.words = words;
  }

  int run() throws Refusal {
    while (words.more()) {
      read(words.next());
    }
    if (device == null) {
      throw deviceMissing();
    }
    change(Words.device(host, device));
    return 0;
  }

  static Refusal deviceMissing() {
    return new Refusal(255, "Not enough information: \"dev\" argument is required.\n");
  }

  /** A MAC address (ll_addr_a2n). */
  static long mac(String text) throws Refusal {
    String[] pairs = text.split(":", -1);
    for (String pair : pairs) {
      if (!pair.matches("[0-9a-fA-F]{1,2}")) {
        throw new Refusal(1, "\"" + text + "\" is invalid lladdr.\n");
      }
    }
    if (pairs.length != 6) {
      throw new Refusal(1, "Invalid address length " + pairs.length + " - must be 6 bytes\n");
    }
    return MacAddress.parse(text.toLowerCase(java.util.Locale.ROOT));
  }

  private void read(String word) throws Refusal {
    switch (word) {
      case "up" -> up = true;
      case "down" -> up = false;
      case "arp" -> arp = onOff(word, words.argument());
      case "mtu" -> mtu = mtu(words.argument());
      case "name" -> newName = name(words.argument());
      case "master" -> master = Masters.read(host, words.argument());
      case "nomaster" -> masterless = true;
      case "netns" -> namespace = Namespaces.argument(call, words.argument());
      case "type" -> readType(words.argument());
      case "promisc",
          "multicast",
          "allmulticast",
          "txqueuelen",
          "alias",
          "group",
          "broadcast",
          "brd",
          "trailers",
          "dynamic",
          "carrier",
          "vf" ->
          throw Words.notModelled("link set " + word);
      default -> {
        if (Words.shortens(word, "address")) {
          mac = mac(words.argument());
        } else {
          readDevice(word);
        }
      }
    }
  }

  private void readDevice(String word) throws Refusal {
    if (Words.shortens(word, "help")) {
      throw new Refusal(255, Usage.LINK);
    }
    if (device != null) {
      throw Words.duplicateOrGarbage("dev", word);
    }
    device = word.equals("dev") ? words.argument() : word;
  }

  private static boolean onOff(String option, String word) throws Refusal {
    if (!word.equals("on") && !word.equals("off")) {
      throw new Refusal(
          1,
          "Error: argument of \""
              + option
              + "\" must be \"on\" or \"off\", not \""
              + word
              + "\"\n");
    }
    return word.equals("on");
  }

  static int mtu(String text) throws Refusal {
    Long value = Inet.number(text);
    if (value == null || value > Integer.MAX_VALUE) {
      throw Words.wrong(text, "Invalid \"mtu\" value\n");
    }
    return value.intValue();
  }

  private static String name(String wanted) throws Refusal {
    if (wanted.isEmpty() || wanted.length() > 15 || wanted.contains("/") || wanted.contains(" ")) {
      throw Words.wrong(wanted, "\"name\" not a valid ifname");
    }
    return wanted;
  }

  private void readType(String type) throws Refusal {
    if (!type.equals("bridge")) {
      throw Words.notModelled("link set type " + type);
    }
    bridgeOptions = BridgeOptions.read(words);
  }

  private void change(Interface given) throws Refusal {
    Interface link = namespace == null || namespace == host ? given : moved(given, namespace);
    if (mac != null) {
      if (MacAddress.isMulticast(mac) || mac == 0) {
        throw new Refusal(2, "RTNETLINK answers: Cannot assign requested address\n");
      }
      link.setMac(mac);
    }
    if (mtu != null) {
      setMtu(link, mtu);
    }
    if (newName != null) {
      rename(link, newName);
    }
    if (arp != null) {
      link.setArpEnabled(arp);
    }
    if (up != null) {
      link.setUp(up);
    }
    changeMaster(link);
    Bridge bridge = link.bridge();
    if (bridgeOptions != null && bridge != null) {
      bridgeOptions.applyTo(bridge);
    }
  }

  private void changeMaster(Interface link) throws Refusal {
    if (masterless) {
      link.host().setMaster(link, null);
    }
    if (master != null) {
      Masters.join(link.host(), link, master);
    }
  }

  /** Into another namespace, with its new name at once if it gets one. */
  private Interface moved(Interface link, Host there) throws Refusal {
    if (link.isLoopback() || link.bridge() != null) {
      throw Ip.answered(Errno.EINVAL);
    }
    String name = newName == null ? link.name() : newName;
    if (there.interfaceNamed(name) != null) {
      throw Ip.answered(Errno.EEXIST);
    }
    return host.moveTo(there, link, name);
  }

  static void setMtu(Interface link, int wanted) throws Refusal {
    if (wanted < MTU_MINIMUM) {
      throw Ip.explained("mtu less than device minimum.");
    }
    if (wanted > MTU_MAXIMUM && !link.isLoopback()) {
      throw Ip.explained("mtu greater than device maximum.");
    }
    link.setMtu(wanted);
  }

  private static void rename(Interface link, String wanted) throws Refusal {
    if (link.name().equals(wanted)) {
      return;
    }
    if (link.isUp()) {
      throw new Refusal(2, "RTNETLINK answers: Device or resource busy\n");
    }
    if (link.host().interfaceNamed(wanted) != null) {
      throw Ip.answered(Errno.EEXIST);
    }
    link.host().rename(link, wanted);
  }
}
