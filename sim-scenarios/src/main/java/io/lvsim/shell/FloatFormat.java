package io.lvsim.shell;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes floating-point numbers as C's printf(3) does, exactly rounded, half to even. */
public final class FloatFormat {
  private static final int DEFAULT_PRECISION = 6;

  private FloatFormat() {}

  /**
   * A number without its sign.
   *
   * @param value not below 0
   * @param kind one of {@code e E f F g G a A}
   * @param precision digits behind the point (g: digits in all); null for 6
   * @param alternative whether {@code #} keeps the zeros of g
   */
  public static String format(
      double value, char kind, @Nullable Integer precision, boolean alternative) {
    boolean upper = Character.isUpperCase(kind);
    String text;
    if (Double.isNaN(value)) {
      text = "nan";
    } else if (Double.isInfinite(value)) {
      text = "inf";
    } else {
      int digits = precision == null ? DEFAULT_PRECISION : precision;
      BigDecimal exact = new BigDecimal(value);
      text =
          switch (Character.toLowerCase(kind)) {
            case 'f' -> exact.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
            case 'e' -> scientific(exact, digits);
            case 'g' -> general(exact, digits == 0 ? 1 : digits, alternative);
            default -> Double.toHexString(value).replace(".0p", "p").replaceFirst("p(\\d)", "p+$1");
          };
    }
    return upper ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static String scientific(BigDecimal exact, int digits) {
    BigDecimal rounded = exact.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    String mantissa =
        rounded.movePointLeft(exponent).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return mantissa + String.format("e%c%02d", exponent < 0 ? '-' : '+', Math.abs(exponent));
  }

  private static String general(BigDecimal exact, int digits, boolean alternative) {
    BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    if (exponent < -4 || exponent >= digits) {
      String text = scientific(exact, digits - 1);
      int e = text.indexOf('e');
      return alternative ? text : withoutZeros(text.substring(0, e)) + text.substring(e);
    }
    String text =
        rounded
            .setScale(Math.max(0, digits - 1 - exponent), RoundingMode.HALF_EVEN)
            .toPlainString();
    return alternative ? text : withoutZeros(text);
  }

  private static int exponent(BigDecimal number) {
    return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
  }

  private static String withoutZeros(String text) {
    return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0+$", "");
  }
}
