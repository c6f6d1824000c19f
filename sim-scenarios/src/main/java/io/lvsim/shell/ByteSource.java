package io.lvsim.shell;

/** Where a command reads from: a file, a pipe, a here-document, nothing. */
public interface ByteSource {
  /**
   * Reads what is there; blocks in virtual time until there is something.
   *
   * @return the bytes, or an empty array at the end
   */
  byte[] read();

  /** Reads one line without its line end; null at the end. */
  @org.jspecify.annotations.Nullable
  String readLine();

  /** Reads to the end. */
  byte[] readAll();
}
