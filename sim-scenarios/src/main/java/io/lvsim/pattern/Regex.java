package io.lvsim.pattern;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A POSIX regular expression with GNU's additions: the match is the one that begins first, and of
 * those the longest.
 */
public final class Regex {
  private final Pattern pattern;
  private final boolean alternatives;

  private Regex(Pattern pattern, boolean alternatives) {
    this.pattern = pattern;
    this.alternatives = alternatives;
  }

  /**
   * Reads a regular expression.
   *
   * @param extended ERE, as grep -E and sed -E have it; else BRE
   * @throws PatternException as regcomp(3) would say it
   */
  public static Regex of(String expression, boolean extended, boolean ignoreCase) {
    RegexTranslation translation = new RegexTranslation(expression, extended);
    String java = translation.run();
    int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    return new Regex(Pattern.compile(java, flags), translation.hasAlternatives());
  }

  /** One that stands for a text's own characters. */
  public static Regex literal(String text, boolean ignoreCase) {
    int flags = Pattern.LITERAL | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    return new Regex(Pattern.compile(text, flags), false);
  }

  /**
   * One of Perl's, as grep -P has it.
   *
   * @throws PatternException if it is none
   */
  public static Regex perl(String expression, boolean ignoreCase) {
    try {
      int flags = ignoreCase ? Pattern.CASE_INSENSITIVE : 0;
      return new Regex(Pattern.compile(expression, flags), false);
    } catch (java.util.regex.PatternSyntaxException wrong) {
      throw new PatternException(wrong.getDescription().toLowerCase(java.util.Locale.ROOT));
    }
  }

  /** How many groups it has. */
  public int groups() {
    return pattern.matcher("").groupCount();
  }

  /** Whether it matches somewhere in a text. */
  public boolean matchesIn(String text) {
    return find(text, 0) != null;
  }

  /**
   * The first match that begins at or behind a place.
   *
   * @return null for none
   * @throws PatternException when matching costs too much
   */
  public @Nullable Match find(String text, int from) {
    Matcher matcher = pattern.matcher(new GuardedText(text));
    try {
      if (!matcher.find(from)) {
        return null;
      }
      if (alternatives) {
        lengthen(matcher, text.length());
      }
      return new Match(matcher.toMatchResult());
    } catch (StackOverflowError tooDeep) {
      throw new PatternException("Regular expression too big");
    }
  }

  /** The match of a whole text; null if it is none. */
  public @Nullable Match matchWhole(String text) {
    Matcher matcher = pattern.matcher(new GuardedText(text));
    return matcher.matches() ? new Match(matcher.toMatchResult()) : null;
  }

  /** Whether exactly what lies between two places matches. */
  public boolean matchesBetween(String text, int start, int end) {
    Matcher matcher = pattern.matcher(new GuardedText(text));
    matcher.useAnchoringBounds(false).useTransparentBounds(true);
    return matcher.region(start, end).matches();
  }

  private static void lengthen(Matcher matcher, int length) {
    int start = matcher.start();
    int shortest = matcher.end();
    matcher.useAnchoringBounds(false).useTransparentBounds(true);
    for (int end = length; end > shortest; end--) {
      if (matcher.region(start, end).matches()) {
        return;
      }
    }
    matcher.region(start, shortest).matches();
  }

  /** Where a regular expression matched. */
  public record Match(java.util.regex.MatchResult result) {
    public int start() {
      return result.start();
    }

    public int end() {
      return result.end();
    }

    /** What a group matched, or null; group 0 is the whole match. */
    public @Nullable String group(int number) {
      return number <= result.groupCount() ? result.group(number) : null;
    }
  }
}
