package io.lvsim.command.text;

import io.lvsim.files.FileTree;
import io.lvsim.host.HostException;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.TimeFormat;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** ls(1): names in directories, one a line as when it does not write to a terminal; -l simply. */
final class Ls implements Command {
  private static final int NOT_FOUND = 2;

  private static final Getopt OPTIONS =
      new Getopt("aAldhRrtS1FsinpCx")
          .named("all", 'a')
          .named("almost-all", 'A')
          .named("directory", 'd')
          .named("human-readable", 'h')
          .named("recursive", 'R')
          .named("reverse", 'r')
          .named("classify", 'F');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return NOT_FOUND;
    }
    Listing listing = new Listing(call, given);
    List<String> files = new ArrayList<>();
    List<String> directories = new ArrayList<>();
    int status = 0;
    for (String name : given.operands().isEmpty() ? List.of(".") : given.operands()) {
      String path = call.path(name);
      if (!call.files().exists(path)) {
        call.err().println("ls: cannot access '" + name + "': No such file or directory");
        status = NOT_FOUND;
      } else if (call.files().isDirectory(path) && !given.has('d')) {
        directories.add(name);
      } else {
        files.add(name);
      }
    }
    listing.files(files);
    boolean titled = given.operands().size() > 1 || given.has('R');
    for (String directory : listing.sorted(directories, "")) {
      listing.directory(directory, titled);
    }
    return status;
  }

  /** One run's output. */
  private static final class Listing {
    private final Invocation call;
    private final Getopt.Given given;
    private final FileTree tree;
    private boolean shownAny;

    Listing(Invocation call, Getopt.Given given) {
      this.call = call;
      this.given = given;
      this.tree = call.files();
    }

    void files(List<String> names) {
      for (String name : sorted(names, "")) {
        show(name, call.path(name));
      }
    }

    void directory(String name, boolean titled) {
      List<String> children = children(name);
      if (titled) {
        call.out().print((shownAny ? "\n" : "") + name + ":\n");
      }
      shownAny = true;
      if (given.has('l')) {
        call.out().println("total " + 4 * children.size());
      }
      for (String child : children) {
        show(child, call.path(name + "/" + child));
      }
      if (given.has('R')) {
        for (String child : children) {
          String inner = name + (name.endsWith("/") ? "" : "/") + child;
          if (!child.matches("\\.\\.?") && tree.isDirectory(call.path(inner))) {
            directory(inner, true);
          }
        }
      }
    }

    private List<String> children(String directory) {
      List<String> names = new ArrayList<>();
      if (given.has('a')) {
        names.add(".");
        names.add("..");
      }
      try {
        for (String name : tree.list(call.path(directory))) {
          if (!name.startsWith(".") || given.has('a') || given.has('A')) {
            names.add(name);
          }
        }
      } catch (HostException gone) {
        return names;
      }
      return sorted(names, directory + "/");
    }

    List<String> sorted(List<String> names, String prefix) {
      Comparator<String> order = Comparator.naturalOrder();
      if (given.has('t')) {
        order =
            Comparator.comparingLong((String name) -> -tree.version(call.path(prefix + name)))
                .thenComparing(order);
      } else if (given.has('S')) {
        order =
            Comparator.comparingLong((String name) -> -size(call.path(prefix + name)))
                .thenComparing(order);
      }
      return names.stream().sorted(given.has('r') ? order.reversed() : order).toList();
    }

    private void show(String name, String path) {
      shownAny = true;
      boolean directory = tree.isDirectory(path);
      String mark = directory && (given.has('F') || given.has('p')) ? "/" : "";
      call.out().println((given.has('l') ? details(path, directory) + " " : "") + name + mark);
    }

    private String details(String path, boolean directory) {
      var changed =
          call.machine().lab().epoch().plusNanos(tree.version(path)).atZone(ZoneOffset.UTC);
      return (directory ? "drwxr-xr-x 2" : "-rw-r--r-- 1")
          + " root root "
          + (directory ? 4096 : size(path))
          + " "
          + TimeFormat.format("%b %e %H:%M", changed);
    }

    private long size(String path) {
      try {
        return tree.isDirectory(path) ? 4096 : tree.isLive(path) ? 0 : tree.read(path).length;
      } catch (HostException gone) {
        return 0;
      }
    }
  }
}
