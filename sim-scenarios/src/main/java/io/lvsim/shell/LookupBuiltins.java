package io.lvsim.shell;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** type, command, builtin and exec: what a name means, and running it so. */
final class LookupBuiltins {
  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "then",
          "else",
          "elif",
          "fi",
          "case",
          "esac",
          "for",
          "while",
          "until",
          "do",
          "done",
          "in",
          "function",
          "time",
          "{",
          "}",
          "!",
          "[[",
          "]]",
          "select",
          "coproc");

  private LookupBuiltins() {}

  static int type(Interpreter shell, Builtin.Call call) {
    boolean kindOnly = call.count() > 0 && call.argument(0).equals("-t");
    boolean pathOnly = call.count() > 0 && call.argument(0).matches("-[pP]");
    boolean option = call.count() > 0 && call.argument(0).matches("-[tpPaf]+");
    int status = 0;
    for (String name : call.from(option ? 1 : 0)) {
      String kind = kind(shell, name);
      if (kind == null) {
        status = kindOnly || pathOnly ? 1 : call.fail(shell, name + ": not found", 1);
      } else if (kindOnly) {
        shell.descriptors().out().println(kind);
      } else if (!pathOnly) {
        shell.descriptors().out().println(sentence(shell, name, kind));
      } else if (kind.equals("file")) {
        shell.descriptors().out().println(shell.terminal().commands().path(name));
      }
    }
    return status;
  }

  private static @Nullable String kind(Interpreter shell, String name) {
    if (KEYWORDS.contains(name)) {
      return "keyword";
    }
    if (shell.state().functions.containsKey(name)) {
      return "function";
    }
    if (Builtins.find(name) != null) {
      return "builtin";
    }
    return ProgramPaths.find(shell, name) == null ? null : "file";
  }

  private static String sentence(Interpreter shell, String name, String kind) {
    return switch (kind) {
      case "keyword" -> name + " is a shell keyword";
      case "function" -> name + " is a function";
      case "builtin" -> name + " is a shell builtin";
      default -> name + " is " + path(shell, name);
    };
  }

  private static String path(Interpreter shell, String name) {
    return name.contains("/") ? name : shell.terminal().commands().path(name);
  }

  static int command(Interpreter shell, Builtin.Call call) {
    int first = 0;
    boolean shows = false;
    boolean tells = false;
    while (first < call.count() && call.argument(first).startsWith("-")) {
      String option = call.argument(first++);
      if (option.equals("--")) {
        break;
      }
      if (!option.matches("-[pvV]+")) {
        return call.invalidOption(shell, option, "command [-pVv] command [arg ...]");
      }
      shows |= option.contains("v");
      tells |= option.contains("V");
    }
    if (tells) {
      return type(shell, call.with(call.from(first)));
    }
    if (shows) {
      return show(shell, call.from(first));
    }
    return first == call.count()
        ? 0
        : shell.simpleCommands().run(call.from(first), call.arrays(), false);
  }

  private static int show(Interpreter shell, List<String> names) {
    int status = names.isEmpty() ? 0 : 1;
    for (String name : names) {
      String kind = kind(shell, name);
      if (kind != null) {
        shell.descriptors().out().println(kind.equals("file") ? path(shell, name) : name);
        status = 0;
      }
    }
    return status;
  }

  static int builtin(Interpreter shell, Builtin.Call call) {
    if (call.count() == 0) {
      return 0;
    }
    Builtin builtin = Builtins.find(call.argument(0));
    if (builtin == null) {
      return call.fail(shell, call.argument(0) + ": not a shell builtin", 1);
    }
    return builtin.run(shell, new Builtin.Call(call.argument(0), call.from(1), call.arrays()));
  }

  static int exec(Interpreter shell, Builtin.Call call) {
    String name = call.argument(0);
    if (ProgramPaths.find(shell, name) == null) {
      call.fail(shell, name + ": not found", 127);
      throw new Jump.Exit(127);
    }
    throw new Jump.Exit(shell.simpleCommands().program(name, call.from(1)));
  }
}
