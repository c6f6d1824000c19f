package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Bridge;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import org.jspecify.annotations.Nullable;

/** Which links ip link show is asked for. */
final class LinkSelection {
  private @Nullable Interface only;
  private @Nullable Bridge master;
  private String type = "";
  private boolean upOnly;
  private boolean masterless;

  /** Reads the words behind show. */
  static LinkSelection read(Words words, Host host) throws Refusal {
    LinkSelection selection = new LinkSelection();
    while (words.more()) {
      String word = words.next();
      switch (word) {
        case "up" -> selection.upOnly = true;
        case "type" -> selection.type = words.argument();
        case "master" -> selection.master = Masters.read(host, words.argument()).bridge();
        case "nomaster" -> selection.masterless = true;
        case "group", "vrf" -> throw Words.notModelled(word);
        default -> selection.readDevice(host, word.equals("dev") ? words.argument() : word);
      }
    }
    return selection;
  }

  private void readDevice(Host host, String name) throws Refusal {
    if (Words.shortens(name, "help")) {
      throw new Refusal(255, Usage.LINK);
    }
    if (only != null) {
      throw Words.duplicateOrGarbage("dev", name);
    }
    only = host.interfaceNamed(name);
    if (only == null) {
      throw new Refusal(1, "Device \"" + name + "\" does not exist.\n");
    }
  }

  boolean holds(Interface link) {
    return (only == null || link == only)
        && (type.isEmpty() || isOfType(link, type))
        && (link.isUp() || !upOnly)
        && (master == null || link.master() == master)
        && !(masterless && link.master() != null);
  }

  /** Whether a link is of a kind that one can name behind type. */
  static boolean isOfType(Interface link, String type) {
    return switch (type) {
      case "dummy" -> link.isDummy();
      case "veth" -> link.isVeth();
      case "bridge" -> link.bridge() != null;
      case "bridge_slave" -> link.master() != null;
      default -> false;
    };
  }
}
