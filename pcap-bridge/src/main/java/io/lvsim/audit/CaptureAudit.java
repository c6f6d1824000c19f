package io.lvsim.audit;

import io.lvsim.capture.CaptureInterface;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
  private @Nullable Evidence firstForeign;
  private long foreign;

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
          merged.summaries(), began, ended, neighborhood.directorNames(), findings.all());
    }
  }

  private void learn(List<Path> captures) throws IOException {
    Learning learning = new Learning(cluster, neighborhood);
    try (MergedCaptures merged = new MergedCaptures(captures)) {
      for (SeenFrame frame = merged.next(); frame != null; frame = merged.next()) {
        WirePacket packet = isEthernet(frame) ? WirePacket.of(frame.bytes()) : null;
        if (packet != null) {
          learning.look(packet);
        }
      }
    }
    learning.conclude();
  }

  private static boolean isEthernet(SeenFrame frame) {
    return frame.linkType() == CaptureInterface.ETHERNET;
  }

  private void judge(SeenFrame frame) {
    began = began == 0 ? frame.atNanos() : began;
    ended = Math.max(ended, frame.atNanos());
    if (!isEthernet(frame)) {
      foreign++;
      firstForeign =
          firstForeign == null ? frame.proves("link type " + frame.linkType()) : firstForeign;
      return;
    }
    WirePacket packet = WirePacket.of(frame.bytes());
    if (packet == null) {
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

  private Sighting sighting(WirePacket packet, SeenFrame frame) {
    long identity = packet.identity();
    long link = packet.from() * 0x9E37_79B9_7F4A_7C15L ^ packet.to() * 0xC2B2_AE3D_27D4_EB4FL;
    long at = frame.atNanos();
    boolean sentAnew = packets.isNew(identity, link + frame.place(), at);
    boolean newOnLink = links.isNew(identity ^ link, frame.place(), at);
    return new Sighting(packet, frame, sentAnew, newOnLink);
  }

  private void finish(List<CaptureSummary> summaries) {
    arp.finish();
    flows.finish(ended);
    if (sawRequests && !neighborhood.knowsDirector()) {
      findings.add(FindingKind.DIRECTOR_UNKNOWN, "no machine is seen to forward for the services");
    }
    if (foreign > 0) {
      findings.add(
          FindingKind.NOT_ETHERNET,
          FindingKind.NOT_ETHERNET.severity(),
          foreign + " frames are not Ethernet",
          foreign,
          firstForeign);
    }
    for (CaptureSummary summary : summaries) {
      if (summary.problem() != null) {
        findings.add(FindingKind.CAPTURE_DAMAGED, summary.problem());
      }
    }
  }
}
