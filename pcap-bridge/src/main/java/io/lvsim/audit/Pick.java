package io.lvsim.audit;

import org.jspecify.annotations.Nullable;

/** A SYN came to the director, which had to give the new connection to a server. */
final class Pick {
  final String file;
  final long director;
  final long atNanos;

  /** Whether it is surely a choice: the director can have had no connection of these ends. */
  final boolean sure;

  /** Where it was seen to go. */
  long server = Flow.NOBODY;

  @Nullable Evidence evidence;

  Pick(String file, long director, long atNanos, boolean sure) {
    this.file = file;
    this.director = director;
    this.atNanos = atNanos;
    this.sure = sure;
  }
}
