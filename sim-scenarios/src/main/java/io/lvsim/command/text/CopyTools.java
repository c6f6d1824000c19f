package io.lvsim.command.text;

import io.lvsim.files.FileTree;
import io.lvsim.files.Paths;
import io.lvsim.host.HostException;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** cp(1) and mv(1). */
final class CopyTools implements Command {
  private static final Getopt CP =
      new Getopt("rRafinpvuT:t:dL")
          .named("recursive", 'r')
          .named("archive", 'a')
          .named("force", 'f')
          .named("no-clobber", 'n')
          .named("verbose", 'v')
          .named("target-directory", 't');
  private static final Getopt MV =
      new Getopt("finvut:")
          .named("force", 'f')
          .named("no-clobber", 'n')
          .named("verbose", 'v')
          .named("target-directory", 't');

  private final boolean moves;

  /**
   * @param moves whether it is mv
   */
  CopyTools(boolean moves) {
    this.moves = moves;
  }

  @Override
  public int run(Invocation call) {
    Getopt.Given given = (moves ? MV : CP).parse(call);
    if (given == null) {
      return 1;
    }
    String directory = given.value('t');
    List<String> words = given.operands();
    String wrong = wrongCount(words, directory);
    if (wrong != null) {
      call.err().println(call.name() + ": " + wrong);
      call.err().println("Try '" + call.name() + " --help' for more information.");
      return 1;
    }
    String target = directory == null ? words.getLast() : directory;
    List<String> sources = directory == null ? words.subList(0, words.size() - 1) : words;
    FileTree files = call.files();
    boolean into = files.isDirectory(call.path(target));
    if ((sources.size() > 1 || directory != null) && !into) {
      String reason =
          files.exists(call.path(target)) ? "Not a directory" : "No such file or directory";
      call.err().println(call.name() + ": target '" + target + "': " + reason);
      return 1;
    }
    int status = 0;
    for (String source : sources) {
      String name = Paths.name(Paths.normalize(call.path(source)));
      status |= one(call, given, source, into ? joined(target, name) : target);
    }
    return status;
  }

  private static @Nullable String wrongCount(List<String> words, @Nullable String directory) {
    if (words.isEmpty()) {
      return "missing file operand";
    }
    return words.size() == 1 && directory == null
        ? "missing destination file operand after '" + words.getFirst() + "'"
        : null;
  }

  private static String joined(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  private int one(Invocation call, Getopt.Given given, String source, String target) {
    FileTree files = call.files();
    String from = call.path(source);
    String to = call.path(target);
    if (!files.exists(from)) {
      call.err().println(call.name() + ": cannot stat '" + source + "': No such file or directory");
      return 1;
    }
    if (Paths.normalize(from).equals(Paths.normalize(to))) {
      call.err().println(call.name() + ": '" + source + "' and '" + target + "' are the same file");
      return 1;
    }
    boolean recursive = given.has('r') || given.has('R') || given.has('a');
    if (!moves && files.isDirectory(from) && !recursive) {
      call.err().println("cp: -r not specified; omitting directory '" + source + "'");
      return 1;
    }
    if (given.has('n') && files.exists(to)) {
      return 0;
    }
    return perform(call, given, source, target);
  }

  private int perform(Invocation call, Getopt.Given given, String source, String target) {
    FileTree files = call.files();
    try {
      if (moves) {
        files.rename(call.path(source), call.path(target));
      } else {
        copy(files, Paths.normalize(call.path(source)), call.path(target));
      }
    } catch (HostException refused) {
      String text =
          moves
              ? "cannot move '" + source + "' to '" + target + "'"
              : "cannot create regular file '" + target + "'";
      call.err().println(call.name() + ": " + text + ": " + refused.errno().text());
      return 1;
    }
    if (given.has('v')) {
      String text = "'" + source + "' -> '" + target + "'";
      call.out().println(moves ? "renamed " + text : text);
    }
    return 0;
  }

  private static void copy(FileTree files, String from, String to) throws HostException {
    if (!files.isDirectory(from)) {
      files.write(to, files.read(from));
      return;
    }
    List<String> children = files.list(from);
    files.makeDirectory(to);
    for (String child : children) {
      copy(files, joined(from, child), joined(to, child));
    }
  }
}
