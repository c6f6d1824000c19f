package io.lvsim.audit;

/**
 * A frame that proves a finding.
 *
 * @param file the capture's name as it was given
 * @param frame its number in the file, from 1
 * @param atNanos nanoseconds since 1970
 * @param what it says
 */
public record Evidence(String file, long frame, long atNanos, String what) {}
