package io.lvsim.ipvs;

/** The states of an SCTP association as the director sees it (ip_vs_proto_sctp.c). */
final class SctpStates {
  static final int INIT1 = 1;
  static final int INIT = 2;
  static final int ESTABLISHED = 8;
  static final int SHUTDOWN_SENT = 9;
  static final int SHUTDOWN_RECEIVED = 10;
  static final int SHUTDOWN_ACK_SENT = 11;
  static final int CLOSED = 13;

  /** How many there are. */
  static final int COUNT = 14;

  static final int CHUNK_INIT = 1;
  static final int CHUNK_ABORT = 6;
  private static final int CHUNK_COOKIE_ECHO = 10;
  private static final int CHUNK_COOKIE_ACK = 11;

  private static final String[] NAMES = {
    "NONE",
    "INIT1",
    "INIT",
    "C-SENT",
    "C-REPLIED",
    "C-WAIT",
    "COOKIE",
    "C-ECHOED",
    "ESTABLISHED",
    "S-SENT",
    "S-RECEIVED",
    "S-ACK-SENT",
    "REJECTED",
    "CLOSED"
  };

  private static final String[] EVENTS = {
    "DATA", "INIT", "INIT-ACK", "COOKIE-ECHO", "COOKIE-ACK",
    "SHUTDOWN", "SHUTDOWN-ACK", "SHUTDOWN-COMPLETE", "ERROR", "ABORT"
  };

  /** The event of each chunk type from 0 to 14 (RFC 9260 section 3.2); others count as data. */
  private static final int[] EVENT_OF_CHUNK = {0, 1, 2, 0, 0, 0, 9, 5, 6, 8, 3, 4, 0, 0, 7};

  // Rows are the events in the order above, columns the states.
  private static final int[][][] TABLES = {
    rows( // INPUT
        "ES I1 IN CS CR CW CO CE ES SS SR SA RJ CL",
        "I1 IN IN CS CR CW CO CE ES SS SR SA IN IN",
        "CW CW CW CS CR CO CO CE ES SS SR SA RJ CL",
        "CR IN IN CR CR CW CO CE ES SS SR SA RJ CL",
        "ES I1 IN CS CR CW CO ES ES SS SR SA RJ CL",
        "SR I1 IN CS CR CW CO CE SR SS SR SA RJ CL",
        "CL IN IN CS CR CW CO CE ES CL SR CL RJ CL",
        "CL CL CL CS CR CW CO CE ES SS SR CL RJ CL",
        "CL I1 IN CS CR CW CO CL ES SS SR SA RJ CL",
        "CL CL CL CL CL RJ CL CL CL CL CL CL CL CL"),
    rows( // OUTPUT
        "ES I1 IN CS CR CW CO CE ES SS SR SA RJ CL",
        "CW CW CW CW CW CW CW CW ES CW CW CW CW CW",
        "CS CS CS CS CR CW CO CE ES SS SR SA RJ CL",
        "CE CE CE CE CE CE CE CE ES SS SR SA RJ CL",
        "ES ES ES ES ES ES ES ES ES SS SR SA RJ CL",
        "SS SS SS SS SS SS SS SS SS SS SR SA RJ CL",
        "SA SA SA SA SA CW CO CE ES SA SA SA RJ CL",
        "CL I1 IN CS CR CW CO CE ES SS SR SA RJ CL",
        "CL CL CL CL CL CW CO CE ES SS SR SA RJ CL",
        "CL RJ CL CL CL CL CL CL CL CL CL CL CL CL"),
    rows( // INPUT_ONLY
        "ES I1 IN CS CR ES CO CE ES SS SR SA RJ CL",
        "I1 IN IN IN IN IN CO CE ES SS SR SA IN IN",
        "CE CE CE CE CE CE CO CE ES SS SR SA RJ CL",
        "ES ES ES ES ES ES CO CE ES SS SR SA RJ CL",
        "ES I1 IN ES ES CW ES ES ES SS SR SA RJ CL",
        "SR I1 IN CS CR CW CO CE SR SS SR SA RJ CL",
        "CL IN IN CS CR CW CO CE CL CL SR CL RJ CL",
        "CL CL CL CL CL CW CO CE ES SS CL CL RJ CL",
        "CL I1 IN CS CR CW CO CE ES SS SR SA RJ CL",
        "CL CL CL CL CL RJ CL CL CL CL CL CL CL CL")
  };

  private SctpStates() {}

  /**
   * The state after a packet.
   *
   * @param first the type of its first chunk
   * @param second the type of its second chunk, -1 if there is none
   */
  static int next(int state, int direction, int first, int second) {
    return TABLES[direction][event(first, second)][state];
  }

  /** As ipvsadm -Lc shows a state. */
  static String name(int state) {
    return NAMES[state];
  }

  static String eventName(int first, int second) {
    return EVENTS[event(first, second)];
  }

  /** An ABORT bundled behind a cookie counts (set_sctp_state). */
  private static int event(int first, int second) {
    boolean cookie = first == CHUNK_COOKIE_ECHO || first == CHUNK_COOKIE_ACK;
    int chunk = cookie && second == CHUNK_ABORT ? CHUNK_ABORT : first;
    return chunk < EVENT_OF_CHUNK.length ? EVENT_OF_CHUNK[chunk] : 0;
  }

  private static int[][] rows(String... rows) {
    return StateNames.table("NO I1 IN CS CR CW CO CE ES SS SR SA RJ CL", rows);
  }
}
