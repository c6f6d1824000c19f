package io.lvsim.capture;

import java.util.List;

/**
 * One frame of a capture file.
 *
 * @param atNanos nanoseconds since 1970; {@link Long#MAX_VALUE} for a stamp that they cannot tell
 * @param interfaceNumber which of the file's interfaces, from 0
 * @param bytes what was kept of the frame; not to be changed
 * @param originalLength the frame's length on the wire in bytes, at least that of {@code bytes}
 * @param comments what the file says about this frame, in its order
 */
public record CapturedFrame(
    long atNanos,
    int interfaceNumber,
    Direction direction,
    @SuppressWarnings("ArrayRecordComponent") byte[] bytes,
    int originalLength,
    List<String> comments) {}
