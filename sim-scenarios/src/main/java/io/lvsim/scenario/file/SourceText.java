package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.scenario.ScenarioException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text of a file, once its bytes have turned out to be text. */
record SourceText(String file, String text, List<String> lines) {
  /** Larger files are refused: no scenario is that long. */
  static final int MAXIMUM_BYTES = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * Decodes a file's bytes.
   *
   * @throws ScenarioException if they are too many, not UTF-8, or not printable
   */
  static SourceText of(String file, byte[] bytes) throws ScenarioException {
    int length = Math.min(bytes.length, MAXIMUM_BYTES);
    String text = decode(file, bytes, length, bytes.length <= MAXIMUM_BYTES);
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    refuseControlCharacters(file, text);
    if (bytes.length > MAXIMUM_BYTES) {
      throw new ScenarioException(
          positionAt(file, text, text.length()),
          "the file goes on beyond "
              + MAXIMUM_BYTES
              + " bytes; expected a scenario of at most 1 MiB");
    }
    return new SourceText(file, text, text.lines().toList());
  }

  private static String decode(String file, byte[] bytes, int length, boolean whole)
      throws ScenarioException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer out = CharBuffer.allocate(length + 1);
    boolean malformed = decoder.decode(in, out, whole).isError();
    String text = out.flip().toString();
    if (malformed) {
      int at = in.position();
      refuseControlCharacters(file, text);
      throw new ScenarioException(
          positionAt(file, text, text.length()),
          "byte 0x%02x is not UTF-8; expected a text file".formatted(bytes[at] & 0xFF));
    }
    return text;
  }

  private static void refuseControlCharacters(String file, String text) throws ScenarioException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = c == '\n' || c == '\r' || c == '\t';
      if (c < ' ' && !blank || c == 0x7F || c == 0xFFFE || c == 0xFFFF) {
        throw new ScenarioException(
            positionAt(file, text, i),
            "control character U+%04X; expected a text file".formatted((int) c));
      }
    }
  }

  /** The position of a character. */
  private static Position positionAt(String file, String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Position(file, line, text.codePointCount(lineStart, offset) + 1);
  }
}
