package io.lvsim.shell.expand;

import io.lvsim.pattern.Glob;
import java.util.ArrayList;
import java.util.List;

/** Finds the files whose names a pattern stands for. */
final class FileNames {
  private final Parameters parameters;

  FileNames(Parameters parameters) {
    this.parameters = parameters;
  }

  /** The names, sorted; empty if there are none. */
  List<String> matching(String pattern) {
    List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
    String[] steps = pattern.split("/+");
    for (int i = 0; i < steps.length; i++) {
      if (!steps[i].isEmpty()) {
        found = step(found, steps[i], i < steps.length - 1);
      }
    }
    return pattern.endsWith("/")
        ? found.stream().filter(parameters::isDirectory).map(name -> name + "/").toList()
        : found;
  }

  private List<String> step(List<String> places, String pattern, boolean more) {
    List<String> found = new ArrayList<>();
    for (String place : places) {
      if (hasWildcard(pattern)) {
        Glob glob = Glob.of(pattern);
        for (String name : parameters.directory(place.isEmpty() ? "." : place)) {
          if (glob.matches(name) && (!name.startsWith(".") || pattern.startsWith("."))) {
            found.add(joined(place, name));
          }
        }
      } else {
        found.add(joined(place, pattern.replaceAll("\\\\(.)", "$1")));
      }
    }
    found.removeIf(path -> more ? !parameters.isDirectory(path) : !parameters.exists(path));
    return found;
  }

  private static boolean hasWildcard(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '\\') {
        i++;
      } else if ("*?[".indexOf(pattern.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static String joined(String place, String name) {
    return place.isEmpty() || place.endsWith("/") ? place + name : place + "/" + name;
  }
}
