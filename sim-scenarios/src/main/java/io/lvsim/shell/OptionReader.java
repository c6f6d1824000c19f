package io.lvsim.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one option from arguments for getopts; where it is lies in OPTIND and a hidden offset. */
final class OptionReader {
  private static final String OFFSET = "_getopts_offset";

  private final Interpreter shell;
  private final Variables variables;
  private final String options;
  private final String variable;
  private final List<String> arguments;

  OptionReader(Interpreter shell, String options, String variable, List<String> arguments) {
    this.shell = shell;
    this.variables = shell.state().variables;
    this.options = options;
    this.variable = variable;
    this.arguments = arguments;
  }

  /** 0 if there was an option, 1 at the end of the options. */
  int next() {
    int index = number("OPTIND", 1);
    int offset = number(OFFSET, 1);
    String argument = index <= arguments.size() ? arguments.get(index - 1) : "";
    if (offset == 1 && (!argument.startsWith("-") || argument.length() < 2)) {
      return end(index);
    }
    if (offset == 1 && argument.equals("--")) {
      return end(index + 1);
    }
    char letter = argument.charAt(offset);
    boolean last = offset + 1 >= argument.length();
    int place = letter == ':' ? -1 : options.indexOf(letter, options.startsWith(":") ? 1 : 0);
    if (place < 0) {
      move(index, offset, last);
      return refuse(letter, "illegal option -- ", "?");
    }
    boolean takesValue = place + 1 < options.length() && options.charAt(place + 1) == ':';
    if (!takesValue) {
      move(index, offset, last);
      return found(letter, null);
    }
    return withValue(index, offset, letter, argument, last);
  }

  private int withValue(int index, int offset, char letter, String argument, boolean last) {
    if (!last) {
      move(index, offset, true);
      return found(letter, argument.substring(offset + 1));
    }
    if (index >= arguments.size()) {
      move(index, offset, true);
      return refuse(letter, "option requires an argument -- ", options.startsWith(":") ? ":" : "?");
    }
    move(index + 1, offset, true);
    return found(letter, arguments.get(index));
  }

  private int found(char letter, @Nullable String value) {
    shell.assign(variable, String.valueOf(letter));
    if (value == null) {
      variables.unset("OPTARG");
    } else {
      shell.assign("OPTARG", value);
    }
    return 0;
  }

  private int refuse(char letter, String message, String result) {
    shell.assign(variable, result);
    if (options.startsWith(":")) {
      shell.assign("OPTARG", String.valueOf(letter));
    } else {
      variables.unset("OPTARG");
      shell.descriptors().err().println(shell.state().zero + ": " + message + letter);
    }
    return 0;
  }

  private void move(int index, int offset, boolean last) {
    shell.assign("OPTIND", String.valueOf(last ? index + 1 : index));
    variables.set(OFFSET, String.valueOf(last ? 1 : offset + 1));
  }

  private int end(int index) {
    shell.assign(variable, "?");
    shell.assign("OPTIND", String.valueOf(index));
    variables.unset("OPTARG");
    return 1;
  }

  private int number(String name, int otherwise) {
    String text = variables.get(name);
    return text != null && text.matches("[1-9]\\d{0,6}") ? Integer.parseInt(text) : otherwise;
  }
}
