package io.lvsim.audit;

/**
 * A frame of one of the captures.
 *
 * @param file the capture's name
 * @param number in its file, from 1
 * @param place which interface of which file, from 0
 * @param linkType the registered number of the link layer
 * @param bytes what was kept of it
 */
record SeenFrame(
    String file,
    long number,
    long atNanos,
    int place,
    int linkType,
    @SuppressWarnings("ArrayRecordComponent") byte[] bytes) {

  Evidence proves(String what) {
    return new Evidence(file, number, atNanos, what);
  }
}
