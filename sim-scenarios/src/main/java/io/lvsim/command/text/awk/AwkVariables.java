package io.lvsim.command.text.awk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** A program's variables: those of all, and those of the function that runs. */
final class AwkVariables {
  private final Map<String, Cell> globals = new LinkedHashMap<>();
  private final Deque<Map<String, Cell>> frames = new ArrayDeque<>();

  AwkVariables() {
    set("FS", Value.of(" "));
    set("OFS", Value.of(" "));
    set("ORS", Value.of("\n"));
    set("RS", Value.of("\n"));
    set("SUBSEP", Value.of("\034"));
    set("CONVFMT", Value.of("%.6g"));
    set("OFMT", Value.of("%.6g"));
    set("NR", Value.of(0));
    set("FNR", Value.of(0));
    set("RSTART", Value.of(0));
    set("RLENGTH", Value.of(-1));
    set("FILENAME", Value.of(""));
  }

  Cell cell(String name) {
    Map<String, Cell> frame = frames.peek();
    if (frame != null) {
      Cell local = frame.get(name);
      if (local != null) {
        return local;
      }
    }
    return globals.computeIfAbsent(name, unknown -> new Cell());
  }

  void set(String name, Value value) {
    globals.computeIfAbsent(name, unknown -> new Cell()).set(value);
  }

  String text(String name) {
    Cell cell = globals.get(name);
    return cell == null ? "" : cell.value().toText("%.6g");
  }

  double number(String name) {
    Cell cell = globals.get(name);
    return cell == null ? 0 : cell.value().toNumber();
  }

  void enter(Map<String, Cell> locals) {
    if (frames.size() >= 500) {
      throw new AwkException("run time error: function calls nested too deeply");
    }
    frames.push(locals);
  }

  void leave() {
    frames.pop();
  }
}
