package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.MacAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ip link: show, set, add (type dummy), delete (iplink.c). */
final class IpLink {
  /** What the kernel could make and this lab does not. */
  private static final List<String> OTHER_TYPES =
      List.of(
          "bridge",
          "veth",
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

  private final Invocation call;
  private final Host host;
  private final Words words;
  private final Options options;

  IpLink(Invocation call, Words words, Options options) {
    this.call = call;
    this.host = call.machine().host();
    this.words = words;
    this.options = options;
  }

  int run() throws Refusal {
    if (!words.more()) {
      return show();
    }
    String command = words.next();
    if (Words.shortens(command, "add")) {
      return add();
    }
    if (Words.shortensAny(command, "change", "replace")) {
      throw Words.notModelled("link " + command);
    }
    if (Words.shortens(command, "set")) {
      return new LinkChange(host, words).run();
    }
    if (Words.shortens(command, "delete")) {
      return delete();
    }
    if (Words.shortensAny(command, "show", "lst", "list")) {
      return show();
    }
    if (Words.shortensAny(command, "xstats", "afstats", "property")) {
      throw Words.notModelled("link " + command);
    }
    if (Words.shortens(command, "help")) {
      throw new Refusal(255, Usage.LINK);
    }
    throw Words.unknownCommand(command, "link");
  }

  private int show() throws Refusal {
    Interface only = null;
    boolean upOnly = false;
    String type = "";
    while (words.more()) {
      String word = words.next();
      switch (word) {
        case "up" -> upOnly = true;
        case "type" -> type = words.argument();
        case "group", "master", "vrf", "nomaster" -> throw Words.notModelled(word);
        default -> only = shown(word.equals("dev") ? words.argument() : word, only);
      }
    }
    for (Interface each : host.interfaces()) {
      boolean meant = only == null || each == only;
      boolean ofType = type.isEmpty() || type.equals("dummy") && each.isDummy();
      if (meant && ofType && (each.isUp() || !upOnly)) {
        print(each);
      }
    }
    return 0;
  }

  private Interface shown(String name, @Nullable Interface before) throws Refusal {
    if (Words.shortens(name, "help")) {
      throw new Refusal(255, Usage.LINK);
    }
    if (before != null) {
      throw Words.duplicateOrGarbage("dev", name);
    }
    Interface found = host.interfaceNamed(name);
    if (found == null) {
      throw new Refusal(1, "Device \"" + name + "\" does not exist.\n");
    }
    return found;
  }

  private void print(Interface link) {
    if (options.brief()) {
      String mac = MacAddress.format(link.mac());
      call.out().println(LinkText.briefStart(link) + mac + " <" + LinkText.flags(link) + "> ");
      return;
    }
    String first = LinkText.firstLine(link, call.machine().os(), " mode DEFAULT");
    String text = first + "\n" + LinkText.secondLine(link) + "\n";
    if (options.statistics() > 0) {
      text += LinkText.statistics(link);
    }
    String whole = text.substring(0, text.length() - 1);
    call.out().println(options.oneLine() ? whole.replace("\n", "\\") : whole);
  }

  private int add() throws Refusal {
    String name = "";
    String type = "";
    Long mac = null;
    while (words.more() && type.isEmpty()) {
      String word = words.next();
      if (Words.shortens(word, "address")) {
        mac = LinkChange.mac(words.argument());
      } else if (Words.shortens(word, "type")) {
        type = words.argument();
      } else if (Words.shortens(word, "help")) {
        throw new Refusal(255, Usage.LINK);
      } else if (word.equals("link") || word.equals("mtu") || word.equals("index")) {
        throw Words.notModelled("link add " + word);
      } else {
        name = word.equals("name") || word.equals("dev") ? words.argument() : word;
      }
    }
    checkName(name);
    checkType(type);
    create(name.isEmpty() ? freeName() : name, mac);
    return 0;
  }

  private static void checkName(String name) throws Refusal {
    if (name.contains("/") || name.contains(" ")) {
      throw Words.wrong(name, "\"dev\" not a valid ifname");
    }
    if (name.length() > 15) {
      throw Ip.explained("Attribute failed policy validation.");
    }
  }

  private void checkType(String type) throws Refusal {
    if (type.isEmpty()) {
      throw new Refusal(1, "Not enough information: \"type\" argument is required\n");
    }
    if (OTHER_TYPES.contains(type)) {
      throw Words.notModelled("link add type " + type);
    }
    if (!type.equals("dummy")) {
      throw Ip.explained("Unknown device type.");
    }
    if (words.more()) {
      throw Words.notModelled("type dummy " + words.next());
    }
  }

  private void create(String name, @Nullable Long mac) throws Refusal {
    if (host.interfaceNamed(name) != null) {
      throw new Refusal(2, "RTNETLINK answers: File exists\n");
    }
    host.addDummy(name, mac != null ? mac : randomMac(name));
  }

  private String freeName() {
    int number = 0;
    while (host.interfaceNamed("dummy" + number) != null) {
      number++;
    }
    return "dummy" + number;
  }

  /** A unicast address that nobody was given (eth_random_addr). */
  private long randomMac(String name) {
    long bits = host.simulation().random(host.name() + " MAC of " + name).nextLong();
    return bits & 0xFEFF_FFFF_FFFFL | 0x0200_0000_0000L;
  }

  private int delete() throws Refusal {
    String name = "";
    while (words.more()) {
      String word = words.next();
      switch (word) {
        case "type" -> words.argument();
        case "group" -> throw Words.notModelled(word);
        default -> name = word.equals("dev") || word.equals("name") ? words.argument() : word;
      }
    }
    if (name.isEmpty()) {
      throw LinkChange.deviceMissing();
    }
    Interface gone = Words.device(host, name);
    if (!gone.isDummy()) {
      throw new Refusal(2, "RTNETLINK answers: Operation not supported\n");
    }
    host.removeInterface(gone);
    return 0;
  }
}
