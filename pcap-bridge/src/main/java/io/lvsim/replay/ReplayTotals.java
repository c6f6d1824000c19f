package io.lvsim.replay;

/**
 * What became of several conversations together.
 *
 * @param unanswered how many got no answer
 * @param reset how many were reset
 * @param failed how many ICMP errors were about
 * @param answerBytes how many bytes of data came back
 * @param heldBack how many frames waited until the server had sent what they acknowledge
 * @param tooEarly how many acknowledged what the server did not send in time
 */
public record ReplayTotals(
    long conversations,
    long unanswered,
    long reset,
    long failed,
    long answerBytes,
    long heldBack,
    long tooEarly) {
  static final ReplayTotals NONE = new ReplayTotals(0, 0, 0, 0, 0, 0, 0);

  /** These and one more. */
  public ReplayTotals with(Conversation more) {
    return new ReplayTotals(
        conversations + 1,
        unanswered + (more.answers() == 0 ? 1 : 0),
        reset + (more.resets() > 0 ? 1 : 0),
        failed + (more.errors() > 0 ? 1 : 0),
        answerBytes + more.answerBytes(),
        heldBack + more.heldBack(),
        tooEarly + more.tooEarly());
  }
}
