package io.lvsim.daemon.ldirectord;

/** What Perl's die does: ends ldirectord, or the reload that it happens in. */
final class Died extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Died(String message) {
    super(message, null, false, false);
  }
}
