package io.lvsim.ipvs;

import io.lvsim.wire.Ipv4;

/** Moves connections from state to state as packets pass (ip_vs_set_state). */
final class ConnectionStates {
  private final ConnectionTable table;
  private final TemplateTable templates;
  private final Timeouts timeouts;
  private final EntryTelling telling;
  private boolean secureTcp;

  ConnectionStates(Connections connections, Timeouts timeouts) {
    this.table = connections.table();
    this.templates = connections.templates();
    this.telling = connections.telling();
    this.timeouts = timeouts;
  }

  /** Whether the tables of secure_tcp hold. */
  void setSecureTcp(boolean on) {
    secureTcp = on;
  }

  /**
   * A packet of a connection passes: its state follows, and its timer starts again.
   *
   * @param isReply whether it comes from the real server
   */
  void packetPassed(int row, Packet packet, boolean isReply) {
    int state = table.state(row);
    int next =
        switch (packet.protocol()) {
          case Ipv4.PROTOCOL_TCP ->
              TcpStates.next(state, direction(row, isReply), packet.tcpFlags(), secureTcp);
          case Ipv4.PROTOCOL_SCTP ->
              packet.sctpChunk(0) < 0
                  ? state
                  : SctpStates.next(
                      state, direction(row, isReply), packet.sctpChunk(0), packet.sctpChunk(1));
          default -> state;
        };
    if (next != state) {
      change(row, packet, state, next);
    }
    if (packet.isUdp() && isReply) {
      assureTemplate(row);
    }
    table.restart(row, timeouts.nanos(packet.protocol(), next));
  }

  /** As ipvsadm -Lc shows a connection's state. */
  static String name(int protocol, int state) {
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> TcpStates.name(state);
      case Ipv4.PROTOCOL_SCTP -> SctpStates.name(state);
      case Ipv4.PROTOCOL_UDP -> "UDP";
      default -> "NONE";
    };
  }

  /** How many states a protocol has; 0 if it is not balanced (num_states). */
  static int count(int protocol) {
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> TcpStates.COUNT;
      case Ipv4.PROTOCOL_SCTP -> SctpStates.COUNT;
      case Ipv4.PROTOCOL_UDP, Packet.PROTOCOL_AH, Packet.PROTOCOL_ESP -> 1;
      default -> 0;
    };
  }

  /** A reply that passes shows that replies do pass, from then on. */
  private int direction(int row, boolean isReply) {
    if (isReply) {
      table.clearWithoutOutput(row);
      return Direction.OUTPUT.ordinal();
    }
    return (table.isWithoutOutput(row) ? Direction.INPUT_ONLY : Direction.INPUT).ordinal();
  }

  private void change(int row, Packet packet, int from, int to) {
    int protocol = table.binding(row).protocol;
    table.setState(row, to);
    boolean active = isActive(protocol, to);
    if (active == table.isInactive(row)) {
      table.setInactive(row, !active);
      if (active) {
        table.server(row).becomesActive();
      } else {
        table.server(row).becomesInactive();
      }
    }
    if (isEstablished(protocol, to)) {
      assureTemplate(row);
    }
    if (telling.on()) {
      telling.stateChanged(row, from, to, event(packet), timeouts.seconds(protocol, to));
    }
  }

  private void assureTemplate(int row) {
    int template = table.template(row);
    if (template != ConnectionTable.NONE) {
      templates.assure(template);
    }
  }

  private static boolean isActive(int protocol, int state) {
    return protocol == Ipv4.PROTOCOL_TCP
        ? TcpStates.isActive(state)
        : state == SctpStates.ESTABLISHED;
  }

  private static boolean isEstablished(int protocol, int state) {
    return protocol == Ipv4.PROTOCOL_TCP
        ? state == TcpStates.ESTABLISHED
        : state == SctpStates.ESTABLISHED;
  }

  private static String event(Packet packet) {
    return packet.isTcp()
        ? TcpStates.eventName(packet.tcpFlags())
        : SctpStates.eventName(packet.sctpChunk(0), packet.sctpChunk(1));
  }
}
