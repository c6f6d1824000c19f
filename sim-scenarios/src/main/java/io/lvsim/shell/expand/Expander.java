package io.lvsim.shell.expand;

import io.lvsim.shell.grammar.ParameterExpansion;
import io.lvsim.shell.grammar.Word;
import io.lvsim.shell.grammar.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Expands words in bash's order: braces, tilde, parameters, commands and arithmetic, splitting,
 * file names; then the quotes are gone.
 */
public final class Expander {
  private final Parameters parameters;
  private final ParameterExpander expansions;

  public Expander(Parameters parameters) {
    this.parameters = parameters;
    this.expansions = new ParameterExpander(parameters, this);
  }

  /** The fields that words expand to, as a command's name and arguments are. */
  public List<String> fields(List<Word> words) {
    List<String> all = new ArrayList<>();
    for (Word word : words) {
      addFields(word, all);
    }
    return all;
  }

  /** Adds the fields of one word. */
  public void addFields(Word word, List<String> all) {
    for (Word one : BraceExpansion.expand(word)) {
      FieldCollector collector = new FieldCollector(separators());
      expand(tildeExpanded(one, false), collector);
      for (Field field : collector.finish()) {
        addFileNames(field, all);
      }
    }
  }

  /** One word as one text, as in assignments: neither split nor matched with file names. */
  public String text(Word word) {
    return single(word, false).text();
  }

  /** The value of an assignment, in which a tilde counts behind colons too. */
  public String assigned(Word word) {
    return single(word, true).text();
  }

  /** A word as a pattern, in which what was quoted stands for itself. */
  public String pattern(Word word) {
    return single(word, false).asGlob();
  }

  /** A word as an extended regular expression. */
  public String regex(Word word) {
    return single(word, false).asRegex();
  }

  /** The value of an arithmetic expression. */
  public long arithmetic(Word expression) {
    return Arithmetic.evaluate(parameters, quotedText(expression));
  }

  /** A word's text, expanded as if it stood in double quotes. */
  String quotedText(Word word) {
    FieldCollector collector = new FieldCollector(null);
    expandParts(word.parts(), true, collector);
    return collector.single().text();
  }

  /**
   * Expands the operand of <code>${name-word}</code> in place: its own quotes count, and where it
   * is not in quotes it is split.
   */
  void expandOperand(Word operand, boolean quoted, FieldCollector collector) {
    Word word = quoted ? operand : tildeExpanded(operand, false);
    for (WordPart part : word.parts()) {
      if (part instanceof WordPart.Literal literal && !quoted) {
        collector.addExpanded(literal.text());
      } else {
        expandPart(part, quoted, collector);
      }
    }
  }

  private Field single(Word word, boolean assignment) {
    FieldCollector collector = new FieldCollector(null);
    expand(tildeExpanded(word, assignment), collector);
    return collector.single();
  }

  private void expand(Word word, FieldCollector collector) {
    expandParts(word.parts(), false, collector);
  }

  private void expandParts(List<WordPart> parts, boolean quoted, FieldCollector collector) {
    for (WordPart part : parts) {
      expandPart(part, quoted, collector);
    }
  }

  private void expandPart(WordPart part, boolean quoted, FieldCollector collector) {
    switch (part) {
      case WordPart.Literal literal -> collector.add(literal.text(), quoted);
      case WordPart.Quoted text -> collector.add(text.text(), true);
      case WordPart.DoubleQuoted inner -> doubleQuoted(inner, collector);
      case WordPart.Parameter parameter ->
          expansions.expand(parameter.expansion(), quoted, collector);
      case WordPart.CommandSubstitution command ->
          addResult(parameters.output(command.body()), quoted, collector);
      case WordPart.Arithmetic arithmetic ->
          addResult(String.valueOf(arithmetic(arithmetic.expression())), quoted, collector);
      case WordPart.ProcessSubstitution process ->
          collector.add(parameters.file(process.body(), process.reading()), true);
      case WordPart.BadSubstitution bad ->
          throw new ExpansionError(bad.source() + ": bad substitution", false);
    }
  }

  private void doubleQuoted(WordPart.DoubleQuoted inner, FieldCollector collector) {
    if (!isOnlyAllParameters(inner)) {
      collector.add("", true);
    }
    expandParts(inner.parts(), true, collector);
  }

  /** Whether it is {@code "$@"}, which is nothing at all when there are no parameters. */
  private static boolean isOnlyAllParameters(WordPart.DoubleQuoted inner) {
    return !inner.parts().isEmpty()
        && inner.parts().stream()
            .allMatch(part ->
                part instanceof WordPart.Parameter parameter
                    && isAllSeparate(parameter.expansion()));
  }

  private static boolean isAllSeparate(ParameterExpansion expansion) {
    Word subscript = expansion.subscript();
    return subscript == null ? expansion.name().equals("@") : subscript.source().equals("@");
  }

  private static void addResult(String text, boolean quoted, FieldCollector collector) {
    if (quoted) {
      collector.add(text, true);
    } else {
      collector.addExpanded(text);
    }
  }

  private void addFileNames(Field field, List<String> all) {
    if (field.isFilePattern() && !parameters.option('f')) {
      List<String> names = new FileNames(parameters).matching(field.asGlob());
      if (!names.isEmpty() || parameters.emptyWhenNothingMatches()) {
        all.addAll(names);
        return;
      }
    }
    all.add(field.text());
  }

  private String separators() {
    String ifs = parameters.value("IFS");
    return ifs == null ? " \t\n" : ifs;
  }

  private Word tildeExpanded(Word word, boolean assignment) {
    List<WordPart> parts = new ArrayList<>(word.parts());
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof WordPart.Literal literal
          && (i == 0 || assignment)
          && literal.text().indexOf('~') >= 0) {
        parts.set(i, literal);
        List<WordPart> expanded = tildes(literal.text(), i == 0, assignment, parts.size() == i + 1);
        parts.remove(i);
        parts.addAll(i, expanded);
        i += expanded.size() - 1;
      }
    }
    return new Word(parts, word.source(), word.line(), word.column());
  }

  private List<WordPart> tildes(String text, boolean atStart, boolean assignment, boolean atEnd) {
    List<WordPart> parts = new ArrayList<>();
    String[] pieces = assignment ? text.split(":", -1) : new String[] {text};
    for (int i = 0; i < pieces.length; i++) {
      boolean begins = i > 0 || atStart;
      boolean whole = i < pieces.length - 1 || atEnd;
      String piece = pieces[i];
      String colon = i > 0 ? ":" : "";
      if (begins && (piece.equals("~") && whole || piece.startsWith("~/"))) {
        parts.add(new WordPart.Literal(colon));
        parts.add(new WordPart.Quoted(home()));
        parts.add(new WordPart.Literal(piece.substring(1)));
      } else {
        parts.add(new WordPart.Literal(colon + piece));
      }
    }
    return parts.stream()
        .filter(part -> !part.equals(new WordPart.Literal("")))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private String home() {
    String home = parameters.value("HOME");
    return home == null ? "/root" : home;
  }
}
