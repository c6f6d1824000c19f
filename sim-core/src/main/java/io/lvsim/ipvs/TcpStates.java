package io.lvsim.ipvs;

import io.lvsim.wire.Tcp;

/** The states of a TCP connection as the director sees it (ip_vs_proto_tcp.c). */
final class TcpStates {
  static final int NONE = 0;
  static final int ESTABLISHED = 1;
  static final int SYN_SENT = 2;
  static final int SYN_RECV = 3;
  static final int FIN_WAIT = 4;
  static final int TIME_WAIT = 5;
  static final int CLOSE = 6;
  static final int CLOSE_WAIT = 7;
  static final int LAST_ACK = 8;
  static final int LISTEN = 9;
  static final int SYNACK = 10;

  /** How many there are. */
  static final int COUNT = 11;

  private static final String[] NAMES = {
    "NONE",
    "ESTABLISHED",
    "SYN_SENT",
    "SYN_RECV",
    "FIN_WAIT",
    "TIME_WAIT",
    "CLOSE",
    "CLOSE_WAIT",
    "LAST_ACK",
    "LISTEN",
    "SYNACK"
  };

  // In the tables a row is an event, a column the present state.
  private static final byte[] NORMAL =
      flat(
          rows( // INPUT
              "SR ES ES SR SR SR SR SR SR SR SR",
              "CL CW SS TW TW TW CL CW LA LI TW",
              "ES ES SS ES FW TW CL CW CL LI ES",
              "CL CL CL SR CL CL CL CL LA LI SR"),
          rows( // OUTPUT
              "SS ES SS SR SS SS SS SS SS LI SR",
              "TW FW SS TW FW TW CL TW LA LI TW",
              "ES ES SS ES FW TW CL CW LA ES ES",
              "CL CL SS CL CL TW CL CL CL CL CL"),
          rows( // INPUT_ONLY
              "SR ES ES SR SR SR SR SR SR SR SR",
              "CL FW SS TW FW TW CL CW LA LI TW",
              "ES ES SS ES FW TW CL CW CL LI ES",
              "CL CL CL SR CL CL CL CL LA LI CL"));

  private static final byte[] SECURE =
      flat(
          rows( // INPUT
              "SR ES ES SR SR SR SR SR SR SR SA",
              "CL CW SS TW TW TW CL CW LA LI SA",
              "ES ES SS SR FW TW CL CW CL LI SA",
              "CL CL CL SR CL CL CL CL LA LI CL"),
          rows( // OUTPUT
              "SS ES SS SA SS SS SS SS SS LI SA",
              "TW FW SS TW FW TW CL TW LA LI TW",
              "ES ES SS ES FW TW CL CW LA ES ES",
              "CL CL SS CL CL TW CL CL CL CL CL"),
          rows( // INPUT_ONLY
              "SA ES ES SR SA SA SA SA SA SA SA",
              "CL FW SS TW FW TW CL CW LA LI TW",
              "ES ES SS ES FW TW CL CW CL LI ES",
              "CL CL CL SR CL CL CL CL LA LI CL"));

  /** The event of each combination of FIN, SYN, RST, PSH and ACK. */
  private static final byte[] EVENTS = events();

  private static final int FLAGS = Tcp.FIN | Tcp.SYN | Tcp.RST | Tcp.PSH | Tcp.ACK;

  private TcpStates() {}

  /**
   * The state after a packet.
   *
   * @param direction {@link Direction#ordinal}
   * @param flags of the TCP header; RST counts before SYN, FIN and ACK; none of them closes
   * @param secure whether the tables of secure_tcp hold
   */
  static int next(int state, int direction, int flags, boolean secure) {
    int event = event(flags);
    return event < 0 ? CLOSE : (secure ? SECURE : NORMAL)[direction << 6 | event << 4 | state];
  }

  /** Whether a connection counts as active in a state (tcp_state_active). */
  static boolean isActive(int state) {
    return state == ESTABLISHED || state == SYN_SENT || state == SYN_RECV || state == SYNACK;
  }

  /** As ipvsadm -Lc shows a state. */
  static String name(int state) {
    return NAMES[state];
  }

  /** What a packet's flags mean to the tables, for people. */
  static String eventName(int flags) {
    return switch (event(flags)) {
      case 0 -> "SYN";
      case 1 -> "FIN";
      case 2 -> "ACK";
      case 3 -> "RST";
      default -> "no flag";
    };
  }

  private static int event(int flags) {
    return EVENTS[flags & FLAGS];
  }

  /** RST counts before SYN, FIN and ACK. */
  private static byte[] events() {
    byte[] events = new byte[FLAGS + 1];
    for (int flags = 0; flags < events.length; flags++) {
      events[flags] = (byte) eventOf(flags);
    }
    return events;
  }

  private static int eventOf(int flags) {
    if ((flags & Tcp.RST) != 0) {
      return 3;
    }
    if ((flags & Tcp.SYN) != 0) {
      return 0;
    }
    if ((flags & Tcp.FIN) != 0) {
      return 1;
    }
    return (flags & Tcp.ACK) != 0 ? 2 : -1;
  }

  /** Four rows of a direction, of 16 places each, behind those of the one before. */
  private static byte[] flat(int[][]... directions) {
    byte[] flat = new byte[directions.length << 6];
    for (int direction = 0; direction < directions.length; direction++) {
      for (int event = 0; event < directions[direction].length; event++) {
        for (int state = 0; state < COUNT; state++) {
          flat[direction << 6 | event << 4 | state] = (byte) directions[direction][event][state];
        }
      }
    }
    return flat;
  }

  private static int[][] rows(String... rows) {
    return StateNames.table("NO ES SS SR FW TW CL CW LA LI SA", rows);
  }
}
