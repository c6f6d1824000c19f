package io.lvsim.command.text;

import io.lvsim.host.HostException;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** cmp(1) of diffutils 3.8: compares two files byte by byte. */
final class Cmp implements Command {
  private static final int TROUBLE = 2;

  private static final Getopt OPTIONS =
      new Getopt("bi:ln:sv")
          .named("print-bytes", 'b')
          .named("ignore-initial", 'i')
          .named("verbose", 'l')
          .named("bytes", 'n')
          .named("quiet", 's')
          .named("silent", 's');

  @Override
  public int run(Invocation call) {
    String hint = "cmp: Try 'cmp --help' for more information.\n";
    Getopt.Given given = OPTIONS.parse(call, hint);
    if (given == null) {
      return TROUBLE;
    }
    List<String> names = given.operands();
    if (names.isEmpty() || names.size() > 4) {
      String wrong = names.isEmpty() ? "missing operand after 'cmp'" : "extra operand";
      call.err().print("cmp: " + wrong + "\n" + hint);
      return TROUBLE;
    }
    Integer skip = number(call, given.value('i'), 0);
    Integer most = number(call, given.value('n'), Integer.MAX_VALUE);
    String second = names.size() > 1 ? names.get(1) : "-";
    byte[] one = content(call, names.getFirst());
    byte[] other = one == null ? null : content(call, second);
    if (skip == null || most == null || one == null || other == null) {
      return TROUBLE;
    }
    return new Comparison(call, given, names.getFirst(), second, one, other, skip, most).run();
  }

  private static @Nullable Integer number(Invocation call, @Nullable String text, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}")) {
      call.err().print("cmp: invalid --bytes value '" + text + "'\n");
      return null;
    }
    return Integer.valueOf(text);
  }

  private static byte @Nullable [] content(Invocation call, String name) {
    try {
      return call.open(name).readAll();
    } catch (HostException unreadable) {
      call.err().println("cmp: " + name + ": " + unreadable.errno().text());
      return null;
    }
  }

  /** Two contents side by side. */
  private record Comparison(
      Invocation call,
      Getopt.Given given,
      String oneName,
      String otherName,
      byte[] one,
      byte[] other,
      int skip,
      int most) {
    int run() {
      int ends = Math.min(Math.min(one.length, other.length) - skip, most);
      int status = 0;
      int line = 1;
      for (int i = 0; i < ends; i++) {
        int mine = one[skip + i] & 0xFF;
        int its = other[skip + i] & 0xFF;
        if (mine != its) {
          status = 1;
          if (!given.has('l')) {
            tell(i + 1, line, mine, its);
            return status;
          }
          tellNumbers(i + 1, mine, its);
        }
        line += mine == '\n' ? 1 : 0;
      }
      return one.length == other.length || ends == most ? status : tellEnd(Math.max(ends, 0), line);
    }

    private void tell(int at, int line, int mine, int its) {
      if (given.has('s')) {
        return;
      }
      boolean shows = given.has('b');
      String bytes = shows ? " is " + shown(mine) + " " + shown(its) : "";
      String kind = shows ? "byte" : "char";
      call.out()
          .println(
              oneName + " " + otherName + " differ: " + kind + " " + at + ", line " + line + bytes);
    }

    private void tellNumbers(int at, int mine, int its) {
      if (!given.has('s')) {
        int width = String.valueOf(Math.max(one.length, other.length)).length();
        call.out().println(String.format("%" + width + "d %3o %3o", at, mine, its));
      }
    }

    private int tellEnd(int after, int line) {
      if (given.has('s')) {
        return 1;
      }
      String shorter = one.length < other.length ? oneName : otherName;
      boolean atLineEnd = after > 0 && one[skip + after - 1] == '\n';
      String where =
          after == 0
              ? " which is empty"
              : given.has('l')
                  ? " after byte " + after
                  : " after byte "
                      + after
                      + (atLineEnd ? ", line " + (line - 1) : ", in line " + line);
      call.err().println("cmp: EOF on " + shorter + where);
      return 1;
    }

    private static String shown(int each) {
      return String.format("%3o %s", each, each < 32 ? "^" + (char) (each + 64) : "" + (char) each);
    }
  }
}
