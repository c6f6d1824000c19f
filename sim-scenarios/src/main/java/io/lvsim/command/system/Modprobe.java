package io.lvsim.command.system;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;

/**
 * modprobe of kmod 30: quiet about what is modelled, which is always there, and as the real one
 * about what is not.
 */
final class Modprobe implements Command {
  private static final String DIRECTORY = "/lib/modules/6.1.176";
  private static final List<String> MODULES = List.of("ip_vs", "bridge", "veth", "dummy", "8021q");
  private static final List<String> PREFIXES =
      List.of("ip_vs_", "iptable_", "ip_tables", "x_tables", "xt_", "nf_conntrack", "br_netfilter");

  @Override
  public int run(Invocation call) {
    List<String> names = new ArrayList<>();
    boolean quiet = false;
    boolean all = false;
    boolean removes = false;
    for (String word : call.arguments()) {
      switch (word) {
        case "-q", "--quiet", "-s" -> quiet = true;
        case "-a", "--all" -> all = true;
        case "-r", "--remove" -> removes = true;
        case "-V", "--version" -> {
          call.out().println("kmod version 30");
          return 0;
        }
        case "-v", "-n", "-f", "-b" -> {}
        default -> names.add(word);
      }
    }
    if (names.isEmpty()) {
      call.err().println("modprobe: ERROR: missing parameters. See -h.");
      return 1;
    }
    // without -a what follows the first module are its parameters
    List<String> meant = all || removes ? names : names.subList(0, 1);
    int status = 0;
    for (String name : meant) {
      if (!isModelled(name)) {
        status = 1;
        complain(call, name, quiet, all, removes);
      }
    }
    return status;
  }

  private static void complain(
      Invocation call, String name, boolean quiet, boolean all, boolean removes) {
    if (quiet) {
      return;
    }
    String level = all ? "WARNING" : "FATAL";
    String where = removes ? "." : " in directory " + DIRECTORY;
    call.err().println("modprobe: " + level + ": Module " + name + " not found" + where);
  }

  private static boolean isModelled(String name) {
    String written = name.replace('-', '_');
    return MODULES.contains(written) || PREFIXES.stream().anyMatch(written::startsWith);
  }
}
