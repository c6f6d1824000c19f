package io.lvsim.shell;

import io.lvsim.shell.grammar.Assignment;
import java.util.List;

/** A command that the shell does itself. */
@FunctionalInterface
interface Builtin {
  /** Runs it and gives its exit status. */
  int run(Interpreter shell, Call call);

  /**
   * One run of a builtin.
   *
   * @param arguments behind the name, expanded
   * @param arrays assignments of lists among the arguments, as behind declare
   */
  record Call(String name, List<String> arguments, List<Assignment> arrays) {
    /** The arguments from one on, or none. */
    List<String> from(int index) {
      return index < arguments.size() ? arguments.subList(index, arguments.size()) : List.of();
    }

    int count() {
      return arguments.size();
    }

    String argument(int index) {
      return arguments.get(index);
    }

    Call with(List<String> others) {
      return new Call(name, others, arrays);
    }

    /** Tells an error, such as {@code bash: cd: too many arguments}. */
    int fail(Interpreter shell, String text, int status) {
      shell.complain(name + ": " + text);
      return status;
    }

    /** Tells how it is used. */
    int usage(Interpreter shell, String synopsis) {
      shell.descriptors().err().println(name + ": usage: " + synopsis);
      return 2;
    }

    /** Tells of an option that it does not have. */
    int invalidOption(Interpreter shell, String option, String synopsis) {
      fail(shell, option + ": invalid option", 2);
      return usage(shell, synopsis);
    }
  }
}
