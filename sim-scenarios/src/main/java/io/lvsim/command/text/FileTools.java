package io.lvsim.command.text;

import io.lvsim.files.FileTree;
import io.lvsim.files.Paths;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.shell.Invocation;
import java.util.List;

/** mkdir, rmdir, rm, touch, chmod, chown: make and take away files. */
final class FileTools {
  private static final Getopt MKDIR =
      new Getopt("pvm:").named("parents", 'p').named("verbose", 'v').named("mode", 'm');
  private static final Getopt RMDIR = new Getopt("pv").named("parents", 'p').named("verbose", 'v');
  private static final Getopt RM =
      new Getopt("rRfivdI")
          .named("recursive", 'r')
          .named("force", 'f')
          .named("verbose", 'v')
          .named("dir", 'd');
  private static final Getopt TOUCH =
      new Getopt("acmd:r:t:h").named("no-create", 'c').named("date", 'd');
  private static final Getopt CHMOD = new Getopt("Rvcfrwxst").named("recursive", 'R');
  private static final String MODE = "[0-7]{1,4}|[ugoa]*[-+=][rwxXst]*(,[ugoa]*[-+=][rwxXst]*)*";

  private FileTools() {}

  /** mkdir(1). */
  static int makeDirectories(Invocation call) {
    Getopt.Given given = MKDIR.parse(call);
    if (given == null) {
      return 1;
    }
    if (given.operands().isEmpty()) {
      return PathTools.missingOperand(call);
    }
    int status = 0;
    FileTree files = call.files();
    for (String name : given.operands()) {
      String path = Paths.normalize(call.path(name));
      Errno error = given.has('p') ? null : errorOfNew(files, path);
      try {
        if (error != null) {
          throw new HostException(error);
        }
        boolean isNew = !files.exists(path);
        files.makeDirectory(path);
        if (given.has('v') && isNew) {
          call.out().println("mkdir: created directory '" + name + "'");
        }
      } catch (HostException refused) {
        String reason = refused.errno().text();
        call.err().println("mkdir: cannot create directory ‘" + name + "’: " + reason);
        status = 1;
      }
    }
    return status;
  }

  private static @org.jspecify.annotations.Nullable Errno errorOfNew(FileTree files, String path) {
    if (files.exists(path)) {
      return Errno.EEXIST;
    }
    String parent = Paths.parent(path);
    return files.isDirectory(parent) ? null : files.exists(parent) ? Errno.ENOTDIR : Errno.ENOENT;
  }

  /** rmdir(1). */
  static int removeDirectories(Invocation call) {
    Getopt.Given given = RMDIR.parse(call);
    if (given == null) {
      return 1;
    }
    if (given.operands().isEmpty()) {
      return PathTools.missingOperand(call);
    }
    int status = 0;
    for (String name : given.operands()) {
      String path = call.path(name);
      FileTree files = call.files();
      try {
        if (files.exists(path) && !files.isDirectory(path)) {
          throw new HostException(Errno.ENOTDIR);
        }
        files.remove(path);
      } catch (HostException refused) {
        call.err().println("rmdir: failed to remove '" + name + "': " + refused.errno().text());
        status = 1;
      }
    }
    return status;
  }

  /** rm(1). */
  static int remove(Invocation call) {
    Getopt.Given given = RM.parse(call);
    if (given == null) {
      return 1;
    }
    if (given.operands().isEmpty()) {
      return given.has('f') ? 0 : PathTools.missingOperand(call);
    }
    int status = 0;
    boolean recursive = given.has('r') || given.has('R');
    for (String name : given.operands()) {
      try {
        remove(call, given, name, recursive);
      } catch (HostException refused) {
        if (!(given.has('f') && refused.errno() == Errno.ENOENT)) {
          call.err().println("rm: cannot remove '" + name + "': " + refused.errno().text());
          status = 1;
        }
      }
    }
    return status;
  }

  private static void remove(Invocation call, Getopt.Given given, String name, boolean recursive)
      throws HostException {
    FileTree files = call.files();
    String path = call.path(name);
    if (files.isDirectory(path)) {
      if (!recursive && !given.has('d')) {
        throw new HostException(Errno.EISDIR);
      }
      if (recursive) {
        for (String child : files.list(path)) {
          remove(call, given, name.replaceFirst("/$", "") + "/" + child, true);
        }
      }
    }
    boolean directory = files.isDirectory(path);
    files.remove(path);
    if (given.has('v')) {
      call.out().println("removed " + (directory ? "directory " : "") + "'" + name + "'");
    }
  }

  /** touch(1): makes files, or gives them the present time. */
  static int touch(Invocation call) {
    Getopt.Given given = TOUCH.parse(call);
    if (given == null) {
      return 1;
    }
    if (given.operands().isEmpty()) {
      call.err().println("touch: missing file operand");
      call.err().println("Try 'touch --help' for more information.");
      return 1;
    }
    int status = 0;
    for (String name : given.operands()) {
      FileTree files = call.files();
      String path = call.path(name);
      boolean leaves = files.isDirectory(path) || given.has('c') && !files.exists(path);
      try {
        if (!leaves) {
          files.append(path, new byte[0]);
        }
      } catch (HostException refused) {
        call.err().println("touch: cannot touch '" + name + "': " + refused.errno().text());
        status = 1;
      }
    }
    return status;
  }

  /** chmod(1): accepted, for files have no rights here. */
  static int changeMode(Invocation call) {
    Getopt.Given given = CHMOD.parse(withModeLast(call));
    if (given == null) {
      return 1;
    }
    List<String> words = given.operands();
    if (words.isEmpty()) {
      return PathTools.missingOperand(call);
    }
    if (words.size() == 1) {
      call.err().println("chmod: missing operand after ‘" + words.getFirst() + "’");
      call.err().println("Try 'chmod --help' for more information.");
      return 1;
    }
    if (!words.getFirst().matches(MODE)) {
      call.err().println("chmod: invalid mode: ‘" + words.getFirst() + "’");
      call.err().println("Try 'chmod --help' for more information.");
      return 1;
    }
    return checkExisting(call, words.subList(1, words.size()));
  }

  /** Lets a mode such as -x stand as an operand. */
  private static Invocation withModeLast(Invocation call) {
    List<String> words = call.arguments();
    if (!words.isEmpty() && words.getFirst().matches("-[rwxXst]+")) {
      List<String> marked = new java.util.ArrayList<>(words);
      marked.addFirst("--");
      return call.with(call.name(), marked);
    }
    return call;
  }

  /** chown(1) and chgrp(1): accepted, for all files are root's. */
  static int changeOwner(Invocation call) {
    Getopt.Given given = CHMOD.parse(call);
    if (given == null) {
      return 1;
    }
    return given.operands().size() < 2
        ? PathTools.missingOperand(call)
        : checkExisting(call, given.operands().subList(1, given.operands().size()));
  }

  private static int checkExisting(Invocation call, List<String> names) {
    int status = 0;
    for (String name : names) {
      if (!call.files().exists(call.path(name))) {
        call.err()
            .println(call.name() + ": cannot access '" + name + "': No such file or directory");
        status = 1;
      }
    }
    return status;
  }
}
