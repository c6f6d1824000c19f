package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.MacAddress;

/** ip link: show, set, add, delete (iplink.c). */
final class IpLink {
  private final Invocation call;
  private final Host host;
  private final Words words;
  private final Options options;

  IpLink(Invocation call, Words words, Options options) {
    this.call = call;
    this.host = call.net().host();
    this.words = words;
    this.options = options;
  }

  int run() throws Refusal {
    if (!words.more()) {
      return show();
    }
    String command = words.next();
    if (Words.shortens(command, "add")) {
      return new LinkAddition(call, words).run();
    }
    if (Words.shortensAny(command, "change", "replace")) {
      throw Words.notModelled("link " + command);
    }
    if (Words.shortens(command, "set")) {
      return new LinkChange(call, words).run();
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
      return help();
    }
    throw Words.unknownCommand(command, "link");
  }

  private int show() throws Refusal {
    LinkSelection selection = LinkSelection.read(words, host);
    for (Interface each : host.interfaces()) {
      if (selection.holds(each)) {
        print(each);
      }
    }
    return 0;
  }

  private void print(Interface link) {
    if (options.brief()) {
      String mac = MacAddress.format(link.mac());
      call.out()
          .println(
              LinkText.briefStart(link, call.net()) + mac + " <" + LinkText.flags(link) + "> ");
      return;
    }
    String first = LinkText.firstLine(link, call.net(), " mode DEFAULT");
    String text = first + "\n" + LinkText.secondLine(link, call.net()) + "\n";
    if (options.statistics() > 0) {
      text += LinkText.statistics(link);
    }
    String whole = text.substring(0, text.length() - 1);
    call.out().println(options.oneLine() ? whole.replace("\n", "\\") : whole);
  }

  /** Of a type, if one is named, which is not a mistake then. */
  private int help() throws Refusal {
    switch (words.peek()) {
      case "bridge" -> call.err().print(BridgeOptions.USAGE);
      case "veth" -> call.err().print(LinkAddition.VETH_USAGE);
      default -> throw new Refusal(255, Usage.LINK);
    }
    return 0;
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
    if (gone.isLoopback() || gone.isNic()) {
      throw new Refusal(2, "RTNETLINK answers: Operation not supported\n");
    }
    host.removeInterface(gone);
    return 0;
  }
}
