package io.lvsim.shell.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a script's tree of commands. */
public sealed interface Command {
  /**
   * Commands one after the other.
   *
   * @param items in order
   */
  record Sequence(List<Item> items) implements Command {}

  /**
   * One of a sequence.
   *
   * @param background whether {@code &} stands behind it
   * @param source as written, for jobs
   */
  record Item(Command command, boolean background, String source) {}

  /** {@code first && second} or {@code first || second}. */
  record AndOr(Command first, boolean and, Command second) implements Command {}

  /**
   * Commands joined by pipes, or one command with {@code !} or {@code time} before it.
   *
   * @param timed whether written with {@code time}; {@code time -p} is {@code timedPosix}
   */
  record Pipeline(List<Command> stages, boolean negated, boolean timed, boolean timedPosix)
      implements Command {}

  /** A command's name and arguments, with assignments before it and redirections around it. */
  record Simple(
      List<Assignment> assignments, List<Argument> words, List<Redirection> redirections, int line)
      implements Command {}

  /** A compound command with redirections behind it. */
  record Redirected(Command body, List<Redirection> redirections) implements Command {}

  /** <code>{ ...; }</code>. */
  record Group(Sequence body) implements Command {}

  /** {@code ( ... )}. */
  record Subshell(Sequence body) implements Command {}

  /** {@code if}, with {@code elif} as a branch more. */
  record If(List<Branch> branches, @Nullable Sequence otherwise) implements Command {}

  /** A condition and what is done when it holds. */
  record Branch(Sequence condition, Sequence body) {}

  /** {@code while}, or {@code until}. */
  record While(Sequence condition, boolean until, Sequence body) implements Command {}

  /** {@code for name in words}; without words: over the positional parameters. */
  record For(String name, @Nullable List<Word> words, Sequence body) implements Command {}

  /** {@code for ((start; condition; step))}; an empty expression is an empty word. */
  record ForArithmetic(Word start, Word condition, Word step, Sequence body) implements Command {}

  /** {@code case word in ... esac}. */
  record Case(Word word, List<CaseItem> items) implements Command {}

  /**
   * One item of a case.
   *
   * @param end {@code ;;}, {@code ;&} or {@code ;;&}
   */
  record CaseItem(List<Word> patterns, Sequence body, String end) {}

  /** {@code name() body}. */
  record Function(String name, Command body) implements Command {}

  /** {@code ((expression))}. */
  record Arithmetic(Word expression) implements Command {}

  /** {@code [[ condition ]]}. */
  record Test(Condition condition) implements Command {}
}
