package io.lvsim.command.text;

import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** uniq(1): one of equal lines in a row; -c counts them, -d and -u show only some. */
final class Uniq implements Command {
  private static final Getopt OPTIONS =
      new Getopt("cdDuif:s:w:z")
          .named("count", 'c')
          .named("repeated", 'd')
          .named("all-repeated", 'D')
          .named("unique", 'u')
          .named("ignore-case", 'i')
          .named("skip-fields", 'f')
          .named("skip-chars", 's')
          .named("check-chars", 'w');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    List<String> names = given.operands();
    if (names.size() > 2) {
      call.err().println("uniq: extra operand ‘" + names.get(2) + "’");
      call.err().println("Try 'uniq --help' for more information.");
      return 1;
    }
    String file = names.isEmpty() ? "-" : names.getFirst();
    try {
      Run run = new Run(given);
      ByteSource source = call.open(file);
      file = names.size() > 1 ? names.get(1) : "/dev/stdout";
      run.copy(source, call.create(file, false));
      return 0;
    } catch (HostException refused) {
      call.err().println("uniq: " + file + ": " + refused.errno().text());
      return 1;
    } catch (NumberFormatException wrong) {
      call.err().println("uniq: " + wrong.getMessage());
      return 1;
    }
  }

  /** One run over a file. */
  private static final class Run {
    private final Getopt.Given given;
    private final int fields;
    private final int characters;
    private final int compared;
    private @Nullable String first;
    private long count;

    Run(Getopt.Given given) {
      this.given = given;
      this.fields = number('f', "invalid number of fields to skip", 0);
      this.characters = number('s', "invalid number of bytes to skip", 0);
      this.compared = number('w', "invalid number of bytes to compare", Integer.MAX_VALUE);
    }

    private int number(char letter, String message, int otherwise) {
      String value = given.value(letter);
      if (value == null) {
        return otherwise;
      }
      if (!value.matches("\\d{1,9}")) {
        throw new NumberFormatException(value + ": " + message);
      }
      return Integer.parseInt(value);
    }

    void copy(ByteSource source, ByteSink out) {
      for (String line = source.readLine(); line != null; line = source.readLine()) {
        String group = first;
        if (group != null && key(group).equals(key(line))) {
          count++;
          if (given.has('D')) {
            repeat(group, line, out);
          }
        } else {
          finish(out);
          first = line;
          count = 1;
        }
      }
      finish(out);
    }

    private void repeat(String group, String line, ByteSink out) {
      if (count == 2) {
        out.println(group);
      }
      out.println(line);
    }

    private void finish(ByteSink out) {
      String group = first;
      if (group == null || given.has('D')) {
        return;
      }
      boolean shown = count > 1 ? !given.has('u') : !given.has('d');
      if (shown) {
        out.println(given.has('c') ? String.format("%7d %s", count, group) : group);
      }
    }

    private String key(String line) {
      int start = 0;
      for (int i = 0; i < fields; i++) {
        while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
          start++;
        }
        while (start < line.length() && !Character.isWhitespace(line.charAt(start))) {
          start++;
        }
      }
      String rest = line.substring(Math.min(line.length(), start + characters));
      String key = rest.substring(0, Math.min(rest.length(), compared));
      return given.has('i') ? key.toLowerCase(Locale.ROOT) : key;
    }
  }
}
