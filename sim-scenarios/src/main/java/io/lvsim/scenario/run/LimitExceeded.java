package io.lvsim.scenario.run;

/** A step asks for something that there is not, or took more than a run allows. */
public final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String limit;

  LimitExceeded(String limit) {
    super(limit, null, false, false);
    this.limit = limit;
  }

  /** Which limit, as a sentence. */
  public String limit() {
    return limit;
  }
}
