package io.lvsim.audit;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
  /** Worth knowing; nothing is wrong with the cluster. */
  NOTE,
  /** Works against what the configuration means. */
  WARNING,
  /** Connections fail, or go where they must not. */
  ERROR;

  /** In small letters, as SARIF's levels are. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
