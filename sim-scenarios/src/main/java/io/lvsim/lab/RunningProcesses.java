package io.lvsim.lab;

import io.lvsim.process.Process;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What runs on a machine, by process id: who can be killed, and who is in which namespace. */
public final class RunningProcesses {
  private final Map<Integer, Entry> entries = new TreeMap<>();

  private record Entry(Process process, NetworkNamespace net, boolean ofItsOwn) {}

  /** A process is there from now on until {@link #remove}. */
  public void add(int processId, Process process, NetworkNamespace net) {
    entries.put(processId, new Entry(process, net, true));
  }

  /** A shell is there, which runs its programs without a process of their own. */
  public void addShell(int processId, Process process, NetworkNamespace net) {
    entries.put(processId, new Entry(process, net, false));
  }

  /** A process has ended. */
  public void remove(int processId) {
    entries.remove(processId);
  }

  /** The process of an id, or null. */
  public @Nullable Process process(int processId) {
    Entry entry = entries.get(processId);
    return entry == null ? null : entry.process;
  }

  /** The network namespace that a process is in, or null if there is none of that id. */
  public @Nullable NetworkNamespace namespaceOf(int processId) {
    Entry entry = entries.get(processId);
    return entry == null ? null : entry.net;
  }

  /** The id of a process that is not a shell; 0 if it has none. */
  public int idOf(Process process) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().process == process && entry.getValue().ofItsOwn)
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }

  /** The ids of those in a namespace, in numerical order. */
  public List<Integer> in(NetworkNamespace net) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().net == net)
        .map(Map.Entry::getKey)
        .toList();
  }
}
