package io.lvsim.command.text;

import io.lvsim.host.HostException;
import io.lvsim.pattern.PatternException;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** sed(1): edits lines by a script; -n, -e, -f, -E, -i, -s. */
final class Sed implements Command {
  private static final int UNREADABLE = 2;
  private static final int FAILED_IN_PLACE = 4;
  private static final String USAGE =
      "Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n";

  private static final Getopt OPTIONS =
      new Getopt("nEre:f:i::szul:")
          .named("quiet", 'n')
          .named("silent", 'n')
          .named("regexp-extended", 'E')
          .named("expression", 'e')
          .named("file", 'f')
          .named("in-place", 'i')
          .named("separate", 's')
          .named("unbuffered", 'u');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call, USAGE);
    if (given == null) {
      return 1;
    }
    List<String> operands = new ArrayList<>(given.operands());
    boolean extended = given.has('E') || given.has('r');
    SedParser parser = new SedParser(extended);
    try {
      boolean scripted = false;
      for (Getopt.Option option : given.options()) {
        if (option.letter() == 'e') {
          parser.addExpression(option.text());
          scripted = true;
        } else if (option.letter() == 'f') {
          parser.addFile(option.text(), Inputs.text(call.open(option.text()).readAll()));
          scripted = true;
        }
      }
      if (!scripted) {
        if (operands.isEmpty()) {
          call.err().print(USAGE);
          return 1;
        }
        parser.addExpression(operands.removeFirst());
      }
      return edit(call, given, parser.finish(), operands);
    } catch (SedException wrong) {
      call.err().println("sed: " + wrong.text());
      return wrong.status();
    } catch (PatternException wrong) {
      call.err().println("sed: -e expression #1, char 0: " + wrong.text());
      return 1;
    } catch (HostException unreadable) {
      call.err().println("sed: couldn't open file: " + unreadable.errno().text());
      return 1;
    }
  }

  private static int edit(
      Invocation call, Getopt.Given given, SedScript script, List<String> names) {
    boolean quiet = given.has('n') || script.quiet();
    return given.has('i')
        ? inPlace(call, given, script, names, quiet)
        : streams(call, given, script, names, quiet);
  }

  private static int streams(
      Invocation call, Getopt.Given given, SedScript script, List<String> names, boolean quiet) {
    List<SedInput.Named> sources = new ArrayList<>();
    int status = 0;
    for (String name : names.isEmpty() ? List.of("-") : names) {
      try {
        sources.add(new SedInput.Named(name, call.open(name)));
      } catch (HostException unreadable) {
        tellUnreadable(call, name, unreadable);
        status = UNREADABLE;
      }
    }
    if (given.has('s')) {
      for (SedInput.Named source : sources) {
        SedInput input = new SedInput(List.of(source));
        status |= new SedRun(call, script, input, call.out(), quiet).run();
      }
      return status;
    }
    int result = new SedRun(call, script, new SedInput(sources), call.out(), quiet).run();
    return result != 0 ? result : status;
  }

  private static void tellUnreadable(Invocation call, String name, HostException unreadable) {
    boolean directory = unreadable.errno() == io.lvsim.host.Errno.EISDIR;
    call.err()
        .println(
            directory
                ? "sed: couldn't edit " + name + ": not a regular file"
                : "sed: can't read " + name + ": " + unreadable.errno().text());
  }

  private static int inPlace(
      Invocation call, Getopt.Given given, SedScript script, List<String> names, boolean quiet) {
    int status = 0;
    String suffix = given.value('i');
    for (String name : names) {
      StringBuilder edited = new StringBuilder();
      try {
        byte[] old = call.files().read(call.path(name));
        ByteSource source = call.open(name);
        SedInput input = new SedInput(List.of(new SedInput.Named(name, source)));
        int result =
            new SedRun(
                    call,
                    script,
                    input,
                    bytes -> edited.append(new String(bytes, StandardCharsets.UTF_8)),
                    quiet)
                .run();
        status = result != 0 ? result : status;
        if (suffix != null && !suffix.isEmpty()) {
          call.files().write(call.path(name + suffix), old);
        }
        call.files().write(call.path(name), edited.toString().getBytes(StandardCharsets.UTF_8));
      } catch (HostException refused) {
        tellUnreadable(call, name, refused);
        boolean directory = refused.errno() == io.lvsim.host.Errno.EISDIR;
        status = directory ? FAILED_IN_PLACE : UNREADABLE;
      }
    }
    return status;
  }
}
