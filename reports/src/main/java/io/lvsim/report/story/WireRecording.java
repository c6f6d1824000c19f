package io.lvsim.report.story;

import io.lvsim.engine.Simulation;
import io.lvsim.lab.Lab;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.report.story.StoryNode.StoryPort;
import io.lvsim.scenario.Scenario;
import io.lvsim.topology.LabBuilder;
import io.lvsim.topology.Topology;
import io.lvsim.topology.TopologyException;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The story of a lab of which only the machines' interfaces were recorded: a frame that comes in
 * somewhere is the last one of the same bytes that went out elsewhere. A switch between them passed
 * it on. What a frame came about by is known of packets that were passed on only: they are the same
 * but for their TTL and checksum.
 */
final class WireRecording implements Recording {
  private static final int TTL = 8;
  private static final int CHECKSUM = 10;

  /** One end of a cable. */
  private record End(String node, String port, boolean ofSwitch) {}

  private final int most;
  private final Map<String, End> ends = new LinkedHashMap<>();
  private final Map<String, End> peers = new LinkedHashMap<>();
  private final List<StoryFrame> frames = new ArrayList<>();
  private final List<Happening> onWires = new ArrayList<>();
  private final Map<ByteBuffer, Integer> lastOfBytes = new LinkedHashMap<>();
  private final Map<String, Map<ByteBuffer, Integer>> packetsAt = new LinkedHashMap<>();
  private final List<StoryNode> nodes;
  private final List<Happening> told;
  private int inAll;
  private long nowNanos;

  /**
   * @param told what is known of the beginning
   * @param most frames beyond so many are counted only
   */
  WireRecording(List<StoryNode> nodes, List<Happening> told, int most) {
    this.nodes = nodes;
    this.told = new ArrayList<>(told);
    this.most = most;
    for (StoryNode node : nodes) {
      for (StoryPort port : node.ports()) {
        String full = node.name() + "." + port.name();
        ends.put(full, new End(node.name(), port.name(), node.role() == Role.SWITCH));
      }
    }
    for (StoryNode node : nodes) {
      for (StoryPort port : node.ports()) {
        End peer = ends.get(port.peer());
        if (peer != null) {
          peers.put(node.name() + "." + port.name(), peer);
        }
      }
    }
  }

  /**
   * Of a scenario whose lab was recorded: its machines, switches and cables, and the addresses of
   * the beginning, are those of the topology.
   *
   * @return null if no lab can be built of it
   */
  static @Nullable WireRecording of(Scenario scenario, int most) {
    Topology topology = scenario.topology();
    if (topology == null) {
      return null;
    }
    try {
      Lab lab = LabBuilder.build(topology, new Simulation(scenario.seed()));
      List<Happening> beginning = new ArrayList<>();
      new LabTables(lab, beginning::add).settleAll(0);
      return new WireRecording(LabNodes.of(lab, topology.roles()), beginning, most);
    } catch (TopologyException e) {
      return null;
    }
  }

  /** Terminals say what they say now. */
  void goOn(long atNanos) {
    nowNanos = Math.max(nowNanos, atNanos);
  }

  @Override
  public void stepBegan(long atNanos, int number) {
    goOn(atNanos);
    told.add(new Happening.StepBegan(nowNanos, number));
  }

  @Override
  public void typed(String machine, String prompt, String line) {
    told.add(new Happening.Typed(nowNanos, machine, prompt, line));
  }

  @Override
  public void shown(String machine, String text) {
    told.add(new Happening.Shown(nowNanos, machine, text));
  }

  @Override
  public void stepEnded(long atNanos, int number) {
    goOn(atNanos);
    told.add(new Happening.StepEnded(nowNanos, number));
  }

  @Override
  public Seen seen() {
    return new Seen(0, nodes, List.copyOf(frames), inAll, happenings());
  }

  /** A frame passed an interface, such as {@code rs1.eth0}; times do not fall. */
  void frame(String interfaceName, long atNanos, boolean outgoing, byte[] bytes) {
    End end = ends.get(interfaceName);
    if (end == null) {
      return;
    }
    if (outgoing) {
      wentOut(end, peers.get(interfaceName), atNanos, bytes);
    } else {
      cameIn(end, peers.get(interfaceName), atNanos, bytes);
    }
  }

  private void wentOut(End from, @Nullable End peer, long at, byte[] bytes) {
    int number = first(from, at, bytes);
    if (number > 0 && peer != null && peer.ofSwitch()) {
      onWires.add(new Happening.Arrived(at, number, peer.node(), peer.port()));
    }
  }

  private void cameIn(End to, @Nullable End peer, long at, byte[] bytes) {
    Integer known = lastOfBytes.get(ByteBuffer.wrap(bytes));
    if (peer == null || known == null && inAll >= most) {
      return;
    }
    int number = known == null ? first(peer, at, bytes) : known;
    if (known != null && peer.ofSwitch()) {
      onWires.add(new Happening.Sent(at, number, peer.node(), peer.port()));
    }
    onWires.add(new Happening.Arrived(at, number, to.node(), to.port()));
    ByteBuffer packet = packet(bytes);
    if (packet != null) {
      packetsAt.computeIfAbsent(to.node(), node -> new LinkedHashMap<>()).put(packet, number);
    }
  }

  private int first(End from, long at, byte[] bytes) {
    inAll++;
    if (frames.size() >= most) {
      return 0;
    }
    int number = frames.size() + 1;
    frames.add(new StoryFrame(number, at, from.node(), from.port(), cause(from, bytes), bytes));
    onWires.add(new Happening.Sent(at, number, from.node(), from.port()));
    lastOfBytes.put(ByteBuffer.wrap(bytes), number);
    return number;
  }

  /** The frame in which the same packet came to the node; 0 for none. */
  private int cause(End from, byte[] bytes) {
    ByteBuffer packet = packet(bytes);
    Map<ByteBuffer, Integer> came = packetsAt.get(from.node());
    return packet == null || came == null ? 0 : came.getOrDefault(packet, 0);
  }

  /** An IPv4 packet without what those who pass it on change. */
  private static @Nullable ByteBuffer packet(byte[] bytes) {
    if (bytes.length < Ethernet.HEADER
        || Ethernet.type(bytes) != Ethernet.TYPE_IPV4
        || !Ipv4.isWellFormed(bytes, Ethernet.HEADER)) {
      return null;
    }
    byte[] packet = Arrays.copyOfRange(bytes, Ethernet.HEADER, bytes.length);
    packet[TTL] = 0;
    packet[CHECKSUM] = 0;
    packet[CHECKSUM + 1] = 0;
    return ByteBuffer.wrap(packet);
  }

  /**
   * What passed on the wires among what was told otherwise, both in the order of their times: at
   * one instant what begins comes before frames, and what ends behind them.
   */
  private List<Happening> happenings() {
    List<Happening> all = new ArrayList<>(told.size() + onWires.size());
    int next = 0;
    for (Happening happening : told) {
      boolean last =
          happening instanceof Happening.StepEnded || happening instanceof Happening.Shown;
      while (next < onWires.size() && isBefore(onWires.get(next), happening, last)) {
        all.add(onWires.get(next++));
      }
      all.add(happening);
    }
    all.addAll(onWires.subList(next, onWires.size()));
    return List.copyOf(all);
  }

  private static boolean isBefore(Happening frame, Happening told, boolean orAt) {
    return orAt ? frame.atNanos() <= told.atNanos() : frame.atNanos() < told.atNanos();
  }
}
