package io.lvsim.command.net.sysctl;

import io.lvsim.command.net.GetOpt;
import io.lvsim.command.net.GetOpt.Argument;
import io.lvsim.command.net.GetOpt.LongOption;
import io.lvsim.command.net.Refusal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The options of sysctl. */
final class SysctlOptions {
  private static final int SYSTEM = 256;
  private static final int DRY_RUN = 257;
  private static final int DEPRECATED = 258;

  private static final List<LongOption> LONG =
      List.of(
          LongOption.flag("all", 'a'),
          LongOption.flag("deprecated", DEPRECATED),
          LongOption.flag("dry-run", DRY_RUN),
          LongOption.flag("binary", 'b'),
          LongOption.flag("ignore", 'e'),
          LongOption.flag("names", 'N'),
          LongOption.flag("values", 'n'),
          new LongOption("load", Argument.OPTIONAL, 'p'),
          LongOption.flag("quiet", 'q'),
          LongOption.flag("write", 'w'),
          LongOption.flag("system", SYSTEM),
          LongOption.with("pattern", 'r'),
          LongOption.flag("help", 'h'),
          LongOption.flag("version", 'V'));

  boolean all;
  boolean binary;
  boolean ignoreUnknown;
  boolean namesOnly;
  boolean valuesOnly;
  boolean load;
  boolean quiet;
  boolean write;
  boolean system;
  boolean dryRun;
  boolean help;
  boolean version;
  @Nullable String loadFrom;
  @Nullable Pattern pattern;
  List<String> operands = List.of();

  static SysctlOptions parse(List<String> arguments) throws Refusal {
    SysctlOptions options = new SysctlOptions();
    GetOpt getopt = new GetOpt("sysctl", arguments, "bneNwfp::qoxaAXr:Vdh", LONG);
    for (int option = getopt.next(); option != GetOpt.END; option = getopt.next()) {
      options.apply(option, getopt);
    }
    options.operands = getopt.operands();
    return options;
  }

  private void apply(int option, GetOpt getopt) throws Refusal {
    switch (option) {
      case 'a', 'A', 'X' -> all = true;
      case 'b' -> binary = true;
      case 'e' -> ignoreUnknown = true;
      case 'N' -> namesOnly = true;
      case 'n' -> valuesOnly = true;
      case 'p', 'f' -> {
        load = true;
        loadFrom = getopt.hasArgument() ? getopt.argument() : loadFrom;
      }
      case 'q' -> quiet = true;
      case 'w' -> write = true;
      case 'r' -> pattern = compile(getopt.argument());
      case SYSTEM -> system = true;
      case DRY_RUN -> dryRun = true;
      case 'h', 'd' -> help = true;
      case 'V' -> version = true;
      case GetOpt.BAD -> throw new Refusal(0, getopt.error() + SysctlUsage.TEXT);
      default -> {}
    }
  }

  private static Pattern compile(String text) throws Refusal {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException malformed) {
      throw new Refusal(1, "sysctl: failed to compile regex: " + text + "\n");
    }
  }
}
