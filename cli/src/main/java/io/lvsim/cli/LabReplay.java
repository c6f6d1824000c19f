package io.lvsim.cli;

import io.lvsim.engine.Nanos;
import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Port;
import io.lvsim.replay.FrameFeed;
import io.lvsim.replay.LoopedFrames;
import io.lvsim.replay.Pace;
import io.lvsim.replay.PortReplay;
import io.lvsim.replay.ReplayFrames;
import io.lvsim.replay.ReplaySummary;
import io.lvsim.report.JourneyLog;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Replays into a lab once its scenario's steps have been taken, and keeps the outcome. */
final class LabReplay implements RunListener {
  /** How long answers to the last frame are waited for. */
  private static final long SETTLE_NANOS = Nanos.PER_SECOND;

  private final EntryPort entry;
  private final ReplayFrames frames;
  private final Pace pace;
  private final long loops;
  private final boolean verbatim;
  private final boolean explain;
  private final JourneyLog journeys = new JourneyLog();
  private @Nullable Outcome outcome;
  private String obstacle = "";

  /**
   * What became of the frames.
   *
   * @param played those that the port could send
   */
  record Outcome(
      Lab lab,
      ReplaySummary played,
      PortReplay replay,
      ReplayDecisions decisions,
      long beganNanos) {}

  /**
   * @param explain whether every frame's way is kept, for {@link #journeys}
   */
  LabReplay(
      EntryPort entry,
      ReplayFrames frames,
      Pace pace,
      long loops,
      boolean verbatim,
      boolean explain) {
    this.entry = entry;
    this.frames = frames;
    this.pace = pace;
    this.loops = loops;
    this.verbatim = verbatim;
    this.explain = explain;
  }

  @Override
  public void stepsEnded(Scenario scenario, Lab lab) {
    Machine machine = lab.machine(entry.machine());
    Interface nic = machine == null ? null : machine.host().interfaceNamed(entry.interfaceName());
    Port port = nic == null ? null : nic.port();
    if (nic == null || port == null) {
      obstacle = "after the scenario's steps the lab has no port " + entry + " any more";
      return;
    }
    ReplayDecisions decisions = new ReplayDecisions();
    lab.trace().add(decisions);
    if (explain) {
      lab.trace().add(journeys);
    }
    try {
      play(lab, nic, port, decisions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void play(Lab lab, Interface nic, Port port, ReplayDecisions decisions)
      throws IOException {
    ReplayFrames fitting = frames.fitting(nic.mtu());
    long beganNanos = lab.simulation().now();
    try (FrameFeed feed = new LoopedFrames(fitting, pace, loops)) {
      PortReplay replay = new PortReplay(lab.simulation(), port, nic, feed, verbatim);
      replay.play(SETTLE_NANOS);
      outcome = new Outcome(lab, fitting.summary(), replay, decisions, beganNanos);
    }
  }

  /** Every frame of the replay, with what was decided about it. */
  JourneyLog journeys() {
    return journeys;
  }

  Outcome outcome() throws BadInput {
    if (outcome == null) {
      throw new BadInput(obstacle);
    }
    return outcome;
  }
}
