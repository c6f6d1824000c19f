package io.lvsim.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** read and mapfile. */
final class ReadBuiltin {
  private static final int TIMED_OUT = 142;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Interpreter shell;
  private final Builtin.Call call;
  private boolean raw;
  private @Nullable String array;
  private int delimiter = '\n';
  private int characters = -1;
  private long timeoutNanos = -1;
  private int descriptor;

  private ReadBuiltin(Interpreter shell, Builtin.Call call) {
    this.shell = shell;
    this.call = call;
  }

  static int read(Interpreter shell, Builtin.Call call) {
    return new ReadBuiltin(shell, call).run();
  }

  private int run() {
    int first = readOptions();
    if (first < 0) {
      return 2;
    }
    for (String name : call.from(first)) {
      if (!name.matches("[A-Za-z_]\\w*(\\[.*\\])?")) {
        return call.fail(shell, "`" + name + "': not a valid identifier", 1);
      }
    }
    if (shell.descriptors().get(descriptor) == null) {
      return call.fail(shell, "read error: " + descriptor + ": Bad file descriptor", 1);
    }
    ByteSource source = shell.descriptors().source(descriptor);
    if (timeoutNanos >= 0 && source instanceof Pipe.Reader pipe) {
      if (!pipe.awaitReady(shell.process(), timeoutNanos)) {
        store(call.from(first), List.of(), "");
        return TIMED_OUT;
      }
    }
    Line line = line(source);
    store(call.from(first), line.quoted, line.text);
    return line.complete ? 0 : 1;
  }

  private int readOptions() {
    int next = 0;
    while (next < call.count() && call.argument(next).matches("-.+")) {
      String argument = call.argument(next++);
      if (argument.equals("--")) {
        break;
      }
      for (int i = 1; i < argument.length(); i++) {
        char option = argument.charAt(i);
        if ("apntNdiu".indexOf(option) < 0) {
          if (option == 'r') {
            raw = true;
          } else if ("se".indexOf(option) < 0) {
            call.invalidOption(
                shell,
                "-" + option,
                "read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt]"
                    + " [-t timeout] [-u fd] [name ...]");
            return -1;
          }
          continue;
        }
        String value = argument.substring(i + 1);
        if (value.isEmpty()) {
          if (next >= call.count()) {
            call.fail(shell, "-" + option + ": option requires an argument", 2);
            return -1;
          }
          value = call.argument(next++);
        }
        option(option, value);
        break;
      }
    }
    return next;
  }

  private void option(char option, String value) {
    switch (option) {
      case 'a' -> array = value;
      case 'd' -> delimiter = value.isEmpty() ? 0 : value.charAt(0);
      case 'n', 'N' -> {
        characters = value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
        delimiter = option == 'N' ? -1 : delimiter;
      }
      case 't' ->
          timeoutNanos =
              value.matches("\\d+(\\.\\d*)?|\\.\\d+")
                  ? (long) (Double.parseDouble(value) * NANOS_PER_SECOND)
                  : 0;
      case 'u' -> descriptor = value.matches("\\d{1,3}") ? Integer.parseInt(value) : 0;
      default -> {
        // a prompt is shown on a terminal only
      }
    }
  }

  /**
   * What was read.
   *
   * @param quoted places of characters that a backslash quoted
   */
  private record Line(String text, List<Integer> quoted, boolean complete) {}

  private Line line(ByteSource source) {
    StringBuilder text = new StringBuilder();
    List<Integer> quoted = new ArrayList<>();
    while (true) {
      String piece = piece(source, text.length());
      boolean complete = isComplete(piece, text.length());
      String body =
          complete && characters < 0 || complete && delimiter >= 0 && endsInDelimiter(piece)
              ? piece.substring(0, piece.length() - 1)
              : piece;
      if (raw) {
        return new Line(text + body, quoted, complete);
      }
      boolean continued = unescape(body, text, quoted) && complete && delimiter == '\n';
      if (!continued) {
        return new Line(text.toString(), quoted, complete);
      }
    }
  }

  private boolean endsInDelimiter(String piece) {
    return !piece.isEmpty() && piece.charAt(piece.length() - 1) == delimiter;
  }

  private boolean isComplete(String piece, int before) {
    return endsInDelimiter(piece) || characters >= 0 && before + piece.length() >= characters;
  }

  private String piece(ByteSource source, int before) {
    if (characters >= 0 && source instanceof BufferedSource buffered) {
      StringBuilder some = new StringBuilder();
      while (before + some.length() < characters) {
        byte[] one = buffered.readBytes(1);
        if (one.length == 0) {
          break;
        }
        some.append((char) (one[0] & 0xff));
        if (one[0] == delimiter && delimiter >= 0) {
          break;
        }
      }
      return some.toString();
    }
    if (source instanceof BufferedSource buffered) {
      return new String(buffered.readUntil(delimiter), StandardCharsets.UTF_8);
    }
    String line = source.readLine();
    return line == null ? "" : line + "\n";
  }

  /** Takes backslashes away; true if the last one quotes the line's end. */
  private static boolean unescape(String body, StringBuilder text, List<Integer> quoted) {
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '\\') {
        if (++i == body.length()) {
          return true;
        }
        quoted.add(text.length());
        c = body.charAt(i);
      }
      text.append(c);
    }
    return false;
  }

  private void store(List<String> names, List<Integer> quoted, String text) {
    if (array != null) {
      Variable variable = shell.writable(array);
      variable.become(Variable.Kind.INDEXED);
      variable.clear();
      List<String> fields = splitter(text, quoted).split(Integer.MAX_VALUE);
      for (int i = 0; i < fields.size(); i++) {
        variable.set(String.valueOf(i), fields.get(i));
      }
    } else if (names.isEmpty()) {
      shell.assign("REPLY", text);
    } else {
      List<String> fields = splitter(text, quoted).split(names.size());
      for (int i = 0; i < names.size(); i++) {
        assign(names.get(i), i < fields.size() ? fields.get(i) : "");
      }
    }
  }

  private void assign(String name, String value) {
    int bracket = name.indexOf('[');
    if (bracket < 0) {
      shell.assign(name, value);
    } else {
      shell
          .parameters()
          .assignElement(
              name.substring(0, bracket), name.substring(bracket + 1, name.length() - 1), value);
    }
  }

  private LineSplitter splitter(String text, List<Integer> quoted) {
    String ifs = shell.parameters().value("IFS");
    return new LineSplitter(text, quoted, ifs == null ? " \t\n" : ifs);
  }

  static int readArray(Interpreter shell, Builtin.Call call) {
    boolean trims = false;
    int first = 0;
    while (first < call.count() && call.argument(first).startsWith("-")) {
      trims |= call.argument(first).equals("-t");
      first++;
    }
    Variable variable = shell.writable(first < call.count() ? call.argument(first) : "MAPFILE");
    variable.become(Variable.Kind.INDEXED);
    variable.clear();
    ByteSource source = shell.descriptors().in();
    int index = 0;
    for (String line = source.readLine(); line != null; line = source.readLine()) {
      variable.set(String.valueOf(index++), trims ? line : line + "\n");
    }
    return 0;
  }
}
