package io.lvsim.cli;

import java.nio.charset.StandardCharsets;

/** Names from scenarios as names of files. */
final class FileName {
  private static final int LENGTH_MAX = 100;

  private FileName() {}

  /** Letters, digits, dots, hyphens and underscores stay; runs of all else become a hyphen. */
  static String of(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|-+$", "");
    if (plain.isEmpty()) {
      int hash = java.util.Arrays.hashCode(name.getBytes(StandardCharsets.UTF_8));
      return "scenario-" + Integer.toHexString(hash);
    }
    return plain.length() > LENGTH_MAX ? plain.substring(0, LENGTH_MAX) : plain;
  }
}
