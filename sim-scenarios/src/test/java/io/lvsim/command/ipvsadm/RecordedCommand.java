package io.lvsim.command.ipvsadm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One command of a recording, with what went in and what came out.
 *
 * @param line as typed
 */
record RecordedCommand(String line, String input, String output, String errors, int status) {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

  /** Reads a recording from the test resources. */
  static List<RecordedCommand> read(String resource) throws IOException {
    List<RecordedCommand> commands = new ArrayList<>();
    try (InputStream file = RecordedCommand.class.getResourceAsStream(resource)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String block : text.split("(?m)^\\$ ")) {
        if (!block.startsWith("#")) {
          commands.add(parse(block));
        }
      }
    }
    return commands;
  }

  private static RecordedCommand parse(String block) {
    String[] lines = block.split("\n");
    StringBuilder input = new StringBuilder();
    StringBuilder output = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    int status = -1;
    for (int i = 1; i < lines.length; i++) {
      String rest = lines[i].length() > 2 ? lines[i].substring(2) : "";
      switch (lines[i].charAt(0)) {
        case '<' -> input.append(rest).append('\n');
        case '1' -> output.append(rest).append('\n');
        case '2' -> errors.append(rest).append('\n');
        case '=' -> status = Integer.parseInt(rest);
        default -> {} // a comment
      }
    }
    return new RecordedCommand(
        lines[0], input.toString(), output.toString(), errors.toString(), status);
  }

  /** The words of the line, without the quotes. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group().replace("\"", ""));
    }
    return words;
  }

  /** Whether services are shown in the order of the kernel's hash table, which is random. */
  boolean isInHashOrder() {
    return line.contains("--nosort") || line.startsWith("cat");
  }
}
