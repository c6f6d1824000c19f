package io.lvsim.cli;

import io.lvsim.capture.PcapngWriter;
import io.lvsim.trace.Decision;
import io.lvsim.trace.TraceListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a live director decides and which frames pass it, in files that are begun anew at a certain
 * size and of which only the last few are kept. Under load a {@link TraceSampler} leaves out what
 * there is no room for. A disk that is full ends the trace, not the director.
 */
final class LiveTrace implements TraceListener {
  private final LiveDirector director;
  private final Path directory;
  private final TraceOptions.Limits limits;
  private final Consumer<String> say;
  private final TraceSampler sampler;
  private final long epochNanos;
  private final ArrayDeque<TraceFiles> whole = new ArrayDeque<>();
  private TraceFiles now;
  private int number;
  private long startNanos;
  private long framesBefore;
  private long[] countsBefore = new long[3];
  private int deleted;
  private boolean ended;

  private LiveTrace(
      LiveDirector director, Path directory, TraceOptions.Limits limits, Consumer<String> say)
      throws IOException {
    this.director = director;
    this.directory = directory;
    this.limits = limits;
    this.say = say;
    sampler = new TraceSampler(limits.oneIn(), limits.perSecond());
    long wall = Duration.between(Instant.EPOCH, Instant.now()).toNanos();
    epochNanos = wall - director.simulation().now();
    while (TraceFiles.exist(directory, number + 1, node(), port())) {
      number++;
    }
    now = begin();
  }

  /**
   * Begins a trace.
   *
   * @param say told if it must be ended early
   */
  static LiveTrace start(
      LiveDirector director, Path directory, TraceOptions.Limits limits, Consumer<String> say)
      throws BadInput {
    try {
      Files.createDirectories(directory);
      LiveTrace trace = new LiveTrace(director, directory, limits, say);
      director.lab().trace().add(trace);
      director.lab().trace().sample(trace.sampler);
      return trace;
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(directory + ": no trace can be written: " + FailureHandler.messageOf(e));
    }
  }

  private String node() {
    return director.machine().name();
  }

  private String port() {
    return director.nic().name();
  }

  private TraceFiles begin() throws IOException {
    startNanos = epochNanos + director.simulation().now();
    return new TraceFiles(directory, ++number, node(), port(), epochNanos, this::statistics);
  }

  /** What came since the present files were begun. */
  private PcapngWriter.Statistics statistics(long inbound) {
    long arrived = sampler.arrived() - countsBefore[0];
    long chosen = sampler.chosen() - countsBefore[1];
    long beyond = sampler.beyondRate() - countsBefore[2];
    countsBefore = new long[] {sampler.arrived(), sampler.chosen(), sampler.beyondRate()};
    String comment =
        "lvsim traced 1 of %d conversations, at most %d frames/s: of %d frames that arrived, %d are"
                .formatted(limits.oneIn(), limits.perSecond(), arrived, inbound)
            + " here; %d were of other conversations, %d beyond that rate"
                .formatted(arrived - chosen, beyond);
    long end = epochNanos + director.simulation().now();
    return new PcapngWriter.Statistics(startNanos, end, arrived, chosen, beyond, inbound, comment);
  }

  @Override
  public void received(long nowNanos, String node, String port, byte[] frame) {
    guarded(() -> now.capture.received(nowNanos, node, port, frame));
  }

  @Override
  public void handled(long nowNanos, String node) {
    guarded(() -> {
      now.capture.handled(nowNanos, node);
      goOn();
    });
  }

  @Override
  public void sent(long nowNanos, String node, String port, byte[] frame) {
    guarded(() -> now.capture.sent(nowNanos, node, port, frame));
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    guarded(() -> {
      now.capture.decided(nowNanos, node, decision, frame);
      now.decisions.decided(nowNanos, node, decision, frame);
      if (frame == null) {
        sampler.toldWithoutFrame();
        goOn();
      }
    });
  }

  /** Begins new files when those at hand are large enough. */
  private void goOn() throws IOException {
    if (now.bytes() < limits.fileBytes()) {
      return;
    }
    closeFiles();
    now = begin();
  }

  private void closeFiles() throws IOException {
    now.close();
    framesBefore += now.frames();
    whole.addLast(now);
    while (whole.size() > limits.files()) {
      whole.removeFirst().delete();
      deleted++;
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void guarded(Step step) {
    if (ended) {
      return;
    }
    try {
      step.run();
    } catch (IOException | UncheckedIOException e) {
      leave();
      now.discard();
      say.accept("the trace in " + directory + " ends here: " + FailureHandler.messageOf(e));
    }
  }

  private void leave() {
    ended = true;
    director.lab().trace().remove(this);
    director.lab().trace().sample(null);
  }

  /** Ends it, if that did not happen yet; the files get their names. */
  void stop() {
    guarded(() -> {
      closeFiles();
      leave();
    });
  }

  boolean hasEnded() {
    return ended;
  }

  /** In one line: what was kept and what was left out. */
  String summary() {
    long frames = framesBefore + (ended ? 0 : now.frames());
    String text =
        "trace in %s: %d frames kept; of %d that arrived, %d of other conversations and %d beyond"
                .formatted(
                    directory,
                    frames,
                    sampler.arrived(),
                    sampler.arrived() - sampler.chosen(),
                    sampler.beyondRate())
            + " %d frames/s were left out".formatted(limits.perSecond());
    String rest =
        sampler.restLeftOut() == 0
            ? ""
            : "; what timers did was left out %d times".formatted(sampler.restLeftOut());
    return text + rest + (deleted == 0 ? "" : "; %d old files deleted".formatted(2 * deleted));
  }
}
