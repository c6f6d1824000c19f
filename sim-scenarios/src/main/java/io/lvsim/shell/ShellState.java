package io.lvsim.shell;

import io.lvsim.shell.grammar.Command.Function;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a shell knows: variables, functions, options; a subshell begins with a copy. */
final class ShellState {
  final Variables variables;
  final TreeMap<String, Function> functions = new TreeMap<>();
  final TreeSet<Character> options = new TreeSet<>();

  /** Options with long names only, such as pipefail and nullglob. */
  final TreeSet<String> longOptions = new TreeSet<>();

  final Jobs jobs;

  /** What is done on EXIT and on signals. */
  final TreeMap<String, String> traps = new TreeMap<>();

  String zero = "bash";
  List<String> positional = List.of();
  int lastStatus;
  List<Integer> pipeStatus = List.of(0);
  int umask = 022;
  int loopDepth;
  int sourceDepth;

  /** How deep in {@code $(...)} and eval a trace is shown. */
  int traceDepth = 1;

  /** Above 0 where a failure does not end the shell (set -e), as in a condition. */
  int failuresAllowed;

  private final Deque<Frame> frames = new ArrayDeque<>();

  /** A function that runs, with the variables that its local ones hide. */
  record Frame(String function, Map<String, Hidden> hidden) {}

  /** A variable that is hidden; null if there was none. */
  record Hidden(@Nullable Variable variable) {}

  ShellState(Variables variables, Jobs jobs) {
    this.variables = variables;
    this.jobs = jobs;
  }

  /** A copy for a subshell, which has no jobs of its own and no traps. */
  ShellState copy() {
    ShellState copy = new ShellState(variables.copy(), jobs.inherited());
    copy.functions.putAll(functions);
    copy.options.addAll(options);
    copy.longOptions.addAll(longOptions);
    copy.zero = zero;
    copy.positional = positional;
    copy.lastStatus = lastStatus;
    copy.pipeStatus = pipeStatus;
    copy.umask = umask;
    copy.sourceDepth = sourceDepth;
    copy.traceDepth = traceDepth;
    copy.failuresAllowed = failuresAllowed;
    for (Frame frame : frames) {
      copy.frames.addLast(new Frame(frame.function, new LinkedHashMap<>()));
    }
    return copy;
  }

  boolean has(char option) {
    return options.contains(option);
  }

  void enterFunction(String name) {
    frames.push(new Frame(name, new LinkedHashMap<>()));
  }

  void leaveFunction() {
    frames.pop().hidden.forEach((name, hidden) -> variables.restore(name, hidden.variable));
  }

  int functionDepth() {
    return frames.size();
  }

  boolean inFunction() {
    return !frames.isEmpty();
  }

  /** The names of the functions that run, the innermost first. */
  List<String> runningFunctions() {
    return frames.stream().map(Frame::function).toList();
  }

  /** Makes a name a local variable of the function that runs, without a value. */
  void makeLocal(String name) {
    Map<String, Hidden> hidden = frames.element().hidden;
    if (!hidden.containsKey(name)) {
      Variable old = variables.find(name);
      hidden.put(name, new Hidden(old));
      variables.unset(name);
      if (old != null && old.isExported()) {
        variables.export(name);
      }
    }
  }

  String directory() {
    String directory = variables.get("PWD");
    return directory == null || !directory.startsWith("/") ? "/" : directory;
  }
}
