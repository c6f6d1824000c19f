package io.lvsim.files;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A live directory such as /proc/sys.
 *
 * @param root where it lies, with a slash at its end
 * @param find a live file by its path below the root
 * @param names all paths below the root
 */
record MountedTree(
    String root, Function<String, @Nullable LiveFile> find, Supplier<List<String>> names) {
  boolean covers(String path) {
    return path.startsWith(root) || path.length() + 1 == root.length() && root.startsWith(path);
  }

  @Nullable Entry entry(String path) {
    if (!path.startsWith(root)) {
      return new Entry.Directory(0);
    }
    String rest = path.substring(root.length());
    LiveFile file = find.apply(rest);
    if (file != null) {
      return new Entry.Live(file);
    }
    String prefix = rest + "/";
    return names.get().stream().anyMatch(name -> name.startsWith(prefix))
        ? new Entry.Directory(0)
        : null;
  }

  /** The names right below a directory of this tree. */
  TreeSet<String> list(String directory) {
    String prefix = directory.startsWith(root) ? directory.substring(root.length()) + "/" : "";
    TreeSet<String> found = new TreeSet<>();
    for (String name : names.get()) {
      if (name.startsWith(prefix)) {
        int slash = name.indexOf('/', prefix.length());
        found.add(name.substring(prefix.length(), slash < 0 ? name.length() : slash));
      }
    }
    return found;
  }
}
