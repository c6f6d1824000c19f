package io.lvsim.command.text;

import io.lvsim.engine.Random;
import io.lvsim.files.FileTree;
import io.lvsim.files.Paths;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import org.jspecify.annotations.Nullable;

/** mktemp(1): makes a file or directory whose name nobody has. */
final class Mktemp implements Command {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int FEWEST = 3;

  private static final Getopt OPTIONS =
      new Getopt("dqutp:S:")
          .named("directory", 'd')
          .named("quiet", 'q')
          .named("dry-run", 'u')
          .named("tmpdir", 'p')
          .named("suffix", 'S');

  private @Nullable Random random;

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    if (given.operands().size() > 1) {
      call.err().print("mktemp: too many templates\nTry 'mktemp --help' for more information.\n");
      return 1;
    }
    boolean isDefault = given.operands().isEmpty();
    String template = isDefault ? "tmp.XXXXXXXXXX" : given.operands().getFirst();
    String suffix = given.value('S');
    int end = suffix == null ? template.lastIndexOf('X') + 1 : template.length();
    String whole = suffix == null ? template : template + suffix;
    int start = end;
    while (start > 0 && whole.charAt(start - 1) == 'X') {
      start--;
    }
    if (end - start < FEWEST) {
      call.err().println("mktemp: too few X's in template '" + template + "'");
      return 1;
    }
    String directory = given.value('p');
    boolean below = isDefault || given.has('t') || directory != null;
    String prefix = below ? (directory == null ? "/tmp" : directory) + "/" : "";
    return make(call, given, prefix + whole, prefix.length() + start, prefix.length() + end);
  }

  private int make(Invocation call, Getopt.Given given, String template, int start, int end) {
    FileTree files = call.files();
    String name = filled(call, template, start, end);
    while (files.exists(call.path(name))) {
      name = filled(call, template, start, end);
    }
    boolean directory = given.has('d');
    try {
      if (!given.has('u')) {
        if (!files.isDirectory(Paths.parent(call.path(name)))) {
          throw new HostException(Errno.ENOENT);
        }
        if (directory) {
          files.makeDirectory(call.path(name));
        } else {
          files.write(call.path(name), new byte[0]);
        }
      }
    } catch (HostException refused) {
      call.err()
          .println(
              "mktemp: failed to create "
                  + (directory ? "directory" : "file")
                  + " via template '"
                  + template
                  + "': "
                  + refused.errno().text());
      return 1;
    }
    call.out().println(name);
    return 0;
  }

  private String filled(Invocation call, String template, int start, int end) {
    if (random == null) {
      random = call.process().simulation().random("names of temporary files");
    }
    StringBuilder name = new StringBuilder(template);
    for (int i = start; i < end; i++) {
      name.setCharAt(i, LETTERS.charAt(random.below(LETTERS.length())));
    }
    return name.toString();
  }
}
