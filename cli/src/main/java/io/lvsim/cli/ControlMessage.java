package io.lvsim.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What {@code lvsim ctl} and {@code lvsim live} say to each other, with lengths in front. */
final class ControlMessage {
  private static final int WORDS_MAX = 1_000;
  private static final int BYTES_MAX = 8 << 20;

  private ControlMessage() {}

  /** The arguments of ipvsadm, and its standard input. */
  record Question(List<String> arguments, String input) {}

  /** What ipvsadm wrote to its two outputs, and its exit status. */
  record Answer(String out, String err, int status) {}

  static void write(OutputStream to, Question question) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(question.arguments().size());
    for (String argument : question.arguments()) {
      writeText(out, argument);
    }
    writeText(out, question.input());
    out.flush();
  }

  static Question readQuestion(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    int count = in.readInt();
    if (count < 0 || count > WORDS_MAX) {
      throw new IOException("not a question of lvsim ctl");
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(readText(in));
    }
    return new Question(arguments, readText(in));
  }

  static void write(OutputStream to, Answer answer) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    writeText(out, answer.out());
    writeText(out, answer.err());
    out.writeInt(answer.status());
    out.flush();
  }

  static Answer readAnswer(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    return new Answer(readText(in), readText(in), in.readInt());
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > BYTES_MAX) {
      throw new IOException("not a message of lvsim");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
