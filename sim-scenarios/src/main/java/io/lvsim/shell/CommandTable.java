package io.lvsim.shell;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which commands there are, by name. */
public final class CommandTable {
  private final TreeMap<String, Command> commands = new TreeMap<>();

  /** Adds a command. */
  public CommandTable add(String name, Command command) {
    commands.put(name, command);
    return this;
  }

  /** Finds a command by its name without a path. */
  public @Nullable Command find(String name) {
    return commands.get(name);
  }

  /** All names, sorted. */
  public List<String> names() {
    return List.copyOf(commands.keySet());
  }
}
