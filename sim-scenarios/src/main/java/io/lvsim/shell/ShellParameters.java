package io.lvsim.shell;

import io.lvsim.files.Paths;
import io.lvsim.host.HostException;
import io.lvsim.shell.expand.Parameters;
import io.lvsim.shell.grammar.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A shell's parameters: its variables and what it knows of itself. */
final class ShellParameters implements Parameters {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Interpreter shell;

  ShellParameters(Interpreter shell) {
    this.shell = shell;
  }

  @Override
  public @Nullable String value(String name) {
    if (Character.isDigit(name.charAt(0))) {
      return positional(name);
    }
    ShellState state = shell.state();
    return switch (name) {
      case "?" -> String.valueOf(state.lastStatus);
      case "#" -> String.valueOf(state.positional.size());
      case "$" -> String.valueOf(shell.terminal().processId());
      case "!" -> lastBackground();
      case "-" -> flags();
      case "@", "*" -> String.join(" ", state.positional);
      default -> variable(name);
    };
  }

  @Override
  public @Nullable SequencedMap<String, String> elements(String name) {
    return switch (name) {
      case "PIPESTATUS" ->
          numbered(shell.state().pipeStatus.stream().map(String::valueOf).toList());
      case "FUNCNAME" -> numbered(shell.state().runningFunctions());
      default -> shell.state().variables.elements(name);
    };
  }

  @Override
  public @Nullable String element(String name, String subscript) {
    SequencedMap<String, String> computed =
        name.equals("PIPESTATUS") || name.equals("FUNCNAME") ? elements(name) : null;
    if (computed != null) {
      return computed.get(subscript);
    }
    Variable variable = shell.state().variables.find(name);
    if (variable == null) {
      return null;
    }
    checkSubscript(name, subscript, variable);
    return variable.element(subscript);
  }

  @Override
  public boolean keyed(String name) {
    Variable variable = shell.state().variables.find(name);
    return variable != null && variable.kind() == Variable.Kind.KEYED;
  }

  @Override
  public void assign(String name, String value) {
    shell.assign(name, value);
  }

  @Override
  public void assignElement(String name, String subscript, String value) {
    Variable variable = shell.writable(name);
    if (variable.kind() == Variable.Kind.TEXT) {
      variable.become(Variable.Kind.INDEXED);
    }
    checkSubscript(name, subscript, variable);
    variable.set(subscript, value);
  }

  @Override
  public List<String> positional() {
    return shell.state().positional;
  }

  @Override
  public List<String> names() {
    return shell.state().variables.names();
  }

  @Override
  public boolean option(char letter) {
    return shell.state().has(letter);
  }

  @Override
  public boolean emptyWhenNothingMatches() {
    return shell.state().longOptions.contains("nullglob");
  }

  @Override
  public String output(Command.Sequence commands) {
    return shell.outputOf(commands);
  }

  @Override
  public String file(Command.Sequence commands, boolean reading) {
    return shell.processFiles().file(commands, reading);
  }

  @Override
  public List<String> directory(String path) {
    try {
      return shell.files().list(absolute(path));
    } catch (HostException none) {
      return List.of();
    }
  }

  @Override
  public boolean exists(String path) {
    return shell.files().exists(absolute(path));
  }

  @Override
  public boolean isDirectory(String path) {
    return shell.files().isDirectory(absolute(path));
  }

  private String absolute(String path) {
    return Paths.resolve(shell.state().directory(), path);
  }

  private @Nullable String positional(String digits) {
    ShellState state = shell.state();
    int number = digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    if (number == 0) {
      return state.zero;
    }
    return number <= state.positional.size() ? state.positional.get(number - 1) : null;
  }

  private @Nullable String lastBackground() {
    int processId = shell.state().jobs.lastProcessId();
    return processId == 0 ? null : String.valueOf(processId);
  }

  private String flags() {
    StringBuilder flags = new StringBuilder("hB");
    shell.state().options.forEach(flags::append);
    return flags.append('c').toString();
  }

  private @Nullable String variable(String name) {
    long nowNanos = shell.terminal().nowNanos();
    return switch (name) {
      case "RANDOM" -> String.valueOf(shell.terminal().random().below(32768));
      case "SECONDS" ->
          String.valueOf((nowNanos - shell.terminal().startedAtNanos()) / NANOS_PER_SECOND);
      case "EPOCHSECONDS" ->
          String.valueOf(
              shell.terminal().machine().lab().epoch().plusNanos(nowNanos).getEpochSecond());
      case "EPOCHREALTIME" -> realTime(nowNanos);
      case "LINENO" -> String.valueOf(shell.line());
      case "PIPESTATUS", "FUNCNAME" -> element(name, "0");
      default -> shell.state().variables.get(name);
    };
  }

  private String realTime(long nowNanos) {
    var now = shell.terminal().machine().lab().epoch().plusNanos(nowNanos);
    return String.format("%d.%06d", now.getEpochSecond(), now.getNano() / 1000);
  }

  private static SequencedMap<String, String> numbered(List<String> values) {
    SequencedMap<String, String> elements = new LinkedHashMap<>();
    for (String value : values) {
      elements.put(String.valueOf(elements.size()), value);
    }
    return elements;
  }

  private void checkSubscript(String name, String subscript, Variable variable) {
    boolean numbered = variable.kind() == Variable.Kind.INDEXED;
    if (numbered && variable.nextIndex() + Long.parseLong(subscript) < 0) {
      throw shell.failure(name + "[" + subscript + "]: bad array subscript");
    }
  }
}
