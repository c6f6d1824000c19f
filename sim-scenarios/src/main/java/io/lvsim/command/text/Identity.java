package io.lvsim.command.text;

import io.lvsim.shell.Invocation;
import java.util.List;

/** whoami, id, uname, hostname, nproc, tty: who and where one is. */
final class Identity {
  private static final Getopt ID =
      new Getopt("ugnGrzZ")
          .named("user", 'u')
          .named("group", 'g')
          .named("groups", 'G')
          .named("name", 'n')
          .named("real", 'r');
  private static final Getopt UNAME =
      new Getopt("asnrvmpio")
          .named("all", 'a')
          .named("kernel-name", 's')
          .named("nodename", 'n')
          .named("kernel-release", 'r')
          .named("kernel-version", 'v')
          .named("machine", 'm')
          .named("operating-system", 'o');
  private static final Getopt HOSTNAME =
      new Getopt("sfdiIaAy").named("short", 's').named("fqdn", 'f').named("long", 'f');

  private Identity() {}

  static int whoami(Invocation call) {
    if (!call.arguments().isEmpty()) {
      call.err().println("whoami: extra operand ‘" + call.arguments().getFirst() + "’");
      call.err().println("Try 'whoami --help' for more information.");
      return 1;
    }
    call.out().println("root");
    return 0;
  }

  static int id(Invocation call) {
    Getopt.Given given = ID.parse(call);
    if (given == null) {
      return 1;
    }
    List<String> names = given.operands();
    if (!names.isEmpty() && !names.getFirst().matches("root|0")) {
      call.err().println("id: ‘" + names.getFirst() + "’: no such user");
      return 1;
    }
    boolean one = given.has('u') || given.has('g') || given.has('G');
    String answer = given.has('n') ? "root" : "0";
    call.out().println(one ? answer : "uid=0(root) gid=0(root) groups=0(root)");
    return 0;
  }

  static int uname(Invocation call) {
    Getopt.Given given = UNAME.parse(call);
    if (given == null) {
      return 1;
    }
    if (!given.operands().isEmpty()) {
      call.err().println("uname: extra operand ‘" + given.operands().getFirst() + "’");
      call.err().println("Try 'uname --help' for more information.");
      return 1;
    }
    StringBuilder answer = new StringBuilder();
    for (char part : "snrvmo".toCharArray()) {
      if (given.has('a') || given.has(part) || given.options().isEmpty() && part == 's') {
        answer.append(answer.isEmpty() ? "" : " ").append(part(call, part));
      }
    }
    call.out().println(answer.toString());
    return 0;
  }

  private static String part(Invocation call, char part) {
    return switch (part) {
      case 'n' -> call.machine().name();
      case 'r' -> "6.1.0-lvsim";
      case 'v' -> "#1 SMP PREEMPT_DYNAMIC";
      case 'm' -> "x86_64";
      case 'o' -> "GNU/Linux";
      default -> "Linux";
    };
  }

  static int hostname(Invocation call) {
    Getopt.Given given = HOSTNAME.parse(call, "Usage: hostname [-a|-A|-d|-f|-i|-I|-s|-y]\n");
    if (given == null) {
      return 255;
    }
    if (!given.operands().isEmpty()) {
      call.err().println("hostname: you must be root to change the host name");
      return 1;
    }
    call.out().println(given.has('d') ? "" : call.machine().name());
    return 0;
  }
}
