package io.lvsim.shell;

import io.lvsim.files.FileTree;
import io.lvsim.files.Paths;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.shell.grammar.Redirection;
import io.lvsim.shell.grammar.Word;
import java.util.ArrayList;
import java.util.List;

/** Carries out redirections on a process's open files. */
final class Redirections {
  private final Interpreter shell;
  private final Descriptors descriptors;

  Redirections(Interpreter shell, Descriptors descriptors) {
    this.shell = shell;
    this.descriptors = descriptors;
  }

  /** A redirection that cannot be done. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String text) {
      super(text, null, false, false);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Carries them out in order.
   *
   * @throws RefusedException with bash's words
   */
  void apply(List<Redirection> redirections) {
    for (Redirection redirection : redirections) {
      apply(redirection);
    }
  }

  private void apply(Redirection redirection) {
    int number = number(redirection);
    if (number >= Descriptors.LIMIT) {
      throw new RefusedException(number + ": Bad file descriptor");
    }
    Word target = redirection.target();
    switch (redirection.kind()) {
      case READ -> descriptors.set(number, openForReading(fileName(target)));
      case WRITE, CLOBBER -> descriptors.set(number, openForWriting(fileName(target), false));
      case APPEND -> descriptors.set(number, openForWriting(fileName(target), true));
      case READ_WRITE -> descriptors.set(number, openForWriting(fileName(target), true));
      case DUPLICATE_INPUT, DUPLICATE_OUTPUT -> duplicate(redirection, number);
      case WRITE_BOTH -> both(fileName(target), false);
      case APPEND_BOTH -> both(fileName(target), true);
      case HERE_STRING ->
          descriptors.set(number, new TextSource(shell.expander().text(target) + "\n"));
      case HERE_DOCUMENT, HERE_DOCUMENT_TABS ->
          descriptors.set(
              number, new TextSource(shell.expander().text(redirection.hereDocument().body())));
    }
  }

  private static int number(Redirection redirection) {
    if (redirection.descriptor() >= 0) {
      return redirection.descriptor();
    }
    return switch (redirection.kind()) {
      case READ, READ_WRITE, DUPLICATE_INPUT, HERE_DOCUMENT, HERE_DOCUMENT_TABS, HERE_STRING -> 0;
      default -> 1;
    };
  }

  private void duplicate(Redirection redirection, int number) {
    String target = shell.expander().text(redirection.target());
    if (target.equals("-")) {
      descriptors.set(number, null);
    } else if (target.matches("\\d{1,6}-?")) {
      boolean moves = target.endsWith("-");
      int from = Integer.parseInt(target.replace("-", ""));
      Object open = descriptors.get(from);
      if (open == null) {
        throw new RefusedException(target + ": Bad file descriptor");
      }
      descriptors.set(number, open);
      if (moves && from != number) {
        descriptors.set(from, null);
      }
    } else if (redirection.kind() == Redirection.Kind.DUPLICATE_OUTPUT
        && redirection.descriptor() < 0) {
      both(fileName(redirection.target()), false);
    } else {
      throw new RefusedException(redirection.target().source() + ": ambiguous redirect");
    }
  }

  private void both(String name, boolean appending) {
    Object file = openForWriting(name, appending);
    descriptors.set(1, file);
    descriptors.set(2, file);
  }

  private String fileName(Word target) {
    List<String> fields = new ArrayList<>();
    shell.expander().addFields(target, fields);
    if (fields.size() != 1) {
      throw new RefusedException(target.source() + ": ambiguous redirect");
    }
    return fields.getFirst();
  }

  private Object openForReading(String name) {
    return switch (name) {
      case "/dev/stdin", "/dev/fd/0" -> standard(name, 0);
      default -> {
        try {
          yield new FileChannel(files().openForReading(absolute(name)), shell.terminal().budget());
        } catch (HostException refused) {
          throw new RefusedException(name + ": " + refused.errno().text());
        }
      }
    };
  }

  private Object openForWriting(String name, boolean appending) {
    return switch (name) {
      case "/dev/stdout", "/dev/fd/1" -> standard(name, 1);
      case "/dev/stderr", "/dev/fd/2" -> standard(name, 2);
      case "/dev/tty" -> standard(name, 2);
      default -> {
        try {
          yield new FileChannel(
              files().openForWriting(absolute(name), appending), shell.terminal().budget());
        } catch (HostException refused) {
          throw new RefusedException(name + ": " + refused.errno().text());
        }
      }
    };
  }

  private Object standard(String name, int number) {
    Object open = descriptors.get(number);
    if (open == null) {
      throw new RefusedException(name + ": " + Errno.ENOENT.text());
    }
    return open;
  }

  private String absolute(String name) {
    if (name.isEmpty()) {
      throw new RefusedException(": " + Errno.ENOENT.text());
    }
    return Paths.resolve(shell.state().directory(), name) + (name.endsWith("/") ? "/" : "");
  }

  private FileTree files() {
    return shell.files();
  }
}
