package io.lvsim.shell.expand;

import io.lvsim.pattern.Glob;
import io.lvsim.shell.grammar.ParameterExpansion;
import io.lvsim.shell.grammar.ParameterExpansion.ChangeCase;
import io.lvsim.shell.grammar.ParameterExpansion.Length;
import io.lvsim.shell.grammar.ParameterExpansion.NamesBeginning;
import io.lvsim.shell.grammar.ParameterExpansion.Operation;
import io.lvsim.shell.grammar.ParameterExpansion.Replace;
import io.lvsim.shell.grammar.ParameterExpansion.Slice;
import io.lvsim.shell.grammar.ParameterExpansion.Subscripts;
import io.lvsim.shell.grammar.ParameterExpansion.Substitute;
import io.lvsim.shell.grammar.ParameterExpansion.Transform;
import io.lvsim.shell.grammar.ParameterExpansion.Trim;
import io.lvsim.shell.grammar.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Expands <code>$name</code> and <code>${name...}</code>. */
final class ParameterExpander {
  private final Parameters parameters;
  private final Expander expander;

  ParameterExpander(Parameters parameters, Expander expander) {
    this.parameters = parameters;
    this.expander = expander;
  }

  void expand(ParameterExpansion expansion, boolean quoted, FieldCollector collector) {
    if (expansion.indirect()) {
      expand(indirect(expansion), quoted, collector);
      return;
    }
    Value value = value(expansion);
    switch (expansion.operation()) {
      case Substitute substitute -> substitute(expansion, substitute, value, quoted, collector);
      case Length ignored -> {
        checkSet(expansion, value);
        addText(String.valueOf(length(value)), quoted, collector);
      }
      case Subscripts ignored -> add(value.keys(), quoted, collector);
      case NamesBeginning names ->
          add(namesBeginning(expansion.name(), names.separate()), quoted, collector);
      case Slice slice -> {
        checkSet(expansion, value);
        add(slice(expansion, value, slice), quoted, collector);
      }
      case Operation other -> {
        checkSet(expansion, value);
        add(value.map(edit(other)), quoted, collector);
      }
    }
  }

  private UnaryOperator<String> edit(Operation operation) {
    return switch (operation) {
      case Trim trim -> trimming(trim);
      case Replace replace -> Replacing.of(expander, replace);
      case ChangeCase change -> changingCase(change);
      case Transform transform -> text -> Transforming.apply(text, transform.operator());
      default -> UnaryOperator.identity();
    };
  }

  private Value value(ParameterExpansion expansion) {
    String name = expansion.name();
    Word subscript = expansion.subscript();
    if (subscript != null) {
      return elements(name, subscript);
    }
    if (name.equals("@") || name.equals("*")) {
      List<String> all = parameters.positional();
      return new Value(all, List.of(), true, name.equals("@"));
    }
    String text = parameters.value(name);
    return new Value(text == null ? null : List.of(text), List.of("0"), false, false);
  }

  private Value elements(String name, Word subscript) {
    String written = subscript.source();
    if (written.equals("@") || written.equals("*")) {
      SequencedMap<String, String> elements = parameters.elements(name);
      if (elements == null) {
        String scalar = parameters.value(name);
        List<String> one = scalar == null ? List.of() : List.of(scalar);
        return new Value(one, one.isEmpty() ? one : List.of("0"), true, written.equals("@"));
      }
      return new Value(
          List.copyOf(elements.values()),
          List.copyOf(elements.keySet()),
          true,
          written.equals("@"));
    }
    String text = parameters.element(name, subscript(name, subscript));
    return new Value(text == null ? null : List.of(text), List.of(), false, false);
  }

  /** An element's subscript, worked out. */
  String subscript(String name, Word subscript) {
    return parameters.keyed(name)
        ? expander.text(subscript)
        : String.valueOf(expander.arithmetic(subscript));
  }

  private ParameterExpansion indirect(ParameterExpansion expansion) {
    Value value = value(expansion);
    String target = value.texts() == null ? null : value.texts().getFirst();
    if (target == null || !target.matches("[A-Za-z_][A-Za-z0-9_]*|\\d+|[@*#?$!-]")) {
      throw new ExpansionError(
          target == null
              ? expansion.name() + ": invalid indirect expansion"
              : target + ": invalid variable name",
          false);
    }
    return new ParameterExpansion(target, null, false, expansion.operation(), expansion.source());
  }

  private void checkSet(ParameterExpansion expansion, Value value) {
    if (value.texts() == null && parameters.option('u')) {
      throw new ExpansionError(shownName(expansion) + ": unbound variable", true);
    }
  }

  private static String shownName(ParameterExpansion expansion) {
    Word subscript = expansion.subscript();
    return subscript == null ? expansion.name() : expansion.name() + "[" + subscript.source() + "]";
  }

  private void substitute(
      ParameterExpansion expansion,
      Substitute operation,
      Value value,
      boolean quoted,
      FieldCollector collector) {
    boolean present = operation.orEmpty() ? !value.isEmptyText() : !value.isUnset();
    switch (operation.kind()) {
      case '+' -> {
        if (present) {
          expander.expandOperand(operation.word(), quoted, collector);
        }
      }
      case '-' -> {
        if (present) {
          add(value, quoted, collector);
        } else {
          expander.expandOperand(operation.word(), quoted, collector);
        }
      }
      case '=' -> {
        if (!present) {
          addText(assign(expansion, operation.word()), quoted, collector);
        } else {
          add(value, quoted, collector);
        }
      }
      default -> {
        if (!present) {
          throw missing(expansion, operation);
        }
        add(value, quoted, collector);
      }
    }
  }

  private String assign(ParameterExpansion expansion, Word word) {
    String name = expansion.name();
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new ExpansionError("$" + name + ": cannot assign in this way", false);
    }
    String text = expander.text(word);
    Word subscript = expansion.subscript();
    if (subscript == null) {
      parameters.assign(name, text);
    } else {
      parameters.assignElement(name, subscript(name, subscript), text);
    }
    return text;
  }

  private ExpansionError missing(ParameterExpansion expansion, Substitute operation) {
    String message = expander.text(operation.word());
    if (message.isEmpty()) {
      message = operation.orEmpty() ? "parameter null or not set" : "parameter not set";
    }
    return new ExpansionError(shownName(expansion) + ": " + message, true);
  }

  private static long length(Value value) {
    List<String> texts = value.texts();
    if (value.isList()) {
      return texts == null ? 0 : texts.size();
    }
    return texts == null ? 0 : texts.getFirst().codePointCount(0, texts.getFirst().length());
  }

  private Value namesBeginning(String prefix, boolean separate) {
    List<String> names =
        parameters.names().stream().filter(name -> name.startsWith(prefix)).toList();
    return new Value(names, List.of(), true, separate);
  }

  private Value slice(ParameterExpansion expansion, Value value, Slice slice) {
    long offset = expander.arithmetic(slice.offset());
    Word written = slice.length();
    Long length = written == null ? null : expander.arithmetic(written);
    List<String> texts = value.texts();
    if (texts == null) {
      return value;
    }
    if (value.isList()) {
      List<String> all = new ArrayList<>(texts);
      boolean positional = expansion.subscript() == null;
      if (positional) {
        all.addFirst(String.valueOf(parameters.value("0")));
      }
      int[] range = range(offset, length, all.size(), slice, true);
      return value.with(range == null ? List.of() : all.subList(range[0], range[1]));
    }
    String text = texts.getFirst();
    int[] range = range(offset, length, text.length(), slice, false);
    return value.with(List.of(range == null ? "" : text.substring(range[0], range[1])));
  }

  private static int @Nullable [] range(
      long offset, @Nullable Long length, int size, Slice slice, boolean list) {
    long start = offset < 0 ? size + offset : offset;
    if (start < 0 || start > size) {
      return null;
    }
    long end = length == null ? size : length < 0 ? size + length : start + length;
    if (length != null && length < 0 && (list || end < start)) {
      String written = slice.length() == null ? "" : slice.length().source();
      throw new ExpansionError(written + ": substring expression < 0", false);
    }
    return new int[] {(int) start, (int) Math.min(end, size)};
  }

  private UnaryOperator<String> trimming(Trim trim) {
    Glob glob = Glob.of(expander.pattern(trim.pattern()), false);
    return text -> {
      if (trim.suffix()) {
        int start = glob.suffix(text, trim.longest());
        return start < 0 ? text : text.substring(0, start);
      }
      int end = glob.prefix(text, trim.longest());
      return end < 0 ? text : text.substring(end);
    };
  }

  private UnaryOperator<String> changingCase(ChangeCase change) {
    String pattern = expander.pattern(change.pattern());
    Glob glob = Glob.of(pattern.isEmpty() ? "?" : pattern, false);
    return text -> {
      StringBuilder changed = new StringBuilder(text);
      for (int i = 0; i < (change.all() ? text.length() : Math.min(1, text.length())); i++) {
        char c = text.charAt(i);
        if (glob.matches(String.valueOf(c))) {
          changed.setCharAt(
              i, change.upper() ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
      }
      return changed.toString();
    };
  }

  private void add(Value value, boolean quoted, FieldCollector collector) {
    List<String> texts = value.texts();
    if (texts == null || texts.isEmpty()) {
      return;
    }
    boolean joins = value.isList() && (!collector.splits() || quoted && !value.isSeparate());
    if (joins) {
      addText(String.join(value.isSeparate() ? " " : joint(), texts), quoted, collector);
      return;
    }
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        collector.end();
      }
      addText(texts.get(i), quoted, collector);
    }
  }

  /** What {@code "$*"} puts between the parameters: the first character of IFS. */
  private String joint() {
    String ifs = parameters.value("IFS");
    return ifs == null ? " " : ifs.isEmpty() ? "" : ifs.substring(0, 1);
  }

  private static void addText(String text, boolean quoted, FieldCollector collector) {
    if (quoted) {
      collector.add(text, true);
    } else {
      collector.addExpanded(text);
    }
  }

  /**
   * A parameter's value.
   *
   * @param texts one text, or a list's; null if unset
   * @param subscripts of an array's elements
   * @param isList whether it is all of an array or all positional parameters
   * @param isSeparate whether written with {@code @}
   */
  private record Value(
      @Nullable List<String> texts, List<String> subscripts, boolean isList, boolean isSeparate) {
    boolean isUnset() {
      return texts == null || isList && texts.isEmpty();
    }

    boolean isEmptyText() {
      return texts == null || texts.isEmpty() || texts.size() == 1 && texts.getFirst().isEmpty();
    }

    Value with(List<String> others) {
      return new Value(others, subscripts, isList, isSeparate);
    }

    Value keys() {
      return with(subscripts);
    }

    Value map(UnaryOperator<String> edit) {
      return texts == null ? this : with(texts.stream().map(edit).toList());
    }
  }
}
