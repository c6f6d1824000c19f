package io.lvsim.command.text;

import io.lvsim.host.HostException;
import io.lvsim.pattern.PatternException;
import io.lvsim.pattern.Regex;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** grep(1), with egrep and fgrep: the lines that match. */
final class Grep implements Command {
  private static final int FAILED = 2;
  private static final String HINT =
      "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";

  private static final Getopt OPTIONS =
      new Getopt("EFGPe:f:iyvwxcLlm:oqsnHhrRbaIA:B:C:zuTUZ::")
          .named("extended-regexp", 'E')
          .named("fixed-strings", 'F')
          .named("basic-regexp", 'G')
          .named("regexp", 'e')
          .named("file", 'f')
          .named("ignore-case", 'i')
          .named("invert-match", 'v')
          .named("word-regexp", 'w')
          .named("line-regexp", 'x')
          .named("count", 'c')
          .named("files-without-match", 'L')
          .named("files-with-matches", 'l')
          .named("max-count", 'm')
          .named("only-matching", 'o')
          .named("quiet", 'q')
          .named("silent", 'q')
          .named("no-messages", 's')
          .named("line-number", 'n')
          .named("with-filename", 'H')
          .named("no-filename", 'h')
          .named("recursive", 'r')
          .named("byte-offset", 'b')
          .named("text", 'a')
          .named("after-context", 'A')
          .named("before-context", 'B')
          .named("context", 'C')
          .named("line-buffered", 'u')
          .named("color", 'Z')
          .named("colour", 'Z');

  private final char defaultKind;

  /**
   * @param defaultKind G for grep, E for egrep, F for fgrep
   */
  Grep(char defaultKind) {
    this.defaultKind = defaultKind;
  }

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(withNumbersAsContext(call), HINT);
    if (given == null) {
      return FAILED;
    }
    List<String> operands = new ArrayList<>(given.operands());
    List<String> patterns = patterns(call, given, operands);
    if (patterns == null) {
      return FAILED;
    }
    GrepOptions options = GrepOptions.of(call, given);
    if (options == null) {
      return FAILED;
    }
    try {
      LineMatcher matcher = new LineMatcher(regexes(patterns, given), given);
      return search(call, given, options, matcher, operands);
    } catch (PatternException wrong) {
      call.err().println("grep: " + wrong.text());
      return FAILED;
    }
  }

  /** Reads {@code -3} as {@code -C 3}. */
  private static Invocation withNumbersAsContext(Invocation call) {
    List<String> arguments =
        call.arguments().stream()
            .map(argument -> argument.matches("-\\d+") ? "-C" + argument.substring(1) : argument)
            .toList();
    return call.with("grep", arguments);
  }

  private static @Nullable List<String> patterns(
      Invocation call, Getopt.Given given, List<String> operands) {
    List<String> patterns = new ArrayList<>();
    boolean named = false;
    for (Getopt.Option option : given.options()) {
      if (option.letter() == 'e') {
        named = true;
        patterns.addAll(List.of(option.text().split("\n", -1)));
      } else if (option.letter() == 'f') {
        named = true;
        try {
          Inputs.lines(call.open(option.text()), patterns::add);
        } catch (HostException unreadable) {
          call.err().println("grep: " + option.text() + ": " + unreadable.errno().text());
          return null;
        }
      }
    }
    if (!named) {
      if (operands.isEmpty()) {
        call.err().print(HINT);
        return null;
      }
      patterns.addAll(List.of(operands.removeFirst().split("\n", -1)));
    }
    return patterns;
  }

  private List<Regex> regexes(List<String> patterns, Getopt.Given given) {
    char kind = defaultKind;
    for (Getopt.Option option : given.options()) {
      kind = "EFGP".indexOf(option.letter()) >= 0 ? option.letter() : kind;
    }
    boolean ignoreCase = given.has('i') || given.has('y');
    List<Regex> regexes = new ArrayList<>();
    for (String pattern : patterns) {
      regexes.add(
          switch (kind) {
            case 'F' -> Regex.literal(pattern, ignoreCase);
            case 'P' -> Regex.perl(pattern, ignoreCase);
            default -> Regex.of(pattern, kind == 'E', ignoreCase);
          });
    }
    return regexes;
  }

  private static int search(
      Invocation call,
      Getopt.Given given,
      GrepOptions options,
      LineMatcher matcher,
      List<String> operands) {
    List<String> files = new ArrayList<>();
    boolean recursive = given.has('r') || given.has('R');
    for (String name : operands.isEmpty() && recursive ? List.of(".") : operands) {
      addFiles(call, name, recursive, files);
    }
    boolean named =
        !given.has('h') && (given.has('H') || operands.size() > 1 || recursive && files.size() > 0);
    GrepSearch search = new GrepSearch(call, options, matcher, named);
    int failed = 0;
    for (String name : files.isEmpty() && !recursive ? List.of("-") : files) {
      try {
        search.file(name, call.open(name));
      } catch (HostException unreadable) {
        if (!given.has('s')) {
          call.err().println("grep: " + name + ": " + unreadable.errno().text());
        }
        failed = FAILED;
      }
      if (options.quiet() && search.found()) {
        return 0;
      }
    }
    return failed != 0 ? failed : search.found() ? 0 : 1;
  }

  private static void addFiles(
      Invocation call, String name, boolean recursive, List<String> files) {
    if (!recursive || !call.files().isDirectory(call.path(name))) {
      files.add(name);
      return;
    }
    try {
      String prefix = name.endsWith("/") ? name : name + "/";
      for (String child : call.files().list(call.path(name))) {
        addFiles(call, prefix + child, true, files);
      }
    } catch (HostException gone) {
      files.add(name);
    }
  }
}
