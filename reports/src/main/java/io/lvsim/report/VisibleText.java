package io.lvsim.report;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text from elsewhere, made safe to show: what could steer a terminal or turn the writing direction
 * is shown escaped ({@code \x1b}), as are bytes that are not UTF-8 and halves of characters. Lines
 * and tabs stay.
 */
public final class VisibleText {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private byte[] unfinished = {};

  /** The next bytes of a stream; a character that is not whole yet comes with its rest. */
  public String next(byte[] bytes) {
    ByteBuffer in = ByteBuffer.allocate(unfinished.length + bytes.length);
    in.put(unfinished).put(bytes).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining());
    StringBuilder text = new StringBuilder(in.remaining());
    while (true) {
      CoderResult result = decoder.decode(in, out, false);
      append(text, out.flip());
      out.clear();
      if (!result.isError()) {
        break;
      }
      for (int i = 0; i < result.length(); i++) {
        text.append(hexadecimal(in.get() & 0xFF));
      }
    }
    unfinished = new byte[in.remaining()];
    in.get(unfinished);
    return text.toString();
  }

  /** What is left of a character that was never finished. */
  public String end() {
    StringBuilder text = new StringBuilder();
    for (byte b : unfinished) {
      text.append(hexadecimal(b & 0xFF));
    }
    unfinished = new byte[0];
    decoder.reset();
    return text.toString();
  }

  /** A whole text. */
  public static String of(CharSequence text) {
    StringBuilder visible = new StringBuilder(text.length());
    append(visible, text);
    return visible.toString();
  }

  /** A whole text that must stay on its line. */
  public static String lineOf(CharSequence text) {
    return of(text).replace("\n", "\\n").replace("\t", "\\t");
  }

  private static void append(StringBuilder visible, CharSequence text) {
    text.codePoints()
        .forEach(c -> {
          if (isHarmless(c)) {
            visible.appendCodePoint(c);
          } else if (c < 0x100) {
            visible.append(hexadecimal(c));
          } else {
            visible.append(String.format("\\u%04x", c));
          }
        });
  }

  /** Half a surrogate pair and U+FFFE are no characters; XML and UTF-8 have no place for them. */
  private static boolean isHarmless(int c) {
    if (c < 0x20) {
      return c == '\n' || c == '\t';
    }
    if ((c & 0xFFFE) == 0xFFFE) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static String hexadecimal(int value) {
    return "\\x" + Character.forDigit(value >> 4, 16) + Character.forDigit(value & 15, 16);
  }
}
