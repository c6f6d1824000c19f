package io.lvsim.command.text;

import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;

/**
 * cat(1): files one after the other; -n and -b number lines, -s squeezes empty ones, -A shows all.
 */
final class Cat implements Command {
  private static final Getopt OPTIONS =
      new Getopt("nbsAETvetu")
          .named("number", 'n')
          .named("number-nonblank", 'b')
          .named("squeeze-blank", 's')
          .named("show-all", 'A')
          .named("show-ends", 'E')
          .named("show-tabs", 'T')
          .named("show-nonprinting", 'v');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    boolean plain = given.options().stream().allMatch(option -> option.letter() == 'u');
    Lines lines = new Lines(call, given);
    return Inputs.forEach(
        call,
        given.operands(),
        (name, source) -> {
          if (plain) {
            copy(source, call);
          } else {
            lines.copy(source);
          }
        });
  }

  private static void copy(ByteSource source, Invocation call) {
    for (byte[] bytes = source.read(); bytes.length > 0; bytes = source.read()) {
      call.out().write(bytes);
    }
  }

  /** Copies line by line, and changes them as the options say. */
  private static final class Lines {
    private final Invocation call;
    private final boolean numbersAll;
    private final boolean numbersFilled;
    private final boolean squeezes;
    private final boolean showsEnds;
    private final boolean showsTabs;
    private final boolean showsControls;
    private int number;
    private boolean lastEmpty;

    Lines(Invocation call, Getopt.Given given) {
      this.call = call;
      numbersFilled = given.has('b');
      numbersAll = given.has('n') && !numbersFilled;
      squeezes = given.has('s');
      showsEnds = given.has('E') || given.has('A') || given.has('e');
      showsTabs = given.has('T') || given.has('A') || given.has('t');
      showsControls = given.has('v') || given.has('A') || given.has('e') || given.has('t');
    }

    void copy(ByteSource source) {
      for (byte[] line = source.readLineBytes(); line.length > 0; line = source.readLineBytes()) {
        boolean empty = line.length == 1 && line[0] == '\n';
        if (!(squeezes && empty && lastEmpty)) {
          write(line, empty);
        }
        lastEmpty = empty;
      }
    }

    private void write(byte[] line, boolean empty) {
      StringBuilder shown = new StringBuilder();
      if (numbersAll || numbersFilled && !empty) {
        shown.append(String.format("%6d\t", ++number));
      }
      String text = Inputs.text(line);
      boolean ends = text.endsWith("\n");
      shown.append(shown(ends ? text.substring(0, text.length() - 1) : text));
      if (ends) {
        shown.append(showsEnds ? "$\n" : "\n");
      }
      call.out().print(shown.toString());
    }

    private String shown(String text) {
      StringBuilder shown = new StringBuilder();
      for (char c : text.toCharArray()) {
        if (c == '\t') {
          shown.append(showsTabs ? "^I" : "\t");
        } else if (showsControls && c < ' ') {
          shown.append('^').append((char) (c + '@'));
        } else if (showsControls && c == 127) {
          shown.append("^?");
        } else if (showsControls && c > 127) {
          shown.append(meta(c));
        } else {
          shown.append(c);
        }
      }
      return shown.toString();
    }

    private static String meta(char c) {
      StringBuilder shown = new StringBuilder();
      for (byte b : String.valueOf(c).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
        int low = b & 0x7f;
        shown
            .append("M-")
            .append(low < ' ' ? "^" + (char) (low + '@') : String.valueOf((char) low));
      }
      return shown.toString();
    }
  }
}
