package io.lvsim.shell;

import io.lvsim.shell.expand.Arithmetic;
import io.lvsim.shell.expand.Quoting;
import io.lvsim.shell.grammar.Assignment;
import io.lvsim.shell.grammar.Word;
import java.util.List;

/** Carries out assignments. */
final class Assignments {
  private final Interpreter shell;

  Assignments(Interpreter shell) {
    this.shell = shell;
  }

  void assign(Assignment assignment) {
    Word value = assignment.value();
    if (value == null) {
      assignList(assignment);
      return;
    }
    String text = shell.expander().assigned(value);
    Word subscript = assignment.subscript();
    String written = subscript == null ? "" : subscript(assignment.name(), subscript);
    trace(assignment, subscript == null ? "" : "[" + subscript.source() + "]", text);
    assign(assignment.name(), written, assignment.appending(), text);
  }

  /**
   * Gives a variable or an element a value.
   *
   * @param subscript worked out; empty for none
   */
  void assign(String name, String subscript, boolean appending, String text) {
    String value = appending ? appended(name, subscript, text) : text;
    if (subscript.isEmpty()) {
      shell.assign(name, value);
    } else {
      shell.parameters().assignElement(name, subscript, value);
    }
  }

  /** Gives a variable a list: {@code name=(...)}. */
  void assignList(Assignment assignment) {
    Variable variable = shell.writable(assignment.name());
    if (variable.kind() != Variable.Kind.KEYED) {
      variable.become(Variable.Kind.INDEXED);
    }
    List<Element> elements = new java.util.ArrayList<>();
    long next = assignment.appending() ? variable.nextIndex() : 0;
    for (Assignment.Element element : assignment.elements()) {
      next = expand(assignment.name(), element, next, elements);
    }
    if (!assignment.appending()) {
      variable.clear();
    }
    elements.forEach(
        element -> shell.parameters().assignElement(assignment.name(), element.at, element.value));
    if (shell.state().has('x')) {
      shell.trace(assignment.source());
    }
  }

  /** An element with its subscript worked out. */
  private record Element(String at, String value) {}

  private long expand(String name, Assignment.Element element, long next, List<Element> elements) {
    Word subscript = element.subscript();
    if (subscript != null) {
      String at = subscript(name, subscript);
      elements.add(new Element(at, shell.expander().assigned(element.value())));
      return at.matches("\\d{1,18}") ? Long.parseLong(at) + 1 : next;
    }
    long index = next;
    for (String field : shell.expander().fields(List.of(element.value()))) {
      elements.add(new Element(String.valueOf(index++), field));
    }
    return index;
  }

  private String subscript(String name, Word subscript) {
    return shell.parameters().keyed(name)
        ? shell.expander().text(subscript)
        : String.valueOf(shell.expander().arithmetic(subscript));
  }

  private String appended(String name, String subscript, String text) {
    String old =
        subscript.isEmpty()
            ? shell.state().variables.get(name)
            : shell.parameters().element(name, subscript);
    Variable variable = shell.state().variables.find(name);
    if (variable != null && variable.isInteger()) {
      long sum =
          Arithmetic.evaluate(shell.parameters(), old == null ? "0" : old)
              + Arithmetic.evaluate(shell.parameters(), text);
      return String.valueOf(sum);
    }
    return old == null ? text : old + text;
  }

  private void trace(Assignment assignment, String subscript, String text) {
    if (shell.state().has('x')) {
      String operator = assignment.appending() ? "+=" : "=";
      String shown = text.isEmpty() ? "" : Quoting.traced(text);
      shell.trace(assignment.name() + subscript + operator + shown);
    }
  }
}
