package io.lvsim.report.story;

/** How happenings are written: a number for the kind, then so many more numbers. */
enum HappeningCode {
  /** dt, frame, node, port. */
  SENT(4),
  /** dt, frame, node, port. */
  ARRIVED(4),
  /** dt, frame, node, code, reason, setting. */
  DECIDED(6),
  /** dt, node, table, key, value. */
  CHANGED(5),
  /** dt, node, table, key. */
  GONE(4),
  /** dt, node, prompt, line. */
  TYPED(4),
  /** dt, node, text. */
  SHOWN(3),
  /** dt, step. */
  STEP_BEGAN(2),
  /** dt, step. */
  STEP_ENDED(2);

  private static final HappeningCode[] ALL = values();

  /** How many numbers follow the kind. */
  final int width;

  HappeningCode(int width) {
    this.width = width;
  }

  static HappeningCode of(long number) {
    if (number < 0 || number >= ALL.length) {
      throw new IllegalArgumentException("there is no kind of happening " + number);
    }
    return ALL[(int) number];
  }
}
