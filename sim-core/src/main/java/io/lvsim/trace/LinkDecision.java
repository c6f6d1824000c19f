package io.lvsim.trace;

/** What a port or a cable did with a frame. */
public sealed interface LinkDecision extends Decision {
  /** A frame was lost on its way. */
  record Lost(String cable, String why) implements LinkDecision {
    @Override
    public String code() {
      return "link-lost";
    }

    @Override
    public String reason() {
      return "lost the frame on " + cable + ": " + why;
    }
  }
}
