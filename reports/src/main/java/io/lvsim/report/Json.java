package io.lvsim.report;

import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.core.util.MinimalPrettyPrinter;

/**
 * Writes JSON that any reader takes and no terminal obeys, whatever the text: what steers a
 * terminal or turns the writing direction is escaped ({@code \\u009b}), and half a surrogate pair,
 * which is no character, becomes U+FFFD. Closing it leaves the writer open.
 */
public final class Json {
  private Json() {}

  /** A document over several lines. */
  public static JsonGenerator pretty(Writer to) {
    return generator(to, new DefaultPrettyPrinter());
  }

  /** Objects that begin on a line each; the last line is not ended. */
  public static JsonGenerator lines(Writer to) {
    return generator(to, new MinimalPrettyPrinter("\n"));
  }

  private static JsonGenerator generator(Writer to, PrettyPrinter printer) {
    ObjectWriteContext context =
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return printer;
          }
        };
    JsonFactory factory =
        JsonFactory.builder()
            .characterEscapes(new TerminalEscapes())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    return new WellFormed(factory.createGenerator(context, to));
  }

  private static String wellFormed(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> whole.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
    return whole.toString();
  }

  /** Strings and names without halves of characters. */
  private static final class WellFormed extends JsonGeneratorDelegate {
    WellFormed(JsonGenerator to) {
      super(to);
    }

    @Override
    public JsonGenerator writeString(String text) {
      super.writeString(wellFormed(text));
      return this;
    }

    @Override
    public JsonGenerator writeName(String name) {
      super.writeName(wellFormed(name));
      return this;
    }
  }

  /** Escapes more than JSON asks for. */
  private static final class TerminalEscapes extends CharacterEscapes {
    @java.io.Serial private static final long serialVersionUID = 1L;

    private static final int DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] escapes = standardAsciiEscapesForJSON();
      escapes[DELETE] = ESCAPE_STANDARD;
      return escapes;
    }

    @Override
    @SuppressWarnings("NullAway") // null stands for: as it is
    public SerializableString getEscapeSequence(int c) {
      return switch (Character.getType(c)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            new SerializedString(String.format("\\u%04x", c));
        default -> null;
      };
    }
  }
}
