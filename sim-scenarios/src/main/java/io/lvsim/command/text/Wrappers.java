package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Launch;
import java.util.ArrayList;
import java.util.List;

/** sudo, nohup, nice, stdbuf, setsid: run a command as it is, for whoever types is root already. */
final class Wrappers {
  private final Launch launch;

  Wrappers(CommandTable table) {
    launch = new Launch(table);
  }

  /** sudo(8): options that choose a user are accepted. */
  Command sudo() {
    Getopt options = new Getopt("u:g:EHnSkb:i").untilFirstOperand();
    return call -> {
      Getopt.Given given = options.parse(call, "usage: sudo [-EHn] [-u user] command\n");
      if (given == null) {
        return 1;
      }
      List<String> words = new ArrayList<>(given.operands());
      while (!words.isEmpty() && words.getFirst().matches("[A-Za-z_]\\w*=.*")) {
        words.removeFirst();
      }
      if (words.isEmpty()) {
        call.err().println("usage: sudo [-EHn] [-u user] command");
        return 1;
      }
      return run(call, words, "sudo: " + words.getFirst() + ": command not found", 1);
    };
  }

  /** A command with options that change nothing here. */
  Command plain(String letters) {
    Getopt options = new Getopt(letters).untilFirstOperand();
    return call -> {
      Getopt.Given given = options.parse(call);
      if (given == null) {
        return 125;
      }
      List<String> words = given.operands();
      if (words.isEmpty()) {
        return PathTools.missingOperand(call) + 124;
      }
      String missing =
          call.name()
              + ": failed to run command ‘"
              + words.getFirst()
              + "’: No such file or directory";
      return run(call, words, missing, Launch.NOT_FOUND);
    };
  }

  private int run(Invocation call, List<String> words, String missing, int statusWhenMissing) {
    if (!launch.knows(words.getFirst())) {
      call.err().println(missing);
      return statusWhenMissing;
    }
    return launch.run(call, words.getFirst(), words.subList(1, words.size()));
  }
}
