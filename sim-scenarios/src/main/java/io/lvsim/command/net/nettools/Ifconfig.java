package io.lvsim.command.net.nettools;

import io.lvsim.command.net.Refusal;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.List;

/** ifconfig: shows interfaces and their aliases, or changes one. */
public final class Ifconfig implements Command {
  private static final String VERSION = "net-tools 2.10\n";

  @Override
  public int run(Invocation call) {
    try {
      List<String> words = call.arguments();
      boolean all = false;
      boolean brief = false;
      int at = 0;
      while (at < words.size() && words.get(at).startsWith("-")) {
        switch (words.get(at++)) {
          case "-a" -> all = true;
          case "-s" -> brief = true;
          case "-v" -> {}
          case "-V", "-version", "--version" -> {
            call.out().print(VERSION);
            return 0;
          }
          case "-?", "-h", "-help", "--help" -> {
            call.err().print(Usage.IFCONFIG);
            return 0;
          }
          default -> throw notRecognised(words.get(at - 1));
        }
      }
      List<String> rest = words.subList(at, words.size());
      if (rest.size() > 1) {
        return new InterfaceChange(call, rest).run();
      }
      return new InterfaceListing(call, all, brief).show(rest);
    } catch (Refusal refusal) {
      call.err().print(refusal.text());
      return refusal.status();
    }
  }

  private static Refusal notRecognised(String option) {
    return new Refusal(
        1,
        "ifconfig: option `"
            + option
            + "' not recognised.\nifconfig: `--help' gives usage information.\n");
  }
}
