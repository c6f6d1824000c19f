package io.lvsim.command.text;

import io.lvsim.shell.BashCommand;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Echo;

/** The commands of this room. */
public final class TextCommands {
  private TextCommands() {}

  /** Adds them to a table. */
  public static void addTo(CommandTable table) {
    table
        .add("bash", new BashCommand(table))
        .add("cat", new Cat())
        .add("cut", new Cut())
        .add(
            "echo",
            call -> {
              call.out().print(Echo.text(call.arguments()));
              return 0;
            })
        .add("false", call -> 1)
        .add("egrep", new Grep('E'))
        .add("fgrep", new Grep('F'))
        .add("grep", new Grep('G'))
        .add("head", new Head())
        .add("seq", new Seq())
        .add("sh", new BashCommand(table))
        .add("sleep", new Sleep())
        .add("sort", new Sort())
        .add("tail", new Tail())
        .add("tee", new Tee())
        .add("tr", new Tr())
        .add("true", call -> 0)
        .add("uniq", new Uniq())
        .add("wc", new Wc());
  }
}
