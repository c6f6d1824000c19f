package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.trace.Decision;
import io.lvsim.trace.TraceListener;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the director says of its decisions, word for word. */
class DecisionsTest implements TraceListener {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int VIP = DirectorLab.VIP;

  private final DirectorLab lab = new DirectorLab();
  private final Ipvsadm ipvsadm = new Ipvsadm(lab.ipvs);
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    lab.platform.trace.add(this);
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    told.add(decision.code() + ": " + decision.reason());
  }

  @Test
  void aConnectionsLife() {
    ipvsadm.run("-A -t 192.168.2.188:80 -s wrr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g -w 2");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.192 -g -w 3");
    send(Tcp.SYN);
    send(Tcp.ACK);
    send(Tcp.FIN | Tcp.ACK);
    lab.pass(Nanos.seconds(126));
    String flow = "TCP 192.168.2.10:20001 -> 192.168.2.188:80";
    assertThat(told)
        .containsExactly(
            "ipvs-service-matched: "
                + flow
                + " belongs to the service TCP 192.168.2.188:80:"
                + " protocol, address and port are the service's",
            "ipvs-scheduled: wrr picked 192.168.2.192:80 for TCP 192.168.2.188:80:"
                + " weight 3 >= current weight 1",
            "ipvs-connection-made: made the connection "
                + flow
                + " to 192.168.2.192:80: the scheduler's choice",
            "ipvs-state-changed: " + flow + " went from NONE to SYN_RECV on SYN, timeout 60 s",
            forwarded(flow),
            "ipvs-connection-hit: "
                + flow
                + " belongs to the connection to 192.168.2.192:80 in state SYN_RECV",
            "ipvs-state-changed: "
                + flow
                + " went from SYN_RECV to ESTABLISHED on ACK, timeout 900 s",
            forwarded(flow),
            "ipvs-connection-hit: "
                + flow
                + " belongs to the connection to 192.168.2.192:80 in state ESTABLISHED",
            "ipvs-state-changed: "
                + flow
                + " went from ESTABLISHED to FIN_WAIT on FIN, timeout 120 s",
            forwarded(flow),
            "ipvs-connection-ended: removed the connection "
                + flow
                + " to 192.168.2.192:80 in state FIN_WAIT: its timer ran out");
  }

  @Test
  void aTemplatesLife() {
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr -p 5");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g");
    send(Tcp.SYN);
    lab.pass(Nanos.seconds(6));
    ipvsadm.run("-e -t 192.168.2.188:80 -r 192.168.2.191 -g -w 0");
    lab.ipvs.take(Frames.tcp(CLIENT, 20002, VIP, 80, Tcp.SYN), Frames.IP_AT, false, 0);
    ipvsadm.run("-d -t 192.168.2.188:80 -r 192.168.2.191");
    lab.ipvs.take(Frames.tcp(CLIENT, 20003, VIP, 80, Tcp.SYN), Frames.IP_AT, false, 0);
    send(Tcp.ACK);
    lab.pass(Nanos.seconds(200));
    String template = "the template TCP 192.168.2.10:0 -> 192.168.2.188:80";
    String to = " to 192.168.2.191:80";
    assertThat(told)
        .filteredOn(line -> line.startsWith("ipvs-template") || line.startsWith("ipvs-dropped"))
        .containsExactly(
            "ipvs-template-made: made " + template + to + " for 5 s",
            "ipvs-template-kept: kept "
                + template
                + to
                + " for 60 s more: it still controls 1 connection",
            "ipvs-template-hit: "
                + template
                + " leads"
                + to
                + ", although its weight is 0"
                + " (expire_quiescent_template = 0); its timer starts again with 60 s",
            "ipvs-template-invalidated: set "
                + template
                + to
                + " aside (port 65535): the server was removed from the service",
            "ipvs-dropped: dropped TCP 192.168.2.10:20001 -> 192.168.2.188:80: the real server"
                + " 192.168.2.191:80 was removed and expire_nodest_conn = 0; the entry's timer"
                + " runs on",
            "ipvs-template-ended: removed the template TCP 192.168.2.10:0 -> 192.168.2.188:65535"
                + to
                + ": its timer ran out");
    assertThat(told)
        .contains(
            "ipvs-no-destination: rr found no server of TCP 192.168.2.188:80 for TCP"
                + " 192.168.2.10:20003 -> 192.168.2.188:80: the service has no real server",
            "ipvs-refused: answered TCP 192.168.2.10:20003 -> 192.168.2.188:80 with ICMP port"
                + " unreachable: no real server can take it");
  }

  @Test
  void whyNobodyCouldTakeIt() {
    ipvsadm.run("-A -t 192.168.2.188:80 -s rr");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.191 -g -w 0");
    ipvsadm.run("-a -t 192.168.2.188:80 -r 192.168.2.192 -g -x 1");
    send(Tcp.SYN);
    lab.ipvs.take(Frames.tcp(CLIENT, 20002, VIP, 80, Tcp.SYN), Frames.IP_AT, false, 0);
    lab.ipvs.take(Frames.tcp(CLIENT, 20003, VIP, 80, Tcp.ACK), Frames.IP_AT, false, 0);
    lab.ipvs.take(Frames.tcp(CLIENT, 20004, VIP, 81, Tcp.SYN), Frames.IP_AT, false, 0);
    assertThat(told)
        .contains(
            "ipvs-overloaded: 192.168.2.192:80 takes no new connections: 1 >= upper threshold 1",
            "ipvs-no-destination: rr found no server of TCP 192.168.2.188:80 for TCP"
                + " 192.168.2.10:20002 -> 192.168.2.188:80: 192.168.2.192:80 is overloaded"
                + " (1 connections, upper threshold 1), 192.168.2.191:80 has weight 0",
            "ipvs-left-to-host: left TCP 192.168.2.10:20003 -> 192.168.2.188:80 to the host's own"
                + " stack: no connection is known, and without SYN it begins none"
                + " (sloppy_tcp = 0)",
            "ipvs-left-to-host: left TCP 192.168.2.10:20004 -> 192.168.2.188:81 to the host's own"
                + " stack: no virtual service has its mark, or its address and port");
  }

  private static String forwarded(String flow) {
    return "ipvs-forwarded: forwarded "
        + flow
        + " to 192.168.2.192:80 by direct routing:"
        + " destination MAC the MAC of 192.168.2.192, TTL now 63";
  }

  private void send(int flags) {
    lab.ipvs.take(Frames.tcp(CLIENT, 20001, VIP, 80, flags), Frames.IP_AT, false, 0);
  }
}
