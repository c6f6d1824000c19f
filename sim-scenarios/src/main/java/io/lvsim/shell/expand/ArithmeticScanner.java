package io.lvsim.shell.expand;

/** Cuts an arithmetic expression into tokens; positions and messages as in bash's expr.c. */
final class ArithmeticScanner {
  /** Kinds of tokens; an operator's text is in {@link #operator}. */
  enum Kind {
    END,
    NUMBER,
    NAME,
    OPERATOR
  }

  private static final String[] OPERATORS = {
    "<<=", ">>=", "==", "!=", "<=", ">=", "&&", "||", "<<", ">>", "**", "+=", "-=", "*=", "/=",
    "%=", "&=", "|=", "^=", "++", "--", "=", "<", ">", "+", "-", "*", "/", "%", "!", "(", ")", "?",
    ":", "&", "|", "^", "~", ","
  };

  private final String expression;
  private int position;
  private int tokenStart;
  private Kind kind = Kind.END;
  private Kind previous = Kind.END;
  private String operator = "";
  private String name = "";
  private String subscript = "";
  private boolean subscripted;
  private long number;
  private boolean beforeFirst = true;

  ArithmeticScanner(String expression) {
    this.expression = expression;
  }

  Kind kind() {
    return kind;
  }

  /** What came before the current token. */
  Kind previous() {
    return previous;
  }

  boolean is(String expected) {
    return kind == Kind.OPERATOR && operator.equals(expected);
  }

  String operator() {
    return operator;
  }

  String name() {
    return name;
  }

  /** The text between the brackets behind the name. */
  String subscript() {
    return subscript;
  }

  boolean subscripted() {
    return subscripted;
  }

  long number() {
    return number;
  }

  /** Behind the current token. */
  int position() {
    return position;
  }

  /** Moves to the next token. */
  void next() {
    previous = kind;
    while (position < expression.length() && isSpace(expression.charAt(position))) {
      position++;
    }
    if (position >= expression.length()) {
      kind = Kind.END;
      operator = "";
      return;
    }
    tokenStart = position;
    char c = expression.charAt(position);
    if (isNameStart(c)) {
      readName();
    } else if (c >= '0' && c <= '9') {
      readNumber();
    } else {
      readOperator();
    }
    beforeFirst = false;
  }

  /** An error at the current token; at the end, at the last one. */
  ExpansionError error(String message) {
    return errorAt(message, tokenStart);
  }

  /** An error at a position, blanks passed over. */
  ExpansionError errorAt(String message, int at) {
    String token = expression.substring(Math.min(at, expression.length()));
    return new ExpansionError(
        expression.stripLeading()
            + ": "
            + message
            + " (error token is \""
            + token.stripLeading()
            + "\")",
        false);
  }

  private void readName() {
    int start = position;
    while (position < expression.length()
        && (isNameStart(expression.charAt(position)) || isDigit(expression.charAt(position)))) {
      position++;
    }
    name = expression.substring(start, position);
    kind = Kind.NAME;
    operator = "";
    subscripted = position < expression.length() && expression.charAt(position) == '[';
    if (subscripted) {
      readSubscript();
    }
  }

  private void readSubscript() {
    int open = 0;
    int start = position + 1;
    do {
      if (position >= expression.length()) {
        throw error("bad array subscript");
      }
      char c = expression.charAt(position++);
      open += c == '[' ? 1 : c == ']' ? -1 : 0;
    } while (open > 0);
    subscript = expression.substring(start, position - 1);
  }

  private void readNumber() {
    int start = position;
    while (position < expression.length() && isNumberCharacter(expression.charAt(position))) {
      position++;
    }
    number = valueOf(expression.substring(start, position));
    kind = Kind.NUMBER;
    operator = "";
  }

  private long valueOf(String text) {
    int hash = text.indexOf('#');
    if (hash > 0) {
      int base = text.substring(0, hash).length() > 4 ? 99 : decimal(text.substring(0, hash));
      if (base < 2 || base > 64) {
        throw error("invalid arithmetic base");
      }
      if (hash == text.length() - 1) {
        throw error("invalid integer constant");
      }
      return digits(text.substring(hash + 1), base);
    }
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return digits(text.substring(2), 16);
    }
    return digits(text, text.startsWith("0") ? 8 : 10);
  }

  private int decimal(String text) {
    return (int) digits(text, 10);
  }

  private long digits(String text, int base) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = digit(text.charAt(i), base);
      if (digit < 0) {
        throw error("invalid number");
      }
      if (digit >= base) {
        throw error("value too great for base");
      }
      value = value * base + digit;
    }
    return value;
  }

  private static int digit(char c, int base) {
    if (isDigit(c)) {
      return c - '0';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + (base <= 36 ? 10 : 36);
    }
    return c == '@' ? 62 : c == '_' ? 63 : -1;
  }

  private void readOperator() {
    for (String candidate : OPERATORS) {
      if (expression.startsWith(candidate, position) && !isSignOnly(candidate)) {
        position += candidate.length();
        operator = candidate;
        kind = Kind.OPERATOR;
        return;
      }
    }
    boolean wantsOperand = beforeFirst || kind == Kind.OPERATOR;
    throw error(
        wantsOperand
            ? "syntax error: operand expected"
            : "syntax error: invalid arithmetic operator");
  }

  /** Whether ++ or -- here is two signs: neither behind a name nor before one. */
  private boolean isSignOnly(String candidate) {
    if (!candidate.equals("++") && !candidate.equals("--") || kind == Kind.NAME) {
      return false;
    }
    int after = position + 2;
    while (after < expression.length() && isSpace(expression.charAt(after))) {
      after++;
    }
    return after >= expression.length() || !isNameStart(expression.charAt(after));
  }

  private static boolean isNumberCharacter(char c) {
    return isDigit(c) || isNameStart(c) || c == '#' || c == '@';
  }

  private static boolean isNameStart(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }
}
