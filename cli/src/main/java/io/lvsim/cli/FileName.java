package io.lvsim.cli;

import java.nio.charset.StandardCharsets;

/** Names from scenarios as names of files. */
final class FileName {
  private static final int LENGTH_MAX = 100;

  private FileName() {}

  /** {@code article-rr} of {@code built-in/article-rr.lvs.yaml}. */
  static String ofScenarioFile(String file) {
    String name = file.substring(file.replace('\\', '/').lastIndexOf('/') + 1);
    return of(name.replaceFirst("(\\.lvs)?\\.ya?ml$", ""));
  }

  /** Letters, digits, dots, hyphens and underscores stay; runs of all else become a hyphen. */
  static String of(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^[.-]+|-+$", "");
    if (plain.isEmpty()) {
      int hash = java.util.Arrays.hashCode(name.getBytes(StandardCharsets.UTF_8));
      return "scenario-" + Integer.toHexString(hash);
    }
    return plain.length() > LENGTH_MAX ? plain.substring(0, LENGTH_MAX) : plain;
  }
}
