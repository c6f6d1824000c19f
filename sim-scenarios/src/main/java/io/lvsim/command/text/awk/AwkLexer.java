package io.lvsim.command.text.awk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a program into tokens. */
final class AwkLexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          "BEGIN",
          "END",
          "function",
          "func",
          "if",
          "else",
          "while",
          "for",
          "do",
          "break",
          "continue",
          "next",
          "exit",
          "return",
          "delete",
          "in",
          "getline",
          "print",
          "printf");

  static final Set<String> BUILTINS =
      Set.of(
          "length",
          "substr",
          "index",
          "split",
          "sub",
          "gsub",
          "match",
          "sprintf",
          "sin",
          "cos",
          "atan2",
          "exp",
          "log",
          "sqrt",
          "int",
          "rand",
          "srand",
          "tolower",
          "toupper",
          "system",
          "close",
          "fflush",
          "strftime",
          "systime");

  private static final String[] OPERATORS = {
    "**=", "&&", "||", "==", "<=", ">=", "!=", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", ">>",
    "!~", "**", "{", "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", ">", "<",
    "|", "?", ":", "~", "$", "="
  };

  private final String source;
  private final List<AwkToken> tokens = new ArrayList<>();
  private int position;
  private int line = 1;

  private AwkLexer(String source) {
    this.source = source;
  }

  static List<AwkToken> tokens(String source) {
    AwkLexer lexer = new AwkLexer(source);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.add(AwkToken.Kind.END, "");
    return lexer.tokens;
  }

  /** Passes over blanks, comments and continued line ends; false at the end. */
  private boolean skipBlanks() {
    while (position < source.length()) {
      char c = source.charAt(position);
      if (c == '#') {
        while (position < source.length() && source.charAt(position) != '\n') {
          position++;
        }
      } else if (c == '\\' && source.startsWith("\n", position + 1)) {
        position += 2;
        line++;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        position++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void next() {
    char c = source.charAt(position);
    if (c == '\n') {
      position++;
      add(AwkToken.Kind.NEWLINE, "\n");
      line++;
    } else if (c == '"') {
      string();
    } else if (c == '/' && regexMayBegin()) {
      regex();
    } else if (Character.isDigit(c) || c == '.' && isDigit(position + 1)) {
      number();
    } else if (Character.isLetter(c) || c == '_') {
      word();
    } else {
      operator(c);
    }
  }

  /** Whether a slash divides here, or begins a regular expression. */
  private boolean regexMayBegin() {
    if (tokens.isEmpty()) {
      return true;
    }
    AwkToken last = tokens.getLast();
    return switch (last.kind()) {
      case NUMBER, STRING, NAME, BUILTIN, REGEX -> false;
      case OPERATOR -> !Set.of(")", "]", "$", "++", "--").contains(last.text());
      default -> true;
    };
  }

  private void string() {
    StringBuilder text = new StringBuilder();
    position++;
    while (position < source.length() && source.charAt(position) != '"') {
      char c = source.charAt(position++);
      if (c == '\n') {
        throw new AwkException("line " + line + ": runaway string constant \"" + text + " ...");
      }
      if (c == '\\' && position < source.length()) {
        escape(source.charAt(position++), text);
      } else {
        text.append(c);
      }
    }
    if (position >= source.length()) {
      throw new AwkException("line " + line + ": runaway string constant \"" + text + " ...");
    }
    position++;
    add(AwkToken.Kind.STRING, text.toString());
  }

  private void escape(char kind, StringBuilder text) {
    switch (kind) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'a' -> text.append('\007');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'v' -> text.append('\013');
      case '\\', '"' -> text.append(kind);
      case '/' -> text.append('/');
      case '\n' -> line++;
      default -> {
        if (kind >= '0' && kind <= '7') {
          octal(text);
        } else {
          text.append('\\').append(kind);
        }
      }
    }
  }

  private void octal(StringBuilder text) {
    int value = 0;
    int start = --position;
    while (position < source.length()
        && position - start < 3
        && Character.digit(source.charAt(position), 8) >= 0) {
      value = value * 8 + Character.digit(source.charAt(position++), 8);
    }
    text.append((char) (value & 0xff));
  }

  private void regex() {
    StringBuilder text = new StringBuilder();
    position++;
    boolean bracket = false;
    while (position < source.length() && (source.charAt(position) != '/' || bracket)) {
      char c = source.charAt(position++);
      if (c == '\n') {
        break;
      }
      if (c == '\\' && source.startsWith("/", position)) {
        text.append(source.charAt(position++));
        continue;
      }
      if (c == '\\' && position < source.length()) {
        text.append(c).append(source.charAt(position++));
        continue;
      }
      bracket = c == '[' || bracket && c != ']';
      text.append(c);
    }
    if (!source.startsWith("/", position)) {
      throw new AwkException("line " + line + ": runaway regular expression /" + text + " ...");
    }
    position++;
    add(AwkToken.Kind.REGEX, text.toString());
  }

  private void number() {
    int start = position;
    while (isDigit(position) || source.startsWith(".", position)) {
      position++;
    }
    if (position < source.length() && "eE".indexOf(source.charAt(position)) >= 0) {
      int sign = position + 1;
      if (sign < source.length() && "+-".indexOf(source.charAt(sign)) >= 0) {
        sign++;
      }
      if (isDigit(sign)) {
        position = sign;
        while (isDigit(position)) {
          position++;
        }
      }
    }
    add(AwkToken.Kind.NUMBER, source.substring(start, position));
  }

  private boolean isDigit(int at) {
    return at < source.length() && Character.isDigit(source.charAt(at));
  }

  private void word() {
    int start = position;
    while (position < source.length()
        && (Character.isLetterOrDigit(source.charAt(position)) || source.charAt(position) == '_')) {
      position++;
    }
    String word = source.substring(start, position);
    if (KEYWORDS.contains(word)) {
      add(AwkToken.Kind.KEYWORD, word.equals("func") ? "function" : word);
    } else {
      add(BUILTINS.contains(word) ? AwkToken.Kind.BUILTIN : AwkToken.Kind.NAME, word);
    }
  }

  private void operator(char c) {
    for (String operator : OPERATORS) {
      if (source.startsWith(operator, position)) {
        position += operator.length();
        String meant = operator.equals("**") ? "^" : operator.equals("**=") ? "^=" : operator;
        add(AwkToken.Kind.OPERATOR, meant);
        return;
      }
    }
    throw new AwkException(line + ": unexpected character '" + c + "'");
  }

  private void add(AwkToken.Kind kind, String text) {
    tokens.add(new AwkToken(kind, text, line, source.startsWith("(", position)));
  }
}
