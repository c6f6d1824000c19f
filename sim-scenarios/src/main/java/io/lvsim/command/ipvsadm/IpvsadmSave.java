package io.lvsim.command.ipvsadm;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.List;

/** The script ipvsadm-save: {@code ipvsadm -S}, with names unless -n is given. */
record IpvsadmSave(Ipvsadm ipvsadm) implements Command {
  private static final String HELP =
      ": Script to save the IPVS table to stdout.\n"
          + "   With the -n option, prints out the table in numeric format.\n";

  @Override
  public int run(Invocation call) {
    boolean numeric = false;
    for (String word : call.arguments()) {
      if (word.equals("-n")) {
        numeric = true;
      } else if (word.startsWith("-")) {
        call.err().print(call.name() + HELP);
        return 1;
      }
    }
    return ipvsadm.run(as(call, numeric ? List.of("-S", "-n") : List.of("-S")));
  }

  private static Invocation as(Invocation call, List<String> words) {
    return new Invocation(
        "ipvsadm",
        words,
        call.net(),
        call.process(),
        call.in(),
        call.out(),
        call.err(),
        call.variables());
  }
}
