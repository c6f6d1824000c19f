package io.lvsim.cli;

import io.lvsim.question.ArpAnswer;
import io.lvsim.question.ArpLab;
import io.lvsim.question.ArpMatrix;
import io.lvsim.question.ArpQuestion;
import io.lvsim.wire.Ipv4Address;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of ARP questions, each to be put to a LAN of its own. */
final class ArpQuestions {
  /** Far more rows than all settings have; a file beyond this is something else. */
  private static final long FILE_BYTES_MAX = 64L << 20;

  private static final List<Integer> NEVER_THE_VIP =
      List.of(ArpLab.REAL_SERVER_1, ArpLab.REAL_SERVER_2, ArpLab.DIRECTOR, ArpLab.CLIENT);

  private final List<ArpQuestion> questions;
  private int vip;
  private final boolean vipGiven;

  private ArpQuestions(ArpMatrix matrix, @Nullable Integer givenVip) {
    questions = matrix.questions();
    vipGiven = givenVip != null;
    vip = givenVip != null ? givenVip : firstVip(matrix);
  }

  /**
   * Reads a file.
   *
   * @param vip the virtual IP address; null if the questions tell: it is what is asked for, where
   *     that is not a machine's own address
   */
  static ArpQuestions read(Path file, @Nullable Integer vip) throws BadInput, IOException {
    if (!Files.exists(file)) {
      throw new BadInput(file + ":1:1: there is no such file; expected a table of ARP questions");
    }
    if (Files.isDirectory(file)) {
      throw new BadInput(file + ":1:1: this is a directory; expected a table of ARP questions");
    }
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new BadInput(file + ":1:1: the file is larger than 64 MiB");
    }
    try {
      return new ArpQuestions(ArpMatrix.read(plain(text(file))), vip);
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ":" + e.getMessage());
    }
  }

  /** Answers all, in the order of the file, as a table with the answers' columns filled. */
  void answer(PrintStream out) throws BadInput {
    out.print(ArpMatrix.HEADER + "\n");
    for (ArpQuestion question : questions) {
      noteVip(question);
      out.print(question.text() + "," + answer(question).text() + "\n");
    }
  }

  private ArpAnswer answer(ArpQuestion question) throws BadInput {
    try {
      return ArpLab.ask(question, vip);
    } catch (IllegalArgumentException e) {
      throw new BadInput(FailureHandler.messageOf(e) + " with the VIP " + Ipv4Address.format(vip));
    }
  }

  /** A table may hold several matrices; a question for a machine's own address belongs to one. */
  private void noteVip(ArpQuestion question) {
    if (!vipGiven && !NEVER_THE_VIP.contains(question.target())) {
      vip = question.target();
    }
  }

  private static int firstVip(ArpMatrix matrix) {
    for (ArpQuestion question : matrix.questions()) {
      if (!NEVER_THE_VIP.contains(question.target())) {
        return question.target();
      }
    }
    return Ipv4Address.parse("192.168.2.188");
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("1:1: this is not text in UTF-8");
    }
  }

  /** Without a byte-order mark, and without the quotes that spreadsheets put around cells. */
  private static String plain(String text) {
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return unmarked.replace("\"", "");
  }
}
