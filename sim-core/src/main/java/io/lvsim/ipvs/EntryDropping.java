package io.lvsim.ipvs;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.wire.Ipv4;
import java.util.BitSet;

/**
 * What drop_entry does each second: looks at 1/32 of the entries, chosen at random, and drops those
 * that are half open or idle (ip_vs_random_dropentry).
 */
final class EntryDropping {
  /** Buckets of the kernel's table (conn_tab_bits 12). */
  static final int BUCKETS = 4096;

  private static final int LOOKS = BUCKETS / 32;
  private static final int MOST_PACKETS = 8;
  private static final long IDLE_NANOS = Nanos.seconds(60);

  private final Connections connections;
  private final ConnectionTable table;
  private final TemplateTable templates;
  private final Random random;

  /** How many visits more until an idle entry with so many packets is dropped. */
  private final int[] visitsLeft = new int[MOST_PACKETS + 1];

  EntryDropping(Connections connections, Random random) {
    this.connections = connections;
    this.table = connections.table();
    this.templates = connections.templates();
    this.random = random;
  }

  void dropSome() {
    BitSet chosen = new BitSet(BUCKETS);
    for (int i = 0; i < LOOKS; i++) {
      chosen.set(random.nextInt() & BUCKETS - 1);
    }
    for (int row = 0; row < table.rowsUsed(); row++) {
      if (table.isLive(row) && chosen.get(bucket(table.client(row), table.clientPort(row)))) {
        visit(row);
      }
    }
    for (int row = 0; row < templates.rowsUsed(); row++) {
      if (templates.isLive(row) && chosen.get(bucket(templates.client(row), 0))) {
        visitTemplate(row);
      }
    }
  }

  private void visit(int row) {
    boolean drops =
        switch (table.binding(row).protocol) {
          case Ipv4.PROTOCOL_TCP -> dropsTcp(row);
          case Ipv4.PROTOCOL_SCTP -> dropsSctp(row);
          default -> isDueWhenIdle(row);
        };
    if (drops) {
      table.markDropped(row);
      connections.expireNow(row);
    }
  }

  private void visitTemplate(int row) {
    if (templates.controlled(row) == 0 && !templates.isAssured(row)) {
      templates.restart(row, 0);
    }
  }

  private boolean dropsTcp(int row) {
    return switch (table.state(row)) {
      case TcpStates.SYN_RECV, TcpStates.SYNACK -> true;
      case TcpStates.ESTABLISHED -> isDueWhenIdle(row);
      default -> false;
    };
  }

  private boolean dropsSctp(int row) {
    return switch (table.state(row)) {
      case SctpStates.INIT1, SctpStates.INIT -> true;
      case SctpStates.ESTABLISHED -> isDueWhenIdle(row);
      default -> false;
    };
  }

  /** todrop_entry: idle for a minute, few packets, and every n-th visit for n packets. */
  private boolean isDueWhenIdle(int row) {
    int packets = table.packets(row);
    if (!isIdle(row) || packets == 0 || packets > MOST_PACKETS) {
      return false;
    }
    if (--visitsLeft[packets] > 0) {
      return false;
    }
    visitsLeft[packets] = packets;
    return true;
  }

  private boolean isIdle(int row) {
    long sincePacket = connections.timeoutNanos(row) - table.expiresInNanos(row);
    return sincePacket >= IDLE_NANOS;
  }

  private static int bucket(int client, int port) {
    int mixed = (client * 0x9E3779B1 ^ port) * 0x85EBCA6B;
    return mixed >>> 20;
  }
}
