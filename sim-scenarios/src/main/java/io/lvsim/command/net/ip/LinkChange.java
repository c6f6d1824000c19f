package io.lvsim.command.net.ip;

import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** ip link set: what is to change is read first, then done in the kernel's order (do_setlink). */
final class LinkChange {
  private static final int MTU_MINIMUM = 68;
  private static final int MTU_MAXIMUM = 65_535;

  private final Host host;
  private final Words words;

  private @Nullable String device;
  private @Nullable Boolean up;
  private @Nullable Boolean arp;
  private @Nullable Long mac;
  private @Nullable Integer mtu;
  private @Nullable String newName;

  LinkChange(Host host, Words words) {
    this.host = host;
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
      case "name" -> newName = words.argument();
      case "promisc",
          "multicast",
          "allmulticast",
          "txqueuelen",
          "master",
          "nomaster",
          "netns",
          "alias",
          "group",
          "broadcast",
          "brd",
          "trailers",
          "dynamic",
          "carrier",
          "type",
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

  private static int mtu(String text) throws Refusal {
    Long value = Inet.number(text);
    if (value == null || value > Integer.MAX_VALUE) {
      throw Words.wrong(text, "Invalid \"mtu\" value\n");
    }
    return value.intValue();
  }

  private void change(Interface link) throws Refusal {
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
      refuseRename(link);
    }
    if (arp != null) {
      link.setArpEnabled(arp);
    }
    if (up != null) {
      link.setUp(up);
    }
  }

  private static void setMtu(Interface link, int wanted) throws Refusal {
    if (wanted < MTU_MINIMUM) {
      throw Ip.explained("mtu less than device minimum.");
    }
    if (wanted > MTU_MAXIMUM && !link.isLoopback()) {
      throw Ip.explained("mtu greater than device maximum.");
    }
    link.setMtu(wanted);
  }

  private static void refuseRename(Interface link) throws Refusal {
    if (link.isUp()) {
      throw new Refusal(2, "RTNETLINK answers: Device or resource busy\n");
    }
    throw Words.notModelled("link set name");
  }
}
