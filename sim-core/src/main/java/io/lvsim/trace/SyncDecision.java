package io.lvsim.trace;

/**
 * What the connection synchronisation of two directors did. Connections and servers are written as
 * in {@link IpvsDecision}.
 */
public sealed interface SyncDecision extends Decision {

  /** A daemon begins or ends. */
  record Daemon(String role, String group, String interfaceName, boolean started)
      implements SyncDecision {
    @Override
    public String code() {
      return started ? "sync-started" : "sync-stopped";
    }

    @Override
    public String reason() {
      return (started ? "started" : "stopped")
          + " the "
          + role
          + " synchronisation daemon for "
          + group
          + " on "
          + interfaceName;
    }
  }

  /** An entry is put into the message that goes out next. */
  record Noted(String entry, String server, String state, String why) implements SyncDecision {
    @Override
    public String code() {
      return "sync-noted";
    }

    @Override
    public String reason() {
      return "noted for the backups: "
          + entry
          + " to "
          + server
          + " in state "
          + state
          + ": "
          + why;
    }
  }

  /** A message goes out. */
  record Sent(String group, int entries, int bytes) implements SyncDecision {
    @Override
    public String code() {
      return "sync-sent";
    }

    @Override
    public String reason() {
      return "sent " + count(entries) + " in " + bytes + " bytes to " + group;
    }
  }

  /** A message is not sent, and what it says is lost. */
  record Lost(int entries, String why) implements SyncDecision {
    @Override
    public String code() {
      return "sync-lost";
    }

    @Override
    public String reason() {
      return "lost " + count(entries) + " for the backups: " + why;
    }
  }

  /** A backup has an entry from now on, or another state of it. */
  record Taken(String entry, String server, String state, int timeoutSeconds, boolean isNew)
      implements SyncDecision {
    @Override
    public String code() {
      return isNew ? "sync-made" : "sync-updated";
    }

    @Override
    public String reason() {
      return (isNew ? "made " : "updated ")
          + entry
          + " to "
          + server
          + " as another director tells: state "
          + state
          + ", timeout "
          + timeoutSeconds
          + " s";
    }
  }

  /** A backup leaves a message or an entry alone. */
  record Ignored(String what, String why) implements SyncDecision {
    @Override
    public String code() {
      return "sync-ignored";
    }

    @Override
    public String reason() {
      return "ignored " + what + ": " + why;
    }
  }

  private static String count(int entries) {
    return entries + (entries == 1 ? " entry" : " entries");
  }
}
