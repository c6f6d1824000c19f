package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Launch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** xargs(1): runs a command with arguments read from standard input. */
final class Xargs implements Command {
  /** How long starting a program takes, as in the shell. */
  private static final long START_NANOS = 1_000_000;

  private static final Getopt OPTIONS =
      new Getopt("n:L:I:d:P:s:E:0rtxpi::a:")
          .untilFirstOperand()
          .named("max-args", 'n')
          .named("max-lines", 'L')
          .named("replace", 'i')
          .named("delimiter", 'd')
          .named("max-procs", 'P')
          .named("null", '0')
          .named("no-run-if-empty", 'r')
          .named("verbose", 't');

  private final Launch launch;

  Xargs(CommandTable table) {
    launch = new Launch(table);
  }

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    for (char letter : "nLP".toCharArray()) {
      String value = given.value(letter);
      if (value != null && !value.matches("\\d{1,9}")) {
        call.err().println("xargs: invalid number \"" + value + "\" for -" + letter + " option");
        call.err().println("Try 'xargs --help' for more information.");
        return 1;
      }
    }
    try {
      String placeholder = placeholder(given);
      List<List<String>> batches = batches(call, given, placeholder);
      return runAll(call, given, placeholder, batches);
    } catch (IllegalArgumentException unmatched) {
      call.err().println("xargs: " + unmatched.getMessage());
      return 1;
    }
  }

  private static @Nullable String placeholder(Getopt.Given given) {
    String written = given.value('I');
    return written != null ? written : given.has('i') ? "{}" : null;
  }

  private static List<List<String>> batches(
      Invocation call, Getopt.Given given, @Nullable String placeholder) {
    String input = Inputs.text(call.in().readAll());
    String delimiter = given.value('d');
    List<List<String>> lines =
        given.has('0')
            ? XargsWords.separated(input, '\0')
            : delimiter != null
                ? XargsWords.separated(input, XargsWords.delimiter(delimiter))
                : placeholder != null ? XargsWords.wholeLines(input) : XargsWords.quoted(input);
    if (placeholder != null) {
      return lines;
    }
    String perRun = given.value('n');
    String linesPerRun = given.value('L');
    if (linesPerRun != null) {
      return grouped(lines, Integer.parseInt(linesPerRun));
    }
    List<List<String>> words = new ArrayList<>();
    lines.forEach(line -> line.forEach(word -> words.add(List.of(word))));
    List<List<String>> groups =
        grouped(words, perRun == null ? Integer.MAX_VALUE : Integer.parseInt(perRun));
    return groups.isEmpty() && !given.has('r') ? List.of(List.of()) : groups;
  }

  private static List<List<String>> grouped(List<List<String>> items, int size) {
    List<List<String>> groups = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (i % Math.max(1, size) == 0) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().addAll(items.get(i));
    }
    return groups;
  }

  private int runAll(
      Invocation call,
      Getopt.Given given,
      @Nullable String placeholder,
      List<List<String>> batches) {
    List<String> command = given.operands().isEmpty() ? List.of("echo") : given.operands();
    int status = 0;
    for (List<String> batch : batches) {
      List<String> words = words(command, placeholder, batch);
      if (given.has('t')) {
        call.err().println(String.join(" ", words));
      }
      if (!launch.knows(words.getFirst())) {
        call.err().println("xargs: " + words.getFirst() + ": No such file or directory");
        return Launch.NOT_FOUND;
      }
      call.process().sleep(START_NANOS);
      int result = launch.run(call, words.getFirst(), words.subList(1, words.size()));
      if (result == 255) {
        call.err().println("xargs: " + words.getFirst() + ": exited with status 255; aborting");
        return 124;
      }
      status = result != 0 ? 123 : status;
    }
    return status;
  }

  private static List<String> words(
      List<String> command, @Nullable String placeholder, List<String> batch) {
    if (placeholder != null) {
      String line = String.join(" ", batch);
      return command.stream().map(word -> word.replace(placeholder, line)).toList();
    }
    List<String> words = new ArrayList<>(command);
    words.addAll(batch);
    return words;
  }
}
