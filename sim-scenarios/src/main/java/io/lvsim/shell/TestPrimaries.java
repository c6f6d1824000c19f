package io.lvsim.shell;

import io.lvsim.files.FileTree;
import io.lvsim.files.Paths;
import io.lvsim.host.HostException;

/** What {@code test} and {@code [[} ask of one or two texts. */
final class TestPrimaries {
  private final Interpreter shell;

  TestPrimaries(Interpreter shell) {
    this.shell = shell;
  }

  boolean unary(String operator, String operand) {
    return switch (operator) {
      case "-n" -> !operand.isEmpty();
      case "-z" -> operand.isEmpty();
      case "-v" -> isSet(operand);
      case "-o" -> Options.isOn(shell.state(), operand);
      case "-t" -> false;
      default -> file(operator, operand);
    };
  }

  boolean binary(String left, String operator, String right) {
    return switch (operator) {
      case "<" -> left.compareTo(right) < 0;
      case ">" -> left.compareTo(right) > 0;
      case "-nt" -> changed(left) > changed(right);
      case "-ot" -> changed(left) < changed(right);
      case "-ef" -> absolute(left).equals(absolute(right)) && files().exists(absolute(left));
      default -> throw new IllegalStateException(operator);
    };
  }

  private boolean isSet(String name) {
    int bracket = name.indexOf('[');
    if (bracket > 0 && name.endsWith("]")) {
      String subscript = name.substring(bracket + 1, name.length() - 1);
      return shell.parameters().element(name.substring(0, bracket), subscript) != null;
    }
    return name.matches("\\w+") && shell.parameters().value(name) != null;
  }

  private boolean file(String operator, String operand) {
    if (operand.isEmpty()) {
      return false;
    }
    String path = absolute(operand);
    boolean exists = files().exists(path) || path.matches("/dev/(stdin|stdout|stderr|tty)");
    boolean directory = files().isDirectory(path);
    return switch (operator) {
      case "-e", "-a", "-r", "-w", "-O", "-G" -> exists;
      case "-x" -> directory || exists && path.matches("/(usr/)?s?bin/.*");
      case "-f" -> exists && !directory && !path.startsWith("/dev/");
      case "-d" -> directory;
      case "-s" -> exists && size(path) > 0;
      case "-c" -> exists && path.startsWith("/dev/") && !directory;
      default -> false;
    };
  }

  private int size(String path) {
    try {
      return files().isDirectory(path) ? 1 : files().isLive(path) ? 0 : files().read(path).length;
    } catch (HostException gone) {
      return 0;
    }
  }

  private long changed(String name) {
    return files().exists(absolute(name)) ? files().version(absolute(name)) : -1;
  }

  private String absolute(String name) {
    return Paths.resolve(shell.state().directory(), name);
  }

  private FileTree files() {
    return shell.files();
  }
}
