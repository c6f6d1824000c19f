package io.lvsim.command.text.awk;

import java.util.ArrayList;
import java.util.List;

/** The line that is worked on, and its fields. */
final class AwkRecord {
  private static final int MAXIMUM_FIELDS = 32_767;

  private final AwkVariables variables;
  private final AwkRegexes regexes;
  private String line = "";
  private List<Value> fields = new ArrayList<>();
  private boolean split = true;
  private boolean joined = true;

  AwkRecord(AwkVariables variables, AwkRegexes regexes) {
    this.variables = variables;
    this.regexes = regexes;
  }

  void setLine(String text) {
    line = text;
    split = false;
    joined = true;
  }

  String line() {
    if (!joined) {
      String separator = variables.text("OFS");
      List<String> texts =
          fields.stream().map(field -> field.toText(variables.text("CONVFMT"))).toList();
      line = String.join(separator, texts);
      joined = true;
    }
    return line;
  }

  int count() {
    splitNow();
    return fields.size();
  }

  Value field(double number) {
    int index = index(number);
    if (index == 0) {
      return Value.input(line());
    }
    splitNow();
    return index <= fields.size() ? fields.get(index - 1) : Value.UNSET;
  }

  void setField(double number, Value value) {
    int index = index(number);
    if (index == 0) {
      setLine(value.toText(variables.text("CONVFMT")));
      return;
    }
    splitNow();
    while (fields.size() < index) {
      fields.add(Value.UNSET);
    }
    fields.set(index - 1, value);
    joined = false;
  }

  void setCount(double number) {
    int count = index(number);
    splitNow();
    while (fields.size() < count) {
      fields.add(Value.UNSET);
    }
    fields = new ArrayList<>(fields.subList(0, count));
    joined = false;
  }

  private static int index(double number) {
    if (number < 0) {
      throw new AwkException("run time error: negative field index $" + (long) number);
    }
    if (number > MAXIMUM_FIELDS) {
      throw new AwkException("run time error: field index $" + (long) number + " is too large");
    }
    return (int) number;
  }

  private void splitNow() {
    if (!split) {
      split = true;
      fields = new ArrayList<>();
      regexes.split(line, variables.text("FS")).forEach(text -> fields.add(Value.input(text)));
    }
  }
}
