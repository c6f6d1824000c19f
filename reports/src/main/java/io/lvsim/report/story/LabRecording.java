package io.lvsim.report.story;

import io.lvsim.engine.Nanos;
import io.lvsim.lab.Lab;
import io.lvsim.topology.Roles;
import io.lvsim.trace.Decision;
import io.lvsim.trace.LinkDecision;
import io.lvsim.trace.TraceListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The story of a simulated lab, told by its trace and by looking at its tables. */
final class LabRecording implements Recording, TraceListener {
  private final Lab lab;
  private final long epochNanos;
  private final List<StoryNode> nodes;
  private final FrameNumbers frames = new FrameNumbers(StoryRecorder.FRAMES_MAX);
  private final List<Happening> happenings = new ArrayList<>();
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final LabTables tables;

  LabRecording(Lab lab, @Nullable Roles roles) {
    this.lab = lab;
    epochNanos = lab.epoch().getEpochSecond() * Nanos.PER_SECOND + lab.epoch().getNano();
    nodes = LabNodes.of(lab, roles);
    tables = new LabTables(lab, happenings::add);
    tables.settleAll(now());
  }

  private long now() {
    return lab.simulation().now();
  }

  @Override
  public void stepBegan(long nowNanos, int number) {
    tables.settleAll(nowNanos);
    happenings.add(new Happening.StepBegan(nowNanos, number));
  }

  @Override
  public void typed(String machine, String prompt, String line) {
    tables.settleAll(now());
    happenings.add(new Happening.Typed(now(), machine, prompt, line));
  }

  @Override
  public void shown(String machine, String text) {
    happenings.add(new Happening.Shown(now(), machine, text));
  }

  @Override
  public void stepEnded(long nowNanos, int number) {
    tables.settleAll(nowNanos);
    happenings.add(new Happening.StepEnded(nowNanos, number));
  }

  @Override
  public Seen seen() {
    return new Seen(
        epochNanos, nodes, List.copyOf(frames.frames()), frames.inAll(), List.copyOf(happenings));
  }

  @Override
  public void received(long nowNanos, String node, String port, byte[] frame) {
    tables.settle(nowNanos);
    int number = frames.arrived(node, frame);
    if (number > 0) {
      happenings.add(new Happening.Arrived(nowNanos, number, node, port));
    }
  }

  @Override
  public void handled(long nowNanos, String node) {
    tables.settle(nowNanos);
    frames.handled(node);
  }

  @Override
  public void sent(long nowNanos, String node, String port, byte[] frame) {
    tables.settle(nowNanos);
    int number = frames.sent(nowNanos, node, port, frame);
    if (number > 0) {
      happenings.add(new Happening.Sent(nowNanos, number, node, port));
    }
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    tables.settle(nowNanos);
    boolean onCable = decision instanceof LinkDecision;
    int number = onCable ? frames.lastSent(node) : frames.atHand(node);
    if (frames.inAll() <= StoryRecorder.FRAMES_MAX) {
      String setting = SettingText.of(decision.setting());
      String reason = once(decision.reason());
      happenings.add(
          new Happening.Decided(nowNanos, number, node, decision.code(), reason, setting));
    }
    tables.decided(nowNanos, node, decision);
  }

  /** The same text for the same reason: most are said many times, and long runs have many. */
  private String once(String reason) {
    String known = reasons.putIfAbsent(reason, reason);
    return known == null ? reason : known;
  }
}
