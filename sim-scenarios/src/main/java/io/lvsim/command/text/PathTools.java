package io.lvsim.command.text;

import io.lvsim.shell.Invocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** basename, dirname and realpath: parts of paths. */
final class PathTools {
  private static final Getopt BASENAME =
      new Getopt("as:z")
          .untilFirstOperand()
          .named("multiple", 'a')
          .named("suffix", 's')
          .named("zero", 'z');
  private static final Getopt DIRNAME = new Getopt("z").named("zero", 'z');
  private static final Getopt REALPATH =
      new Getopt("efmqsz").named("canonicalize-existing", 'e').named("canonicalize-missing", 'm');

  private PathTools() {}

  /** basename(1): the last name of a path, without a suffix. */
  static int lastName(Invocation call) {
    Getopt.Given given = BASENAME.parse(call);
    if (given == null) {
      return 1;
    }
    List<String> names = given.operands();
    boolean many = given.has('a') || given.has('s');
    if (names.isEmpty()) {
      return missingOperand(call);
    }
    if (!many && names.size() > 2) {
      call.err().println("basename: extra operand ‘" + names.get(2) + "’");
      call.err().println("Try 'basename --help' for more information.");
      return 1;
    }
    String suffix = many ? given.value('s') : names.size() > 1 ? names.get(1) : null;
    for (String name : many ? names : names.subList(0, 1)) {
      call.out().println(withoutSuffix(lastName(name), suffix));
    }
    return 0;
  }

  private static String lastName(String path) {
    String trimmed = path.replaceFirst("/+$", "");
    return trimmed.isEmpty() && !path.isEmpty()
        ? "/"
        : trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  private static String withoutSuffix(String name, @Nullable String suffix) {
    return suffix != null && name.endsWith(suffix) && !name.equals(suffix)
        ? name.substring(0, name.length() - suffix.length())
        : name;
  }

  /** dirname(1): a path without its last name. */
  static int directory(Invocation call) {
    Getopt.Given given = DIRNAME.parse(call);
    if (given == null) {
      return 1;
    }
    if (given.operands().isEmpty()) {
      return missingOperand(call);
    }
    given.operands().forEach(path -> call.out().println(directory(path)));
    return 0;
  }

  private static String directory(String path) {
    String trimmed = path.replaceFirst("/+$", "");
    if (trimmed.isEmpty()) {
      return path.isEmpty() ? "." : "/";
    }
    int slash = trimmed.lastIndexOf('/');
    if (slash < 0) {
      return ".";
    }
    String parent = trimmed.substring(0, slash).replaceFirst("/+$", "");
    return parent.isEmpty() ? "/" : parent;
  }

  /** realpath(1), and readlink(1) -f: the absolute path without dots. */
  static int realPath(Invocation call) {
    Getopt.Given given = REALPATH.parse(call);
    if (given == null) {
      return 1;
    }
    if (given.operands().isEmpty()) {
      return missingOperand(call);
    }
    int status = 0;
    for (String name : given.operands()) {
      String path = call.path(name).replaceFirst("(?<=.)/$", "");
      String parent = directory(path);
      if (call.files().isDirectory(parent)) {
        call.out().println(path);
      } else {
        call.err().println(call.name() + ": " + name + ": No such file or directory");
        status = 1;
      }
    }
    return status;
  }

  static int missingOperand(Invocation call) {
    call.err().println(call.name() + ": missing operand");
    call.err().println("Try '" + call.name() + " --help' for more information.");
    return 1;
  }
}
