package io.lvsim.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.shell.CommandTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A recorded session: lines {@code [HOST]$ COMMAND}, each followed by what it printed and {@code
 * [exit N]} if its status was not 0. {@code [HOST]< FILE} and what follows is a file's content.
 * Lines that begin with ## are remarks.
 */
public final class Transcript {
  /** One command with its output and status. */
  record Entry(String host, String line, String output, int status) {
    boolean isFile() {
      return line.startsWith("<");
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  private Transcript() {}

  /** Reads a recording of src/test/resources. */
  public static Transcript read(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Transcript parse(String text) {
    Transcript transcript = new Transcript();
    String host = "";
    String line = "";
    StringBuilder output = new StringBuilder();
    int status = 0;
    for (String each : text.split("\n", -1)) {
      if (each.startsWith("## ")) {
        continue;
      }
      if (each.matches("\\[[a-z0-9]+\\][$<] .*")) {
        transcript.add(host, line, output, status);
        host = each.substring(1, each.indexOf(']'));
        line = each.substring(each.indexOf(']') + 1);
        output.setLength(0);
        status = 0;
      } else if (each.matches("\\[exit \\d+\\]")) {
        status = Integer.parseInt(each.substring(6, each.length() - 1));
      } else {
        output.append(each).append('\n');
      }
    }
    output.setLength(Math.max(0, output.length() - 1));
    transcript.add(host, line, output, status);
    return transcript;
  }

  private void add(String host, String line, StringBuilder output, int status) {
    if (!host.isEmpty()) {
      entries.add(new Entry(host, line, output.toString(), status));
    }
  }

  /**
   * Replays and compares; what differs is left in target/replayed for diff.
   *
   * @param mask takes away what differs from run to run
   */
  public static void check(
      Class<?> beside, String name, RecordedLab lab, CommandTable table, UnaryOperator<String> mask)
      throws IOException {
    Transcript recorded = read(beside, name + ".txt");
    String expected = recorded.expected(mask);
    String replayed = recorded.replay(lab, table, mask);
    if (!replayed.equals(expected)) {
      Path directory = Files.createDirectories(Path.of("target", "replayed"));
      Files.writeString(directory.resolve(name + ".expected"), expected);
      Files.writeString(directory.resolve(name + ".replayed"), replayed);
    }
    assertThat(replayed.lines()).containsExactlyElementsOf(expected.lines().toList());
  }

  /** As it was recorded, with what differs from run to run masked. */
  public String expected(UnaryOperator<String> mask) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      if (!entry.isFile()) {
        append(text, entry, mask.apply(entry.output()), entry.status());
      }
    }
    return text.toString();
  }

  /** The same commands in a lab. */
  public String replay(RecordedLab lab, CommandTable table, UnaryOperator<String> mask) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      if (entry.isFile()) {
        lab.write(entry.host(), entry.line().substring(2), entry.output());
        continue;
      }
      RecordedLab.Ran ran = runLine(lab, table, entry.host(), entry.line().substring(2));
      append(text, entry, mask.apply(ran.output()), ran.status());
    }
    return text.toString();
  }

  private static RecordedLab.Ran runLine(
      RecordedLab lab, CommandTable table, String host, String line) {
    StringBuilder output = new StringBuilder();
    int status = 0;
    for (List<String> words : commands(line)) {
      if (words.getFirst().equals("sleep")) {
        lab.sleep(Double.parseDouble(words.get(1)));
        status = 0;
        continue;
      }
      RecordedLab.Ran ran = lab.run(table, host, words, "");
      output.append(ran.output());
      status = ran.status();
    }
    return new RecordedLab.Ran(output.toString(), status);
  }

  private static void append(StringBuilder text, Entry entry, String output, int status) {
    text.append('[').append(entry.host()).append("]").append(entry.line()).append('\n');
    text.append(output);
    if (status != 0) {
      text.append("[exit ").append(status).append("]\n");
    }
  }

  /** Words with quotes, commands with semicolons: all the language that recordings need. */
  static List<List<String>> commands(String line) {
    List<List<String>> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (char each : (line + ";").toCharArray()) {
      if (quote != 0) {
        if (each == quote) {
          quote = 0;
        } else {
          word.append(each);
        }
      } else if (each == '"' || each == '\'') {
        quote = each;
        inWord = true;
      } else if (each == ' ' || each == ';') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
        if (each == ';' && !words.isEmpty()) {
          commands.add(List.copyOf(words));
          words.clear();
        }
      } else {
        word.append(each);
        inWord = true;
      }
    }
    return commands;
  }
}
