package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.chart.ChartData.Strip;
import io.lvsim.report.story.Happening;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Frames for a virtual address that reached a real server without the director: IPv4 packets
 * addressed to the server's MAC whose source MAC is not a director's, as {@code check: bypassed}
 * counts them.
 */
final class BypassSeries implements Series {
  private final Story story;
  private final LabFacts facts;
  private final TimeScale scale;
  private final Bins bins;
  private final TreeSet<String> servers = new TreeSet<>();

  BypassSeries(Story story, LabFacts facts, TimeScale scale) {
    this.story = story;
    this.facts = facts;
    this.scale = scale;
    bins = new Bins(scale);
  }

  @Override
  public void take(Happening happening) {
    if (happening instanceof Happening.Arrived arrived
        && !facts.directors().isEmpty()
        && facts.roleOf(arrived.node()) == Role.SERVER
        && !facts.isDirector(arrived.node())
        && isRound(arrived.node(), story.frames().get(arrived.frame() - 1).bytes())) {
      servers.add(arrived.node());
      bins.add(arrived.node(), arrived.atNanos());
    }
  }

  private boolean isRound(String server, byte[] frame) {
    int at = Ethernet.HEADER;
    if (frame.length < at
        || Ethernet.type(frame) != Ethernet.TYPE_IPV4
        || !Ipv4.isWellFormed(frame, at)
        || !server.equals(facts.ownerOf(Ethernet.destination(frame)))) {
      return false;
    }
    String sender = facts.ownerOf(Ethernet.source(frame));
    return (sender == null || !facts.isDirector(sender))
        && facts.isVirtual(Ipv4Address.format(Ipv4.destination(frame, at)));
  }

  @Override
  public Optional<Chart> chart() {
    if (servers.isEmpty()) {
      return Optional.empty();
    }
    List<Strip> strips = new ArrayList<>();
    Map<String, ChartTable.Column> columns = new LinkedHashMap<>();
    for (String server : servers) {
      strips.add(new Strip(server, List.of(bins.layer(server, Meaning.WRONG))));
      columns.put(server, new ChartTable.Column("frames", server, true));
    }
    return Optional.of(
        new Chart(
            ChartKind.BYPASSED, new ChartData.Strips(scale, true, strips), bins.table(columns)));
  }
}
