package io.lvsim.scenario.run;

/** A step took more than a run allows. */
final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String limit;

  LimitExceeded(String limit) {
    super(limit, null, false, false);
    this.limit = limit;
  }

  /** Which limit, as a sentence. */
  String limit() {
    return limit;
  }
}
