package io.lvsim.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds captures against a cluster's configuration. Reads them twice, first to learn who is who;
 * memory grows with the connections that are open at one time, not with the files.
 */
public final class CaptureAudit {
  private final Cluster cluster;
  private final Neighborhood neighborhood;
  private final Findings findings = new Findings();
  private final ArpAudit arp;
  private final FlowAudit flows;
  private final Sightings packets = new Sightings();
  private final Sightings links = new Sightings();
  private long began;
  private long ended;
  private boolean sawRequests;
  private long ipv6Frames;
  private final SortedSet<String> proved = new TreeSet<>();

  private CaptureAudit(Cluster cluster) {
    this.cluster = cluster;
    neighborhood = new Neighborhood(cluster);
    arp = new ArpAudit(neighborhood, findings);
    flows = new FlowAudit(cluster, neighborhood, findings);
  }

  /**
   * Audits captures of one time, such as those of several interfaces.
   *
   * @throws io.lvsim.capture.CaptureFormatException if a file is no capture at all; of one that is
   *     damaged further on, what comes before is used
   */
  public static AuditReport of(List<Path> captures, Cluster cluster) throws IOException {
    return new CaptureAudit(cluster).run(captures);
  }

  private AuditReport run(List<Path> captures) throws IOException {
    learn(captures);
    try (MergedCaptures merged = new MergedCaptures(captures)) {
      for (SeenFrame frame = merged.next(); frame != null; frame = merged.next()) {
        judge(frame);
      }
      finish(merged.summaries());
      return new AuditReport(
          merged.summaries(),
          began,
          ended,
          ipv6Frames,
          neighborhood.directorNames(),
          Judgeable.notJudged(cluster.services()),
          findings.all());
    }
  }

  private void learn(List<Path> captures) throws IOException {
    Learning learning = new Learning(cluster, neighborhood);
    try (MergedCaptures merged = new MergedCaptures(captures)) {
      for (SeenFrame frame = merged.next(); frame != null; frame = merged.next()) {
        WirePacket packet = WirePacket.of(frame);
        if (packet != null) {
          learning.look(packet);
        }
      }
    }
    learning.conclude();
  }

  private void judge(SeenFrame frame) {
    began = began == 0 ? frame.atNanos() : began;
    ended = Math.max(ended, frame.atNanos());
    tellLinkLayer(frame);
    WirePacket packet = WirePacket.of(frame);
    if (packet == null) {
      ipv6Frames += WirePacket.isIpv6(frame) ? 1 : 0;
      return;
    }
    Sighting sighting = sighting(packet, frame);
    if (packet.arp) {
      arp.look(sighting);
    } else {
      sawRequests |= neighborhood.isVirtual(packet.destination);
      flows.look(sighting);
    }
  }

  private void tellLinkLayer(SeenFrame frame) {
    int type = frame.linkType();
    if (!LinkLayer.isKnown(type)) {
      String message = "frames of " + LinkLayer.name(type) + " were passed over";
      findings.add(FindingKind.NOT_ETHERNET, message, firstOf(frame, message));
    } else if (LinkLayer.lacksAddresses(type)) {
      String message = "frames of " + frame.file() + " are " + LinkLayer.name(type);
      findings.add(FindingKind.NO_MAC_ADDRESSES, message, firstOf(frame, message));
    }
  }

  /** One frame is proof enough of what all frames of a file are. */
  private @Nullable Evidence firstOf(SeenFrame frame, String message) {
    return proved.add(message) ? frame.proves(LinkLayer.name(frame.linkType())) : null;
  }

  /** Where MAC addresses are missing, the TTL tells a packet from the same one sent on. */
  private Sighting sighting(WirePacket packet, SeenFrame frame) {
    long identity = packet.identity();
    long link = packet.from() * 0x9E37_79B9_7F4A_7C15L ^ packet.to() * 0xC2B2_AE3D_27D4_EB4FL;
    link ^= packet.to() == LinkLayer.UNKNOWN ? packet.ttl * 0x1656_67B1_9E37_79F9L : 0;
    long at = frame.atNanos();
    long place = ((long) LinkLayer.device(frame.linkType(), frame.bytes()) << 32) + frame.place();
    boolean sentAnew = packets.isNew(identity, link + place, at);
    boolean newOnLink = links.isNew(identity ^ link, place, at);
    return new Sighting(packet, frame, sentAnew, newOnLink);
  }

  private void finish(List<CaptureSummary> summaries) {
    arp.finish();
    flows.finish(ended);
    if (sawRequests && !neighborhood.knowsDirector()) {
      findings.add(FindingKind.DIRECTOR_UNKNOWN, whoMayBeTheDirector());
    }
    for (CaptureSummary summary : summaries) {
      if (summary.problem() != null) {
        findings.add(FindingKind.CAPTURE_DAMAGED, summary.problem());
      }
    }
  }

  private String whoMayBeTheDirector() {
    String nobody = "no machine is surely seen to forward for the services";
    return neighborhood.candidates().isEmpty()
        ? nobody
        : nobody + "; perhaps: " + String.join("; ", neighborhood.candidates());
  }
}
