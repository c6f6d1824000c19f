package io.lvsim.replay;

/**
 * Something that came otherwise than expected.
 *
 * @param kind such as missing
 * @param captured which frame of the capture it comes from, from 1; 0 where that is not known
 * @param atNanos when it came, or was to come, after the replay's beginning
 * @param expectedNumber which frame of the prediction it is, from 1; 0 for none
 * @param observedNumber which frame of the watched interface's capture it is, from 1; 0 for none
 * @param what the packet
 * @param detail what differs, or where it was expected
 */
public record Mismatch(
    Kind kind,
    long captured,
    long atNanos,
    long expectedNumber,
    long observedNumber,
    String what,
    String detail) {
  /** What is wrong. */
  public enum Kind {
    MISSING,
    UNEXPECTED,
    DIFFERS
  }
}
