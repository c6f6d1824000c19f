package io.lvsim.files;

import java.util.ArrayDeque;
import java.util.Deque;

/** How paths are read: {@code .}, {@code ..} and doubled slashes go away. */
public final class Paths {
  private Paths() {}

  /**
   * The absolute path that a path means.
   *
   * @param directory where a relative path begins, absolute
   * @param path absolute or relative, not empty
   */
  public static String resolve(String directory, String path) {
    return normalize(path.startsWith("/") ? path : directory + "/" + path);
  }

  /** An absolute path with nothing to be left out; without a slash at its end, but for the root. */
  public static String normalize(String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /** The directory that a normal path lies in; the root lies in itself. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** The last name of a normal path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
