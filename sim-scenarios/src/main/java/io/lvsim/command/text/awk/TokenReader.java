package io.lvsim.command.text.awk;

import java.util.List;

/** The tokens of a program, and how far they have been read. */
final class TokenReader {
  /** How deep a program may be nested. */
  private static final int MAXIMUM_DEPTH = 200;

  private final List<AwkToken> tokens;
  private int position;
  private int depth;

  TokenReader(List<AwkToken> tokens) {
    this.tokens = tokens;
  }

  AwkToken peek() {
    return tokens.get(position);
  }

  AwkToken peekSecond() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  AwkToken take() {
    AwkToken token = tokens.get(position);
    if (position < tokens.size() - 1) {
      position++;
    }
    return token;
  }

  boolean take(String operator) {
    if (peek().is(operator)) {
      take();
      return true;
    }
    return false;
  }

  void expect(String operator) {
    if (!take(operator)) {
      throw unexpected();
    }
  }

  String expectName() {
    if (!peek().isOf(AwkToken.Kind.NAME)) {
      throw unexpected();
    }
    return take().text();
  }

  void skipNewlines() {
    while (peek().isOf(AwkToken.Kind.NEWLINE)) {
      take();
    }
  }

  /** Passes over line ends and semicolons. */
  void skipTerminators() {
    while (peek().isOf(AwkToken.Kind.NEWLINE) || peek().is(";")) {
      take();
    }
  }

  AwkException unexpected() {
    return new AwkException(
        "line " + peek().line() + ": syntax error at or near " + peek().shown());
  }

  int position() {
    return position;
  }

  void reset(int earlier) {
    position = earlier;
  }

  void enter() {
    if (++depth > MAXIMUM_DEPTH) {
      throw new AwkException("line " + peek().line() + ": program nested too deeply");
    }
  }

  void leave() {
    depth--;
  }
}
