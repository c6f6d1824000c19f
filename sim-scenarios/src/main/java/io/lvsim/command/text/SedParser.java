package io.lvsim.command.text;

import io.lvsim.command.text.SedScript.Address;
import io.lvsim.command.text.SedScript.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads sed scripts, with GNU sed's messages. */
final class SedParser {
  private final boolean extended;
  private final List<Step> steps = new ArrayList<>();
  private final Deque<Integer> blocks = new ArrayDeque<>();
  private final Map<String, Integer> labels = new LinkedHashMap<>();
  private int expressions;
  private boolean quiet;
  private SedSource source = new SedSource("", "", 0);

  SedParser(boolean extended) {
    this.extended = extended;
  }

  /** Reads one -e. */
  void addExpression(String script) {
    expressions++;
    String pending = source.pendingText();
    if (!pending.isEmpty()) {
      Step open = steps.removeLast();
      String before = pending.equals("\n") ? "" : pending;
      steps.add(textStep(open, before + script + "\n"));
      source = new SedSource("", "-e expression #" + expressions, 0);
      return;
    }
    read(script, "-e expression #" + expressions);
  }

  /** Reads one -f. */
  void addFile(String name, String script) {
    read(script, "file " + name);
  }

  /** The whole script. */
  SedScript finish() {
    if (!blocks.isEmpty()) {
      throw source.errorAt("unmatched `{'", 0);
    }
    if (!source.pendingText().isEmpty() && source.pendingText().equals("\n")) {
      throw source.errorAt("expected \\ after `a', `c' or `i'", source.position());
    }
    List<Step> linked = new ArrayList<>();
    for (Step step : steps) {
      linked.add("btT".indexOf(step.name()) >= 0 ? jump(step) : step);
    }
    return new SedScript(List.copyOf(linked), quiet);
  }

  private Step jump(Step step) {
    if (step.text().isEmpty()) {
      return step.leadingTo(steps.size());
    }
    Integer target = labels.get(step.text());
    if (target == null) {
      throw new SedException("can't find label for jump to `" + step.text() + "'", 4);
    }
    return step.leadingTo(target);
  }

  private void read(String script, String name) {
    source = new SedSource(script, name, expressions);
    if (steps.isEmpty() && (script.equals("#n") || script.startsWith("#n\n"))) {
      quiet = true;
    }
    while (source.skipToCommand()) {
      command();
    }
  }

  private void command() {
    SedAddresses addresses = new SedAddresses(source, extended);
    Address first = addresses.first();
    Address last = null;
    source.skipBlanks();
    if (first != null && source.peek() == ',') {
      source.next();
      source.skipBlanks();
      last = addresses.second();
    }
    boolean inverted = inverted();
    if (source.atEnd()) {
      throw source.error("missing command");
    }
    char name = source.next();
    checkZero(first, last);
    if (first == null && name == ',') {
      throw source.error("unexpected `,'");
    }
    command(name, first, last, inverted);
  }

  private void checkZero(@Nullable Address first, @Nullable Address last) {
    boolean zero = first instanceof SedScript.Number number && number.line() == 0;
    if (zero && !(last instanceof SedScript.Matching)) {
      throw source.error("invalid usage of line address 0");
    }
  }

  private boolean inverted() {
    boolean inverted = false;
    source.skipBlanks();
    while (source.peek() == '!') {
      source.next();
      if (inverted) {
        throw source.error("multiple `!'s");
      }
      inverted = true;
      source.skipBlanks();
    }
    return inverted;
  }

  private void command(
      char name, @Nullable Address first, @Nullable Address last, boolean inverted) {
    switch (name) {
      case '{' -> {
        blocks.push(steps.size());
        add(name, first, last, inverted, "", 0, null);
      }
      case '}' -> closeBlock(first);
      case ':' -> label(first);
      case 'b', 't', 'T' -> add(name, first, last, inverted, source.label(), 0, null);
      case 'a', 'i', 'c' -> text(name, first, last, inverted);
      case 'r', 'R', 'w', 'W' -> {
        String file = source.restOfLine();
        if (file.isEmpty()) {
          throw source.error("missing filename in r/R/w/W commands");
        }
        add(name, first, last, inverted, file, 0, null);
      }
      case 's' -> {
        SedScript.Substitution substitution =
            new SedSubstitutionReader(source, extended).substitution();
        add(name, first, last, inverted, "", 0, substitution);
      }
      case 'y' -> {
        SedScript.Substitution table = new SedSubstitutionReader(source, extended).table();
        add(name, first, last, inverted, "", 0, table);
        source.endCommand();
      }
      case 'q', 'Q', 'l', 'L' -> {
        if ((name == 'q' || name == 'Q') && last != null) {
          throw source.error("command only uses one address");
        }
        int number = source.optionalNumber();
        add(name, first, last, inverted, "", number, null);
        source.endCommand();
      }
      case 'd', 'D', 'g', 'G', 'h', 'H', 'n', 'N', 'p', 'P', 'x', '=', 'z', 'F' -> {
        add(name, first, last, inverted, "", 0, null);
        source.endCommand();
      }
      default -> throw source.error("unknown command: `" + name + "'");
    }
  }

  private void add(
      char name,
      @Nullable Address first,
      @Nullable Address last,
      boolean inverted,
      String text,
      int number,
      SedScript.@Nullable Substitution substitution) {
    steps.add(new Step(name, first, last, inverted, text, number, substitution));
  }

  private void closeBlock(@Nullable Address first) {
    if (blocks.isEmpty()) {
      throw source.error("unexpected `}'");
    }
    if (first != null) {
      throw source.error("} doesn't want any addresses");
    }
    int open = blocks.pop();
    steps.set(open, steps.get(open).leadingTo(steps.size()));
    source.endCommand();
  }

  private void label(@Nullable Address first) {
    if (first != null) {
      throw source.error(": doesn't want any addresses");
    }
    String label = source.labelWithSemicolons();
    if (label.isEmpty()) {
      throw source.error("\":\" lacks a label");
    }
    labels.put(label, steps.size());
  }

  private void text(char name, @Nullable Address first, @Nullable Address last, boolean inverted) {
    String text = source.text();
    Step step = new Step(name, first, last, inverted, text, 0, null);
    steps.add(step);
  }

  private static Step textStep(Step open, String text) {
    return new Step(open.name(), open.first(), open.last(), open.inverted(), text, 0, null);
  }
}
