package io.lvsim.shell;

import io.lvsim.pattern.Glob;
import io.lvsim.shell.expand.Expander;
import io.lvsim.shell.expand.ExpansionError;
import io.lvsim.shell.grammar.Command;
import io.lvsim.shell.grammar.Command.Branch;
import io.lvsim.shell.grammar.Command.CaseItem;
import io.lvsim.shell.grammar.Command.For;
import io.lvsim.shell.grammar.Command.ForArithmetic;
import io.lvsim.shell.grammar.Word;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs loops, branches, groups and tests. */
final class Compounds {
  private final Interpreter shell;
  private final Conditions conditions;

  Compounds(Interpreter shell) {
    this.shell = shell;
    this.conditions = new Conditions(shell);
  }

  int run(Command command) {
    return switch (command) {
      case Command.Group group -> shell.execute(group.body());
      case Command.If branches -> branches(branches);
      case Command.While loop -> whileLoop(loop);
      case For loop -> forLoop(loop);
      case ForArithmetic loop -> forArithmetic(loop);
      case Command.Case choice -> choice(choice);
      case Command.Function function -> define(function);
      case Command.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Command.Test test -> conditions.run(test.condition());
      default -> throw new IllegalStateException(command.toString());
    };
  }

  private int branches(Command.If command) {
    for (Branch branch : command.branches()) {
      if (shell.executeCondition(branch.condition()) == 0) {
        return shell.execute(branch.body());
      }
    }
    Command otherwise = command.otherwise();
    return otherwise == null ? 0 : shell.execute(otherwise);
  }

  private int whileLoop(Command.While loop) {
    return loop(() -> (shell.executeCondition(loop.condition()) == 0) != loop.until(), loop.body());
  }

  private int forLoop(For loop) {
    List<Word> written = loop.words();
    List<String> words =
        written == null ? shell.state().positional : shell.expander().fields(written);
    int[] next = {0};
    return loop(
        () -> {
          if (next[0] >= words.size()) {
            return false;
          }
          String word = words.get(next[0]++);
          trace("for " + loop.name() + " in " + (written == null ? "\"$@\"" : sources(written)));
          shell.assign(loop.name(), word);
          return true;
        },
        loop.body());
  }

  private static String sources(List<Word> words) {
    return String.join(" ", words.stream().map(Word::source).toList());
  }

  private int forArithmetic(ForArithmetic loop) {
    boolean[] first = {true};
    return loop(
        () -> {
          evaluate(first[0] ? loop.start() : loop.step(), 1);
          first[0] = false;
          return evaluate(loop.condition(), 1) != 0;
        },
        loop.body());
  }

  private long evaluate(Word expression, long whenEmpty) {
    if (expression.parts().isEmpty()) {
      return whenEmpty;
    }
    try {
      String text = shell.expander().text(expression);
      if (text.isBlank()) {
        return whenEmpty;
      }
      trace("(( " + text.strip() + " ))");
      return shell.expander().arithmetic(expression);
    } catch (ExpansionError wrong) {
      throw shell.failure("((: " + wrong.text());
    }
  }

  /** Runs a loop's body as long as there is a next turn. */
  private int loop(BooleanSupplier next, Command body) {
    ShellState state = shell.state();
    int status = 0;
    state.loopDepth++;
    try {
      while (turn(next)) {
        try {
          status = shell.execute(body);
        } catch (Jump.Continue leaving) {
          status = 0;
          if (leaving.number() > 1 && state.loopDepth > 1) {
            throw new Jump.Continue(leaving.number() - 1);
          }
        }
      }
    } catch (Jump.Break leaving) {
      status = 0;
      if (leaving.number() > 1 && state.loopDepth > 1) {
        throw new Jump.Break(leaving.number() - 1);
      }
    } finally {
      state.loopDepth--;
    }
    return status;
  }

  private boolean turn(BooleanSupplier next) {
    shell.terminal().budget().spendCommand();
    return next.getAsBoolean();
  }

  private int choice(Command.Case command) {
    Expander expander = shell.expander();
    String subject = expander.text(command.word());
    trace("case " + command.word().source() + " in");
    int status = 0;
    boolean falling = false;
    for (CaseItem item : command.items()) {
      if (falling || item.patterns().stream().anyMatch(pattern -> matches(pattern, subject))) {
        status = item.body().items().isEmpty() ? 0 : shell.execute(item.body());
        falling = item.end().equals(";&");
        if (item.end().equals(";;")) {
          return status;
        }
      }
    }
    return status;
  }

  private boolean matches(Word pattern, String subject) {
    return Glob.of(shell.expander().pattern(pattern), shell.extendedPatterns()).matches(subject);
  }

  private int define(Command.Function function) {
    shell.state().functions.put(function.name(), function);
    return 0;
  }

  private int arithmetic(Command.Arithmetic command) {
    try {
      if (shell.state().has('x')) {
        trace("(( " + shell.expander().text(command.expression()).strip() + " ))");
      }
      return shell.expander().arithmetic(command.expression()) != 0 ? 0 : 1;
    } catch (ExpansionError wrong) {
      shell.complain("((: " + wrong.text());
      return 1;
    }
  }

  private void trace(String text) {
    if (shell.state().has('x')) {
      shell.trace(text);
    }
  }
}
