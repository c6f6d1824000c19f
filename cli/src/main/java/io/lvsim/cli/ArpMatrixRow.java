package io.lvsim.cli;

import java.util.List;

/**
 * What came of one setting.
 *
 * @param answeredBy who answered requests for the VIP, in the order of their first answers
 * @param firstCache whom the first client's neighbour cache has for the VIP at the end
 * @param secondCache whom the second client's has
 * @param served how many of the requests were answered with a page
 * @param roundDirector how many frames for the VIP reached a real server without the director
 */
record ArpMatrixRow(
    ArpSetting setting,
    List<String> answeredBy,
    String firstCache,
    String secondCache,
    int served,
    int roundDirector) {
  /** How many requests the two clients send together. */
  static final int REQUESTS = 11;

  /** All were served, and all by way of the director. */
  boolean works() {
    return served == REQUESTS && roundDirector == 0;
  }
}
