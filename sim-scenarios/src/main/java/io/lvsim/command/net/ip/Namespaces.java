package io.lvsim.command.net.ip;

import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Host;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.shell.Invocation;
import org.jspecify.annotations.Nullable;

/** Finds network namespaces by name or process id (lib/namespace.c, ipnetns.c). */
final class Namespaces {
  private Namespaces() {}

  /** The namespace to switch to (netns_switch). */
  static NetworkNamespace named(Invocation call, String name) throws Refusal {
    NetworkNamespace found = call.machine().namespace(name);
    if (found == null) {
      throw new Refusal(
          255, "Cannot open network namespace \"" + name + "\": No such file or directory\n");
    }
    return found;
  }

  /** The namespace that an interface is to be in: by name, else by the id of a process in it. */
  static Host argument(Invocation call, String word) throws Refusal {
    NetworkNamespace found = call.machine().namespace(word);
    Long processId = found == null ? Inet.number(word) : null;
    if (processId != null) {
      found = ofProcess(call, processId.intValue());
    }
    if (found == null) {
      throw Words.wrong(word, "Invalid \"netns\" value\n");
    }
    return found.host();
  }

  /** Which namespace a process is in; process 1 is in the first; null if there is none. */
  static @Nullable NetworkNamespace ofProcess(Invocation call, int processId) {
    return processId == 1
        ? call.machine().first()
        : call.machine().running().namespaceOf(processId);
  }
}
