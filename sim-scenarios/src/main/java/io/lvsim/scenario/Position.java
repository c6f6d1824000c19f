package io.lvsim.scenario;

/**
 * A place in a file; lines and columns count from 1.
 *
 * @param file as the user named it
 */
public record Position(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
