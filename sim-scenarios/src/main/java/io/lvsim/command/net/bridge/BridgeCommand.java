package io.lvsim.command.net.bridge;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Bridge;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;

/** bridge of iproute2 6.1: link and fdb, shown. */
public final class BridgeCommand implements Command {
  private static final int USAGE_STATUS = 255;
  private static final String USAGE =
      """
      Usage: bridge [ OPTIONS ] OBJECT { COMMAND | help }
             bridge [ -force ] -batch filename
      where  OBJECT := { link | fdb | mdb | vlan | monitor }
             OPTIONS := { -V[ersion] | -s[tatistics] | -d[etails] |
                          -o[neline] | -t[imestamp] | -n[etns] name |
                          -c[ompressvlans] -color -p[retty] -j[son] }
      """;

  private static final List<String> OBJECTS = List.of("link", "fdb", "mdb", "vlan", "monitor");

  @Override
  public int run(Invocation typed) {
    try {
      return run(typed, new ArrayList<>(typed.arguments()));
    } catch (Refusal refusal) {
      typed.err().print(refusal.text());
      return refusal.status();
    }
  }

  private static int run(Invocation typed, List<String> words) throws Refusal {
    Invocation call = typed;
    while (!words.isEmpty() && words.getFirst().startsWith("-")) {
      String option = words.removeFirst();
      switch (option) {
        case "-V", "-Version" -> {
          call.out().println("bridge utility, 6.1.0");
          return 0;
        }
        case "-n", "-netns" -> call = inNamespace(call, words);
        default -> throw notModelled(option);
      }
    }
    if (words.isEmpty()) {
      throw new Refusal(USAGE_STATUS, USAGE);
    }
    String object = words.removeFirst();
    String full = OBJECTS.stream().filter(each -> each.startsWith(object)).findFirst().orElse("");
    return switch (full) {
      case "link" -> links(call, words);
      case "fdb" -> new ForwardingTable(call).run(words);
      case "" ->
          throw new Refusal(
              USAGE_STATUS, "Object \"" + object + "\" is unknown, try \"bridge help\".\n");
      default -> throw notModelled(object);
    };
  }

  private static Invocation inNamespace(Invocation call, List<String> words) throws Refusal {
    String name = words.isEmpty() ? "" : words.removeFirst();
    NetworkNamespace found = call.machine().namespace(name);
    if (found == null) {
      throw new Refusal(
          USAGE_STATUS,
          "Cannot open network namespace \"" + name + "\": No such file or directory\n");
    }
    return call.inNamespace(found);
  }

  static Refusal notModelled(String word) {
    return new Refusal(1, "bridge: \"" + word + "\" is not modelled in this lab.\n");
  }

  static Interface device(Host host, String name) throws Refusal {
    Interface found = host.interfaceNamed(name);
    if (found == null) {
      throw new Refusal(USAGE_STATUS, "Cannot find device \"" + name + "\"\n");
    }
    return found;
  }

  private static int links(Invocation call, List<String> words) throws Refusal {
    Host host = call.net().host();
    Interface only = null;
    if (!words.isEmpty() && !List.of("show", "list", "lst").contains(words.getFirst())) {
      throw notModelled("link " + words.getFirst());
    }
    if (words.size() > 2 && words.get(1).equals("dev")) {
      only = device(host, words.get(2));
    }
    for (Interface each : host.interfaces()) {
      Bridge master = each.master();
      if (master != null && (only == null || only == each)) {
        call.out().println(PortText.line(each, master, call.net()));
      }
    }
    return 0;
  }
}
