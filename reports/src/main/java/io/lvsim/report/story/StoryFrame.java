package io.lvsim.report.story;

/**
 * A frame, from the node that made it to everyone it reached unchanged.
 *
 * @param number from 1, in the order of sending
 * @param cause the number of the frame that its sender was dealing with; 0 where a timer or a
 *     program was the cause
 * @param bytes without the check sequence; not to be changed
 */
public record StoryFrame(
    int number, long atNanos, String node, String port, int cause, byte[] bytes) {}
