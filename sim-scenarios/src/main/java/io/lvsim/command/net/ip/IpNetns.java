package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.lab.Machine;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.lab.RunningProcesses;
import io.lvsim.process.Process;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Launch;
import java.util.List;

/** ip netns: names for network namespaces, and commands inside of them (ipnetns.c). */
final class IpNetns {
  private static final String NAME_MISSING = "No netns name specified\n";

  private final Invocation call;
  private final Machine machine;
  private final Words words;
  private final Options options;
  private final CommandTable commands;

  IpNetns(Invocation call, Words words, Options options, CommandTable commands) {
    this.call = call;
    this.machine = call.machine();
    this.words = words;
    this.options = options;
    this.commands = commands;
  }

  int run() throws Refusal {
    if (!words.more()) {
      return list();
    }
    String command = words.next();
    if (!command.equals("help") && !command.equals("set")) {
      checkName(words.peek());
    }
    if (Words.shortensAny(command, "list", "show", "lst")) {
      return list();
    }
    if (Words.shortens(command, "help")) {
      throw new Refusal(255, Usage.NETNS);
    }
    if (Words.shortens(command, "add")) {
      return add();
    }
    if (Words.shortens(command, "delete")) {
      return options.all() ? deleteAll() : delete();
    }
    if (Words.shortens(command, "identify")) {
      return identify();
    }
    if (Words.shortens(command, "pids")) {
      return processIds();
    }
    if (Words.shortens(command, "exec")) {
      return execute();
    }
    if (Words.shortensAny(command, "list-id", "set", "monitor", "attach")) {
      throw Words.notModelled("netns " + command);
    }
    throw Words.unknownCommand(command, "netns");
  }

  /** Names are those of files below /run/netns (invalid_name). */
  private void checkName(String name) throws Refusal {
    boolean given = words.more();
    if (given
        && (name.isEmpty()
            || name.length() > 255
            || name.contains("/")
            || name.equals(".")
            || name.equals(".."))) {
      throw new Refusal(255, "Invalid netns name \"" + name + "\"\n");
    }
  }

  private int list() {
    for (String name : machine.namespaceNames()) {
      NetworkNamespace namespace = machine.namespace(name);
      int id = namespace == null ? -1 : call.net().knownIdOf(namespace);
      call.out().println(id < 0 ? name : name + " (id: " + id + ")");
    }
    return 0;
  }

  private int add() throws Refusal {
    String name = name();
    if (machine.namespace(name) != null) {
      throw new Refusal(
          1, "Cannot create namespace file \"/run/netns/" + name + "\": File exists\n");
    }
    machine.addNamespace(name);
    return 0;
  }

  private int delete() throws Refusal {
    String name = name();
    if (machine.namespace(name) == null) {
      throw new Refusal(
          1,
          "Cannot remove namespace file \"/run/netns/" + name + "\": No such file or directory\n");
    }
    machine.removeNamespace(name);
    return 0;
  }

  private int deleteAll() {
    machine.namespaceNames().forEach(machine::removeNamespace);
    return 0;
  }

  private int identify() throws Refusal {
    NetworkNamespace namespace = call.net();
    if (words.more()) {
      String word = words.next();
      if (!word.matches("\\d+")) {
        throw new Refusal(1, "Specified string '" + word + "' is not a pid\n");
      }
      NetworkNamespace found =
          word.length() > 9 ? null : Namespaces.ofProcess(call, Integer.parseInt(word));
      if (found == null) {
        throw new Refusal(1, "Cannot open network namespace: No such file or directory\n");
      }
      namespace = found;
    }
    String name = machine.nameOf(namespace);
    call.out().println(name == null ? "" : name);
    return 0;
  }

  private int processIds() throws Refusal {
    NetworkNamespace namespace = machine.namespace(name());
    if (namespace == null) {
      throw new Refusal(1, "Cannot open network namespace: No such file or directory\n");
    }
    machine.running().in(namespace).forEach(id -> call.out().println(id.toString()));
    return 0;
  }

  private int execute() throws Refusal {
    if (options.all()) {
      throw Words.notModelled("-all netns exec");
    }
    String name = name();
    if (!words.more()) {
      throw new Refusal(1, "No command specified\n");
    }
    NetworkNamespace namespace = Namespaces.named(call, name);
    Launch launch = new Launch(commands);
    String command = words.next();
    if (!launch.knows(command)) {
      throw new Refusal(1, "exec of \"" + command + "\" failed: No such file or directory\n");
    }
    return inside(namespace, () -> launch.run(call.inNamespace(namespace), command, rest()));
  }

  /** The process is in the namespace while the command runs. */
  private int inside(NetworkNamespace namespace, java.util.function.IntSupplier body) {
    RunningProcesses running = machine.running();
    Process process = call.process();
    int jobId = running.idOf(process);
    int id = jobId == 0 ? machine.nextProcessId() : jobId;
    namespace.enter();
    running.add(id, process, namespace);
    try {
      return body.getAsInt();
    } finally {
      if (jobId == 0) {
        running.remove(id);
      } else {
        running.add(id, process, call.net());
      }
      namespace.leave();
    }
  }

  private List<String> rest() {
    List<String> rest = new java.util.ArrayList<>();
    while (words.more()) {
      rest.add(words.next());
    }
    return rest;
  }

  private String name() throws Refusal {
    if (!words.more()) {
      throw new Refusal(1, NAME_MISSING);
    }
    return words.next();
  }
}
