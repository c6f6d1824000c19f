package io.lvsim.command.text;

import io.lvsim.command.text.awk.Awk;
import io.lvsim.shell.BashCommand;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Echo;

/** The commands of this room. */
public final class TextCommands {
  private TextCommands() {}

  /** Adds them to a table; those that run others find them there. */
  public static void addTo(CommandTable table) {
    addFilters(table);
    addFileTools(table);
    addRunners(table);
    addSmallTools(table);
  }

  private static void addFilters(CommandTable table) {
    table
        .add("awk", new Awk(table))
        .add("cat", new Cat())
        .add("cut", new Cut())
        .add("egrep", new Grep('E'))
        .add("fgrep", new Grep('F'))
        .add("gawk", new Awk(table))
        .add("grep", new Grep('G'))
        .add("head", new Head())
        .add("nl", new Nl())
        .add("paste", new Paste())
        .add("rev", LineTools::reverseCharacters)
        .add("sed", new Sed())
        .add("sort", new Sort())
        .add("tac", LineTools::reverseLines)
        .add("tail", new Tail())
        .add("tee", new Tee())
        .add("tr", new Tr())
        .add("uniq", new Uniq())
        .add("wc", new Wc());
  }

  private static void addFileTools(CommandTable table) {
    table
        .add("basename", PathTools::lastName)
        .add("cmp", new Cmp())
        .add("dd", new Dd())
        .add("chgrp", FileTools::changeOwner)
        .add("chmod", FileTools::changeMode)
        .add("chown", FileTools::changeOwner)
        .add("cp", new CopyTools(false))
        .add("dirname", PathTools::directory)
        .add("ls", new Ls())
        .add("mktemp", new Mktemp())
        .add("mkdir", FileTools::makeDirectories)
        .add("mv", new CopyTools(true))
        .add("readlink", PathTools::realPath)
        .add("realpath", PathTools::realPath)
        .add("rm", FileTools::remove)
        .add("rmdir", FileTools::removeDirectories)
        .add("touch", FileTools::touch);
  }

  private static void addRunners(CommandTable table) {
    Wrappers wrappers = new Wrappers(table);
    table
        .add("bash", new BashCommand(table))
        .add("env", new Env(table))
        .add("nice", wrappers.plain("n:"))
        .add("nohup", wrappers.plain(""))
        .add("setsid", wrappers.plain("cfw"))
        .add("sh", new BashCommand(table))
        .add("stdbuf", wrappers.plain("i:o:e:"))
        .add("sudo", wrappers.sudo())
        .add("timeout", new Timeout(table))
        .add("watch", new Watch(table))
        .add("which", new Which(table))
        .add("xargs", new Xargs(table));
  }

  private static void addSmallTools(CommandTable table) {
    table
        .add("date", new Date())
        .add(
            "echo",
            call -> {
              call.out().print(Echo.text(call.arguments()));
              return 0;
            })
        .add("false", call -> 1)
        .add("hostname", Identity::hostname)
        .add("id", Identity::id)
        .add("printenv", Env::print)
        .add("printf", new PrintfCommand())
        .add("seq", new Seq())
        .add("sleep", new Sleep())
        .add("sync", call -> 0)
        .add("true", call -> 0)
        .add("uname", Identity::uname)
        .add("whoami", Identity::whoami)
        .add("yes", LineTools::repeat);
  }
}
