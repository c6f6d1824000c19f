package io.lvsim.command.text.awk;

import io.lvsim.command.text.Getopt;
import io.lvsim.host.HostException;
import io.lvsim.pattern.PatternException;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** awk(1): does for each line what its rules say; -F, -v, -f. */
public final class Awk implements Command {
  private static final int FAILED = 2;
  private static final String USAGE =
      "usage: awk [-F value] [-v var=value] [--] 'program' [file ...]\n";

  private static final Getopt OPTIONS = new Getopt("F:v:f:W:").untilFirstOperand();

  private final CommandTable table;

  /**
   * @param table where the shell is that runs the program's commands
   */
  public Awk(CommandTable table) {
    this.table = table;
  }

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call, USAGE);
    if (given == null) {
      return FAILED;
    }
    AwkStreams streams = new AwkStreams(call, table);
    try {
      List<String> operands = new ArrayList<>(given.operands());
      String source = source(call, given, operands);
      if (source == null) {
        call.err().print(USAGE);
        return FAILED;
      }
      AwkVariables variables = variables(call, given, operands);
      Program program = ProgramParser.parse(source);
      return new AwkRun(call, program, variables, streams, operands).run();
    } catch (AwkException wrong) {
      call.err().println("awk: " + wrong.text());
      return FAILED;
    } catch (PatternException costly) {
      call.err().println("awk: " + costly.text());
      return FAILED;
    } catch (HostException unreadable) {
      call.err().println("awk: cannot open program file: " + unreadable.errno().text());
      return FAILED;
    }
  }

  private static @org.jspecify.annotations.Nullable String source(
      Invocation call, Getopt.Given given, List<String> operands) throws HostException {
    StringBuilder files = new StringBuilder();
    for (Getopt.Option option : given.options()) {
      if (option.letter() == 'f') {
        byte[] text = call.open(option.text()).readAll();
        files.append(new String(text, StandardCharsets.UTF_8)).append('\n');
      }
    }
    if (given.has('f')) {
      return files.toString();
    }
    return operands.isEmpty() ? null : operands.removeFirst();
  }

  private static AwkVariables variables(
      Invocation call, Getopt.Given given, List<String> operands) {
    AwkVariables variables = new AwkVariables();
    for (Getopt.Option option : given.options()) {
      String text = option.text();
      if (option.letter() == 'F') {
        variables.set("FS", Value.of(text.equals("t") ? "\t" : unescaped(text)));
      } else if (option.letter() == 'v') {
        if (!text.matches("(?s)[A-Za-z_]\\w*=.*")) {
          throw new AwkException("improper assignment: -v " + text);
        }
        String[] pair = text.split("=", 2);
        variables.set(pair[0], Value.input(unescaped(pair[1])));
      }
    }
    variables.cell("ENVIRON").share(AwkRun.environment(call));
    List<String> all = new ArrayList<>(operands);
    all.addFirst("awk");
    for (int i = 0; i < all.size(); i++) {
      variables.cell("ARGV").array().put(String.valueOf(i), Value.input(all.get(i)));
    }
    variables.set("ARGC", Value.of(all.size()));
    return variables;
  }

  private static String unescaped(String text) {
    return text.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\");
  }
}
