package io.lvsim.command.text.awk;

import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of the files named as arguments, or of standard input. */
final class AwkInput {
  private final Invocation call;
  private final AwkVariables variables;
  private final AwkRegexes regexes;
  private final ArrayDeque<String> names;
  private boolean usedFile;
  private @Nullable ByteSource current;
  private ArrayDeque<String> records = new ArrayDeque<>();
  private boolean recordsRead;
  private int status;

  AwkInput(Invocation call, AwkVariables variables, AwkRegexes regexes, List<String> names) {
    this.call = call;
    this.variables = variables;
    this.regexes = regexes;
    this.names = new ArrayDeque<>(names);
  }

  /** 2 if some file could not be read. */
  int status() {
    return status;
  }

  /** The next record; null at the end. */
  @Nullable String next() {
    while (current != null || open()) {
      String record = record();
      if (record != null) {
        count("NR");
        count("FNR");
        return record;
      }
      current = null;
    }
    return null;
  }

  private void count(String name) {
    variables.set(name, Value.of(variables.number(name) + 1));
  }

  private boolean open() {
    while (!names.isEmpty()) {
      String name = names.removeFirst();
      if (name.matches("[A-Za-z_]\\w*=.*")) {
        String[] pair = name.split("=", 2);
        variables.set(pair[0], Value.input(pair[1]));
        continue;
      }
      usedFile = true;
      if (open(name)) {
        return true;
      }
    }
    if (!usedFile) {
      usedFile = true;
      return open("-");
    }
    return false;
  }

  private boolean open(String name) {
    try {
      current = call.open(name);
      records = new ArrayDeque<>();
      recordsRead = false;
      variables.set("FILENAME", Value.of(name.equals("-") ? "" : name));
      variables.set("FNR", Value.of(0));
      return true;
    } catch (HostException unreadable) {
      call.err().println("awk: cannot open \"" + name + "\" (" + unreadable.errno().text() + ")");
      status = 2;
      return false;
    }
  }

  private @Nullable String record() {
    ByteSource source = current;
    String separator = variables.text("RS");
    if (source == null) {
      return null;
    }
    if (separator.equals("\n") && !recordsRead) {
      return source.readLine();
    }
    if (!recordsRead) {
      recordsRead = true;
      String all = new String(source.readAll(), StandardCharsets.UTF_8);
      records.addAll(split(all, separator));
    }
    return records.pollFirst();
  }

  /** Cuts a text into records: an empty separator means paragraphs. */
  private List<String> split(String all, String separator) {
    if (separator.isEmpty()) {
      String text = all.replaceFirst("^\n+", "").replaceFirst("\n+$", "");
      return text.isEmpty() ? List.of() : List.of(text.split("\n\n+"));
    }
    List<String> parts =
        separator.length() == 1
            ? List.of(all.split(java.util.regex.Pattern.quote(separator), -1))
            : regexes.split(all, separator);
    int last = parts.size() - 1;
    if (last < 0 || parts.get(last).isEmpty()) {
      return parts.subList(0, Math.max(0, last));
    }
    return parts;
  }
}
