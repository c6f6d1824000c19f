package io.lvsim.shell.expand;

import io.lvsim.shell.grammar.Command;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What expansion needs from the shell that it works for. */
public interface Parameters {
  /** A parameter's value, special and positional ones too; null if unset. */
  @Nullable String value(String name);

  /** An array's elements by subscript, in order; null if the name is no array. */
  @Nullable SequencedMap<String, String> elements(String name);

  /** One element; the subscript is a number, or a text for an array with texts as subscripts. */
  @Nullable String element(String name, String subscript);

  /** Whether an array's subscripts are texts. */
  boolean keyed(String name);

  /** Gives a variable a value. */
  void assign(String name, String value);

  /** Gives an array's element a value. */
  void assignElement(String name, String subscript, String value);

  /** The parameters {@code $1}, {@code $2} ... */
  List<String> positional();

  /** Names of all variables that are set, sorted. */
  List<String> names();

  /** Whether an option such as {@code -u} or {@code -f} is set. */
  boolean option(char letter);

  /** Whether a file pattern that nothing matches is nothing (nullglob), and not itself. */
  boolean emptyWhenNothingMatches();

  /** Runs commands and gives what they wrote. */
  String output(Command.Sequence commands);

  /** Gives a file's name that stands for commands' output or input. */
  String file(Command.Sequence commands, boolean reading);

  /** Names in a directory, sorted; empty if there is none. */
  List<String> directory(String path);

  /** Whether a file or directory exists. */
  boolean exists(String path);

  /** Whether there is a directory. */
  boolean isDirectory(String path);
}
