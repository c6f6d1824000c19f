package io.lvsim.command.text;

import io.lvsim.command.text.SedScript.Address;
import io.lvsim.command.text.SedScript.Step;
import io.lvsim.host.HostException;
import io.lvsim.pattern.Regex;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a sed script over its input. */
final class SedRun {
  /** How many commands one line may take. */
  private static final int MAXIMUM_STEPS = 1_000_000;

  private final Invocation call;
  private final SedScript script;
  private final SedInput input;
  private final ByteSink out;
  private final boolean quiet;
  private final long[] rangeEnds;
  private final Map<String, ByteSink> files = new LinkedHashMap<>();
  private final List<String> afterwards = new ArrayList<>();
  private String pattern = "";
  private String hold = "";
  private boolean patternEnds = true;
  private long line;
  private boolean substituted;
  private @Nullable Regex lastRegex;

  /** How the script goes on behind a command. */
  private enum Next {
    COMMAND,
    CYCLE,
    CYCLE_WITHOUT_PRINT,
    CYCLE_WITHOUT_READ,
    QUIT,
    QUIT_WITHOUT_PRINT
  }

  private static final long INACTIVE = -1;

  private int position;
  private int exitStatus;

  SedRun(Invocation call, SedScript script, SedInput input, ByteSink out, boolean quiet) {
    this.call = call;
    this.script = script;
    this.input = input;
    this.out = out;
    this.quiet = quiet;
    this.rangeEnds = new long[script.steps().size()];
    java.util.Arrays.fill(rangeEnds, INACTIVE);
  }

  /** Runs it and gives the exit status. */
  int run() {
    openFiles();
    boolean reads = true;
    while (!reads || read()) {
      Next next = cycle();
      boolean prints =
          next != Next.CYCLE_WITHOUT_PRINT
              && next != Next.QUIT_WITHOUT_PRINT
              && next != Next.CYCLE_WITHOUT_READ;
      if (prints && !quiet) {
        print(pattern);
      }
      flushAfterwards();
      if (next == Next.QUIT || next == Next.QUIT_WITHOUT_PRINT) {
        break;
      }
      reads = next != Next.CYCLE_WITHOUT_READ;
    }
    return exitStatus;
  }

  private void openFiles() {
    for (Step step : script.steps()) {
      SedScript.Substitution substitution = step.substitution();
      String file =
          "wW".indexOf(step.name()) >= 0
              ? step.text()
              : substitution == null ? "" : substitution.file();
      if (!file.isEmpty() && !files.containsKey(file)) {
        try {
          files.put(file, file.equals("/dev/stdout") ? out : call.create(file, false));
        } catch (HostException refused) {
          throw new SedException("couldn't open file " + file + ": " + refused.errno().text());
        }
      }
    }
  }

  private boolean read() {
    SedInput.Line next = input.next();
    if (next == null) {
      return false;
    }
    pattern = next.text();
    patternEnds = next.ends();
    line++;
    substituted = false;
    return true;
  }

  private Next cycle() {
    position = 0;
    for (int taken = 0; position < script.steps().size(); taken++) {
      if (taken > MAXIMUM_STEPS) {
        throw new SedException("stopped after " + MAXIMUM_STEPS + " commands on one line");
      }
      Step step = script.steps().get(position);
      boolean selected = selects(step, position) != step.inverted();
      position++;
      if (!selected) {
        if (step.name() == '{') {
          position = step.number();
        }
        continue;
      }
      Next next = execute(step);
      if (next != Next.COMMAND) {
        return next;
      }
    }
    return Next.CYCLE;
  }

  private boolean selects(Step step, int index) {
    Address first = step.first();
    Address last = step.last();
    if (first == null) {
      return true;
    }
    return last == null ? matches(first) : inRange(first, last, index);
  }

  private boolean inRange(Address first, Address last, int index) {
    long end = rangeEnds[index];
    boolean fromZero = first instanceof SedScript.Number number && number.line() == 0;
    if (end == INACTIVE && fromZero && line == 1) {
      end = Long.MAX_VALUE;
      rangeEnds[index] = end;
    }
    if (end != INACTIVE) {
      return continues(last, index, end);
    }
    if (fromZero || !matches(first)) {
      return false;
    }
    long lastLine = endLine(last);
    rangeEnds[index] = lastLine > line ? lastLine : INACTIVE;
    return true;
  }

  private boolean continues(Address last, int index, long end) {
    if (last instanceof SedScript.Matching || last instanceof SedScript.Last) {
      if (matches(last)) {
        rangeEnds[index] = INACTIVE;
      }
      return true;
    }
    if (line >= end) {
      rangeEnds[index] = INACTIVE;
    }
    return line <= end;
  }

  private long endLine(Address last) {
    return switch (last) {
      case SedScript.Number number -> number.line();
      case SedScript.Following following -> line + following.lines();
      case SedScript.UpToMultiple up ->
          up.multiple() == 0 ? line : (line + up.multiple() - 1) / up.multiple() * up.multiple();
      case SedScript.Last ignored -> input.atLast() ? line : Long.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  private boolean matches(Address address) {
    return switch (address) {
      case SedScript.Number number -> line == number.line();
      case SedScript.Last ignored -> input.atLast();
      case SedScript.Matching matching -> regex(matching.regex()).find(pattern, 0) != null;
      case SedScript.Stepping stepping ->
          stepping.step() <= 0
              ? line == stepping.first()
              : line >= stepping.first() && (line - stepping.first()) % stepping.step() == 0;
      default -> false;
    };
  }

  /** A regular expression, or the one used last where none is written. */
  private Regex regex(@Nullable Regex written) {
    Regex regex = written == null ? lastRegex : written;
    if (regex == null) {
      throw new SedException("-e expression #1, char 0: no previous regular expression");
    }
    lastRegex = regex;
    return regex;
  }

  private Next execute(Step step) {
    switch (step.name()) {
      case 'd' -> {
        return Next.CYCLE_WITHOUT_PRINT;
      }
      case 'D' -> {
        return deleteFirstLine();
      }
      case 'q', 'Q' -> {
        exitStatus = step.number();
        return step.name() == 'q' ? Next.QUIT : Next.QUIT_WITHOUT_PRINT;
      }
      case 'n', 'N' -> {
        return nextLine(step.name() == 'N');
      }
      case 'c' -> {
        return change(step);
      }
      default -> simple(step);
    }
    return Next.COMMAND;
  }

  private void simple(Step step) {
    switch (step.name()) {
      case 'p' -> print(pattern);
      case 'P' -> print(firstLine());
      case '=' -> out.println(String.valueOf(line));
      case 'F' -> out.println(input.name());
      case 'l' -> out.println(SedListing.visible(pattern));
      case 'g' -> pattern = hold;
      case 'G' -> pattern = pattern + "\n" + hold;
      case 'h' -> hold = pattern;
      case 'H' -> hold = hold + "\n" + pattern;
      case 'x' -> {
        String held = hold;
        hold = pattern;
        pattern = held;
      }
      case 'z' -> pattern = "";
      case 'i' -> out.print(step.text());
      case 'a' -> afterwards.add(step.text());
      case 'r' -> appendFile(step.text());
      case 'w', 'W' -> write(step.text(), step.name() == 'w' ? pattern : firstLine());
      case 's' -> substitute(step);
      case 'y' -> translate(step);
      case 'b' -> position = step.number();
      case 't', 'T' -> {
        if (substituted == (step.name() == 't')) {
          position = step.number();
        }
        substituted = false;
      }
      default -> {
        // a block's beginning: the commands in it follow
      }
    }
  }

  private Next deleteFirstLine() {
    int newline = pattern.indexOf('\n');
    if (newline < 0) {
      return Next.CYCLE_WITHOUT_PRINT;
    }
    pattern = pattern.substring(newline + 1);
    return Next.CYCLE_WITHOUT_READ;
  }

  private Next nextLine(boolean appends) {
    if (input.atLast()) {
      return Next.QUIT;
    }
    if (!appends && !quiet) {
      print(pattern);
    }
    flushAfterwards();
    String before = pattern;
    boolean had = substituted;
    read();
    substituted = had;
    if (appends) {
      pattern = before + "\n" + pattern;
    }
    return Next.COMMAND;
  }

  private Next change(Step step) {
    boolean range = step.last() != null && !step.inverted();
    if (!range || rangeEnds[position - 1] == INACTIVE) {
      out.print(step.text());
    }
    return Next.CYCLE_WITHOUT_PRINT;
  }

  private String firstLine() {
    int newline = pattern.indexOf('\n');
    return newline < 0 ? pattern : pattern.substring(0, newline);
  }

  private void substitute(Step step) {
    SedScript.Substitution substitution = step.substitution();
    if (substitution == null) {
      return;
    }
    String changed = SedReplacing.replace(regex(substitution.regex()), substitution, pattern);
    if (changed == null) {
      return;
    }
    pattern = changed;
    substituted = true;
    if (substitution.prints()) {
      print(pattern);
    }
    if (!substitution.file().isEmpty()) {
      write(substitution.file(), pattern);
    }
  }

  private void translate(Step step) {
    SedScript.Substitution table = step.substitution();
    if (table == null) {
      return;
    }
    StringBuilder changed = new StringBuilder(pattern);
    for (int i = 0; i < changed.length(); i++) {
      int at = table.from().indexOf(changed.charAt(i));
      if (at >= 0) {
        changed.setCharAt(i, table.to().charAt(at));
      }
    }
    pattern = changed.toString();
  }

  private void print(String text) {
    boolean ends = patternEnds || !input.atLast();
    out.print(ends ? text + "\n" : text);
  }

  private void write(String file, String text) {
    ByteSink sink = files.get(file);
    if (sink != null) {
      sink.println(text);
    }
  }

  private void appendFile(String name) {
    try {
      afterwards.add(Inputs.text(call.open(name).readAll()));
    } catch (HostException unreadable) {
      // sed says nothing of a file that is not there
    }
  }

  private void flushAfterwards() {
    if (!afterwards.isEmpty() && !patternEnds && input.atLast()) {
      out.print("\n");
    }
    afterwards.forEach(out::print);
    afterwards.clear();
  }
}
