package io.lvsim.ipvs;

import io.lvsim.engine.Jiffies;
import io.lvsim.engine.Simulation;
import io.lvsim.wire.Ipv4;

/** Whether backups are to be told of a connection or template now (ip_vs_sync_conn_needed). */
final class SyncNeed {
  private static final int TCP_STATES =
      1 << TcpStates.ESTABLISHED
          | 1 << TcpStates.FIN_WAIT
          | 1 << TcpStates.CLOSE
          | 1 << TcpStates.CLOSE_WAIT
          | 1 << TcpStates.TIME_WAIT;

  private static final int SCTP_STATES =
      1 << SctpStates.ESTABLISHED
          | 1 << SctpStates.SHUTDOWN_SENT
          | 1 << SctpStates.SHUTDOWN_RECEIVED
          | 1 << SctpStates.SHUTDOWN_ACK_SENT
          | 1 << SctpStates.CLOSED;

  /** The lowest bits of an end tick count repetitions. */
  private static final long REPETITIONS = 3;

  private static final long SHORTEST_DIFFERENCE = 10L * Jiffies.PER_SECOND;

  private final Simulation simulation;
  private final IpvsSysctls sysctls;
  private final Connections connections;
  private final SyncHistory ofConnections;
  private final SyncHistory ofTemplates;
  private String reason = "";

  SyncNeed(Simulation simulation, IpvsSysctls sysctls, Connections connections) {
    this.simulation = simulation;
    this.sysctls = sysctls;
    this.connections = connections;
    ofConnections = connections.table().startHistory();
    ofTemplates = connections.templates().startHistory();
  }

  /** Why the last answer was yes. */
  String reason() {
    return reason;
  }

  /**
   * Of a connection of which a packet has just passed.
   *
   * @param packets how many there were
   */
  boolean connection(int row, int packets) {
    ConnectionTable table = connections.table();
    boolean controlled = table.template(row) != ConnectionTable.NONE;
    if (controlled && sysctls.isOn(IpvsSetting.SYNC_PERSIST_MODE)) {
      return false;
    }
    int protocol = table.binding(row).protocol;
    int state = table.state(row);
    if (!isToldIn(protocol, state)) {
      return false;
    }
    boolean changed = hasStates(protocol) && state != ofConnections.toldState(row);
    long timeoutTicks = Jiffies.at(connections.timeoutNanos(row));
    if (changed && !isEstablished(protocol, state)) {
      reason = "its state has changed";
      ofConnections.setToldState(row, state);
      ofConnections.setEndTick(row, endTick(timeoutTicks));
      return true;
    }
    return isDue(ofConnections, row, timeoutTicks, packets, false, state);
  }

  /** Of a template of whose connections a packet has just passed. */
  boolean template(int row, int packets) {
    TemplateTable templates = connections.templates();
    long timeoutTicks = (long) templates.timeoutSeconds(row) * Jiffies.PER_SECOND;
    int state = templates.isAssured(row) ? 1 : 0;
    return isDue(ofTemplates, row, timeoutTicks, packets, true, state);
  }

  private boolean isDue(
      SyncHistory history, int row, long timeoutTicks, int packets, boolean isTemplate, int state) {
    long end = endTick(timeoutTicks);
    int refreshSeconds = sysctls.get(IpvsSetting.SYNC_REFRESH_PERIOD);
    if (refreshSeconds > 0) {
      end = refreshed(end, history.endTick(row), timeoutTicks, refreshSeconds);
      if (end < 0) {
        return false;
      }
    }
    if (!isTurn(packets, isTemplate, refreshSeconds)) {
      return false;
    }
    history.setToldState(row, state);
    history.setEndTick(row, end);
    return true;
  }

  /** The new end tick, or -1 if the timer has not moved enough for another message. */
  private long refreshed(long end, long before, long timeoutTicks, int refreshSeconds) {
    long refreshTicks = (long) refreshSeconds * Jiffies.PER_SECOND;
    long enough = Math.min(refreshTicks, Math.max(timeoutTicks >> 1, SHORTEST_DIFFERENCE));
    if (Math.abs(end - before) >= enough) {
      return end;
    }
    long repetitions = before & REPETITIONS;
    if (repetitions >= sysctls.get(IpvsSetting.SYNC_RETRIES)
        || now() < before - timeoutTicks + (refreshTicks >> 3)) {
      return -1;
    }
    return end | repetitions + 1;
  }

  private boolean isTurn(int packets, boolean isTemplate, int refreshSeconds) {
    int period = sysctls.syncPeriod();
    int threshold = sysctls.syncThreshold();
    boolean turn = period > 0 && packets % period == threshold;
    if (turn || period > 0 && isTemplate) {
      reason =
          isTemplate
              ? "a packet of its connections has passed"
              : "packet " + packets + " has passed";
      return true;
    }
    reason = "sync_refresh_period = " + refreshSeconds + " s have passed";
    return period <= 0 && (refreshSeconds > 0 || packets == threshold);
  }

  private long endTick(long timeoutTicks) {
    return now() + timeoutTicks & ~REPETITIONS;
  }

  private long now() {
    return Jiffies.at(simulation.now());
  }

  private static boolean hasStates(int protocol) {
    return protocol == Ipv4.PROTOCOL_TCP || protocol == Ipv4.PROTOCOL_SCTP;
  }

  private static boolean isToldIn(int protocol, int state) {
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> (TCP_STATES >> state & 1) != 0;
      case Ipv4.PROTOCOL_SCTP -> (SCTP_STATES >> state & 1) != 0;
      default -> true;
    };
  }

  private static boolean isEstablished(int protocol, int state) {
    return state
        == (protocol == Ipv4.PROTOCOL_TCP ? TcpStates.ESTABLISHED : SctpStates.ESTABLISHED);
  }
}
