package io.lvsim.command.system;

import io.lvsim.lab.OperatingSystem;
import io.lvsim.lab.Unit;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.List;

/** service(8): hands to systemctl, but for what only old init scripts did: save. */
final class ServiceCommand implements Command {
  private static final int EXIT_USAGE = 2;

  private final UnitCatalog catalog;
  private final Systemctl systemctl;

  ServiceCommand(UnitCatalog catalog, Systemctl systemctl) {
    this.catalog = catalog;
    this.systemctl = systemctl;
  }

  @Override
  public int run(Invocation call) {
    List<String> words = call.arguments();
    if (words.size() < 2) {
      call.err()
          .println(
              "Usage: service < option > | --status-all | [ service_name [ command |"
                  + " --full-restart ] ]");
      return EXIT_USAGE;
    }
    String name = words.get(0);
    String verb = words.get(1);
    if (verb.equals("save") && catalog.find(call.machine(), name) instanceof SavedRules rules) {
      return save(call, rules);
    }
    if (!UnitVerb.isKnown(verb)) {
      return refuse(call, name, verb);
    }
    if (call.machine().os() == OperatingSystem.CENTOS_7) {
      call.err().println("Redirecting to /bin/systemctl " + verb + " " + name + ".service");
    }
    return systemctl.run(call.with("systemctl", List.of(verb, name)));
  }

  private static int save(Invocation call, SavedRules rules) {
    int status = rules.saveIn(call.process());
    String what = rules.name().equals("iptables") ? "firewall rules" : "IPVS table";
    String mark = status == 0 ? "[  OK  ]" : "[FAILED]";
    call.out().println(rules.name() + ": Saving " + what + " to " + rules.file() + ":" + mark);
    return status;
  }

  private int refuse(Invocation call, String name, String verb) {
    Unit unit = catalog.find(call.machine(), name);
    if (unit == null) {
      call.err().println(name + ": unrecognized service");
      return 1;
    }
    call.err()
        .println(
            "The service command supports only basic LSB actions (start, stop, restart,"
                + " try-restart, reload, force-reload, status). For other actions, please try to use"
                + " systemctl.");
    return EXIT_USAGE;
  }
}
