package io.lvsim.command.text;

import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** Searches files for grep and shows what is found. */
final class GrepSearch {
  private static final String RED = "\033[01;31m\033[K";
  private static final String PLAIN = "\033[m\033[K";

  private final Invocation call;
  private final GrepOptions options;
  private final LineMatcher matcher;
  private final boolean named;
  private boolean found;
  private boolean shownAny;

  GrepSearch(Invocation call, GrepOptions options, LineMatcher matcher, boolean named) {
    this.call = call;
    this.options = options;
    this.matcher = matcher;
    this.named = named;
  }

  /** Whether a line has been selected in any file. */
  boolean found() {
    return found;
  }

  void file(String name, ByteSource source) {
    new OneFile(name.equals("-") ? "(standard input)" : name).search(source);
  }

  private boolean showsLines() {
    return !options.count() && !options.listMatching() && !options.listOthers() && !options.quiet();
  }

  private void print(String text) {
    call.out().print(text);
  }

  /** The search of one file. */
  private final class OneFile {
    private final String name;
    private final ArrayDeque<String> before = new ArrayDeque<>();
    private long selected;
    private long number;
    private long offset;
    private long lastShown = -1;
    private int afterLeft;

    OneFile(String name) {
      this.name = name;
    }

    void search(ByteSource source) {
      while (!isEnough() || afterLeft > 0) {
        String line = source.readLine();
        if (line == null) {
          break;
        }
        number++;
        if (!isEnough() && matcher.selects(line)) {
          select(line);
        } else {
          pass(line);
        }
        offset += line.getBytes(StandardCharsets.UTF_8).length + 1;
      }
      summarize();
    }

    private boolean isEnough() {
      boolean one = options.quiet() || options.listMatching() || options.listOthers();
      return options.most() >= 0 && selected >= options.most() || one && selected > 0;
    }

    private void select(String line) {
      selected++;
      found |= !options.listOthers();
      if (!showsLines()) {
        return;
      }
      separate(number - before.size());
      long first = number - before.size();
      while (!before.isEmpty()) {
        show(before.removeFirst(), first++, '-');
      }
      if (options.onlyMatches()) {
        showMatches(line);
      } else {
        show(line, number, ':');
      }
      afterLeft = options.after();
    }

    private void pass(String line) {
      if (afterLeft > 0 && showsLines()) {
        afterLeft--;
        show(line, number, '-');
      } else if (options.before() > 0 && !isEnough()) {
        before.addLast(line);
        if (before.size() > options.before()) {
          before.removeFirst();
        }
      }
    }

    private void separate(long first) {
      boolean context = options.before() > 0 || options.after() > 0;
      if (context && (lastShown >= 0 ? first > lastShown + 1 : shownAny)) {
        print("--\n");
      }
    }

    private void show(String line, long lineNumber, char mark) {
      lastShown = lineNumber;
      shownAny = true;
      if (!(options.onlyMatches() && mark == '-')) {
        boolean colors = options.color() && mark == ':' && !matcher.inverted();
        print(prefix(lineNumber, offset, mark) + (colors ? colored(line) : line) + "\n");
      }
    }

    private void showMatches(String line) {
      lastShown = number;
      shownAny = true;
      if (matcher.inverted()) {
        return;
      }
      LineMatcher.Place place = matcher.find(line, 0);
      while (place != null) {
        if (place.end() > place.start()) {
          String text = line.substring(place.start(), place.end());
          long at =
              offset + line.substring(0, place.start()).getBytes(StandardCharsets.UTF_8).length;
          print(prefix(number, at, ':') + (options.color() ? RED + text + PLAIN : text) + "\n");
        }
        int next = Math.max(place.end(), place.start() + 1);
        place = next > line.length() ? null : matcher.find(line, next);
      }
    }

    private String colored(String line) {
      StringBuilder colored = new StringBuilder();
      int position = 0;
      LineMatcher.Place place = matcher.find(line, 0);
      while (place != null && place.end() > place.start()) {
        colored.append(line, position, place.start());
        colored.append(RED).append(line, place.start(), place.end()).append(PLAIN);
        position = place.end();
        place = matcher.find(line, position);
      }
      return colored.append(line.substring(position)).toString();
    }

    private String prefix(long lineNumber, long at, char mark) {
      return (named ? name + mark : "")
          + (options.numbers() ? String.valueOf(lineNumber) + mark : "")
          + (options.offsets() ? String.valueOf(at) + mark : "");
    }

    private void summarize() {
      if (options.quiet()) {
        return;
      }
      if (options.count()) {
        print((named ? name + ":" : "") + selected + "\n");
      }
      if (options.listMatching() && selected > 0 || options.listOthers() && selected == 0) {
        found = true;
        print(name + "\n");
      }
    }
  }
}
