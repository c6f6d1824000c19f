package io.lvsim.report.story;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every frame a number. A switch passes on the very array that it got, and who changes a
 * frame sends another array: so an array is a frame, and what a node sends while it deals with
 * another frame is because of that.
 */
final class FrameNumbers {
  private final int most;
  private final List<StoryFrame> frames = new ArrayList<>();
  private final Map<byte[], Integer> byArray = new IdentityHashMap<>();
  private final Map<String, Integer> atHand = new LinkedHashMap<>();
  private final Map<String, Integer> lastSent = new LinkedHashMap<>();
  private int inAll;

  /**
   * @param most frames beyond so many have the number 0
   */
  FrameNumbers(int most) {
    this.most = most;
  }

  /** A node has got a frame, and deals with it. */
  int arrived(String node, byte[] bytes) {
    int number = byArray.getOrDefault(bytes, 0);
    atHand.put(node, number);
    return number;
  }

  /** A node is done with the frame it got. */
  void handled(String node) {
    atHand.remove(node);
  }

  /** A node sends a frame; the same as before if it passes on what it got. */
  int sent(long atNanos, String node, String port, byte[] bytes) {
    Integer known = byArray.get(bytes);
    int number = known != null ? known : first(atNanos, node, port, bytes);
    lastSent.put(node, number);
    return number;
  }

  private int first(long atNanos, String node, String port, byte[] bytes) {
    inAll++;
    if (frames.size() >= most) {
      return 0;
    }
    int number = frames.size() + 1;
    frames.add(new StoryFrame(number, atNanos, node, port, atHand(node), bytes));
    byArray.put(bytes, number);
    return number;
  }

  /** The number of the frame that a node deals with; 0 for none. */
  int atHand(String node) {
    return atHand.getOrDefault(node, 0);
  }

  /** The number of the frame that a node sent last; 0 for none. */
  int lastSent(String node) {
    return lastSent.getOrDefault(node, 0);
  }

  List<StoryFrame> frames() {
    return frames;
  }

  /** How many frames were sent, with and without a number. */
  int inAll() {
    return inAll;
  }
}
