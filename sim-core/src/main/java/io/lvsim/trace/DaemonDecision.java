package io.lvsim.trace;

/** What a daemon (ldirectord, httpd) found and did. */
public sealed interface DaemonDecision extends Decision {
  /** A request was dropped. */
  record Dropped(String why) implements DaemonDecision {
    @Override
    public String code() {
      return "daemon-dropped";
    }

    @Override
    public String reason() {
      return "dropped: " + why;
    }
  }
}
