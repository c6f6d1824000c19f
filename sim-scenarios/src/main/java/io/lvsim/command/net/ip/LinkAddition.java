package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.Veth;
import io.lvsim.shell.Invocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ip link add: of type dummy, bridge or veth, here or in another namespace. */
final class LinkAddition {
  static final String VETH_USAGE =
      "Usage: ip link <options> type veth [peer <options>]\n"
          + "To get <options> type 'ip link add help'\n";

  /** What the kernel could make and this lab does not. */
  private static final List<String> OTHER_TYPES =
      List.of(
          "vlan",
          "vxlan",
          "bond",
          "macvlan",
          "ipvlan",
          "gre",
          "ipip",
          "sit",
          "vrf",
          "ifb",
          "team",
          "tun",
          "tap",
          "geneve",
          "wireguard");

  /** What is said about one link: where, called what, with which MAC. */
  private static final class Draft {
    private Host host;
    private String name = "";
    private @Nullable Long mac;
    private @Nullable Integer mtu;

    Draft(Host here) {
      host = here;
    }
  }

  private final Invocation call;
  private final Words words;
  private final Draft link;

  LinkAddition(Invocation call, Words words) {
    this.call = call;
    this.words = words;
    link = new Draft(call.net().host());
  }

  int run() throws Refusal {
    String type = "";
    while (words.more() && type.isEmpty()) {
      String word = words.next();
      if (Words.shortens(word, "type")) {
        type = words.argument();
      } else {
        read(word, link);
      }
    }
    checkName(link.name);
    checkType(type);
    switch (type) {
      case "bridge" -> addBridge();
      case "veth" -> addPair();
      default -> addDummy();
    }
    return 0;
  }

  private void read(String word, Draft draft) throws Refusal {
    if (Words.shortens(word, "address")) {
      draft.mac = LinkChange.mac(words.argument());
    } else if (Words.shortens(word, "help")) {
      throw new Refusal(255, Usage.LINK);
    } else if (word.equals("netns")) {
      draft.host = Namespaces.argument(call, words.argument());
    } else if (word.equals("mtu")) {
      draft.mtu = LinkChange.mtu(words.argument());
    } else if (word.equals("link") || word.equals("index") || word.equals("txqueuelen")) {
      throw Words.notModelled("link add " + word);
    } else if (word.equals("name") || word.equals("dev")) {
      draft.name = words.argument();
    } else if (draft.name.isEmpty()) {
      draft.name = word;
    } else {
      throw Words.duplicateOrGarbage("dev", word);
    }
  }

  private static void checkName(String name) throws Refusal {
    if (name.contains("/") || name.contains(" ")) {
      throw Words.wrong(name, "\"dev\" not a valid ifname");
    }
    if (name.length() > 15) {
      throw Ip.explained("Attribute failed policy validation.");
    }
  }

  private static void checkType(String type) throws Refusal {
    if (type.isEmpty()) {
      throw new Refusal(1, "Not enough information: \"type\" argument is required\n");
    }
    if (OTHER_TYPES.contains(type)) {
      throw Words.notModelled("link add type " + type);
    }
    if (!List.of("dummy", "bridge", "veth").contains(type)) {
      throw Ip.explained("Unknown device type.");
    }
  }

  private void addDummy() throws Refusal {
    if (words.more()) {
      throw Words.notModelled("type dummy " + words.next());
    }
    link.name = freeName(link, "dummy");
    setMtu(link.host.addDummy(link.name, mac(link)), link);
  }

  private void addBridge() throws Refusal {
    BridgeOptions options = BridgeOptions.read(words);
    link.name = freeName(link, "bridge");
    var device = link.host.addBridge(link.name, mac(link));
    if (link.mac != null) {
      device.setMac(link.mac);
    }
    var bridge = device.bridge();
    if (bridge != null) {
      options.applyTo(bridge);
    }
  }

  private void addPair() throws Refusal {
    Draft peer = new Draft(call.net().host());
    if (words.more()) {
      if (!words.next().equals("peer")) {
        throw new Refusal(1, VETH_USAGE);
      }
      while (words.more()) {
        read(words.next(), peer);
      }
      checkName(peer.name);
    }
    peer.name = freeName(peer, "veth");
    boolean clash = link.host == peer.host && link.name.equals(peer.name);
    if (clash) {
      throw Ip.answered(Errno.EEXIST);
    }
    link.name = link.name.isEmpty() ? nextName(link.host, "veth", peer) : freeName(link, "veth");
    Veth.add(
        new Veth.End(link.host, link.name, mac(link)),
        new Veth.End(peer.host, peer.name, mac(peer)));
    setMtu(Words.device(link.host, link.name), link);
    setMtu(Words.device(peer.host, peer.name), peer);
  }

  private static void setMtu(io.lvsim.host.Interface made, Draft draft) throws Refusal {
    if (draft.mtu != null) {
      LinkChange.setMtu(made, draft.mtu);
    }
  }

  /** The name that was asked for, if it is free, or one with the lowest free number. */
  private static String freeName(Draft draft, String kind) throws Refusal {
    if (draft.name.isEmpty()) {
      return nextName(draft.host, kind, null);
    }
    if (draft.host.interfaceNamed(draft.name) != null) {
      throw Ip.answered(Errno.EEXIST);
    }
    return draft.name;
  }

  private static String nextName(Host host, String kind, @Nullable Draft taken) {
    int number = 0;
    while (host.interfaceNamed(kind + number) != null
        || taken != null && taken.host == host && taken.name.equals(kind + number)) {
      number++;
    }
    return kind + number;
  }

  /** A unicast address that nobody was given (eth_random_addr). */
  private static long mac(Draft draft) {
    if (draft.mac != null) {
      return draft.mac;
    }
    Host host = draft.host;
    long bits = host.simulation().random(host.name() + " MAC of " + draft.name).nextLong();
    return bits & 0xFEFF_FFFF_FFFFL | 0x0200_0000_0000L;
  }
}
