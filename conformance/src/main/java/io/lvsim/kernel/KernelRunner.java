package io.lvsim.kernel;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Runs scenarios on a real kernel, many in one boot: builds each lab from network namespaces, types
 * its steps, and judges by what came back, as the simulator's runner does.
 */
public final class KernelRunner {
  private static final int POLL_MILLIS = 20;

  private final Kernels.Choice choice;
  private final Kernels.ClockKind clock;
  private final boolean looks;

  /**
   * @param looks whether machines are looked at after every step, not only where a check asks
   */
  public KernelRunner(Kernels.Choice choice, Kernels.ClockKind clock, boolean looks) {
    this.choice = choice;
    this.clock = clock;
    this.looks = looks;
  }

  /** Runs scenarios to their verdicts; sections of collections each in a lab of their own. */
  public List<RunResult> run(List<Scenario> scenarios, RunListener listener)
      throws KernelException {
    List<Scenario> labs = new ArrayList<>();
    scenarios.forEach(scenario -> addLabs(scenario, labs));
    List<RunResult> results = new ArrayList<>();
    Verdicts verdicts = new Verdicts(scenarios, listener, results);
    record(labs, (number, lab) -> verdicts.lab(lab));
    return results;
  }

  private static void addLabs(Scenario scenario, List<Scenario> labs) {
    if (scenario.isCollection()) {
      scenario.sections().forEach(section -> addLabs(section, labs));
    } else {
      labs.add(scenario);
    }
  }

  /**
   * Records labs without judging them.
   *
   * @param labs no collections among them
   * @param done is told each lab's place in the list and its record, in order, as soon as it ended
   */
  public void record(List<Scenario> labs, BiConsumer<Integer, LabRecord> done)
      throws KernelException {
    RealKernel kernel = Kernels.open(choice, clock, labs);
    Path work = newDirectory();
    try {
      GuestFiles.install(work.resolve("guest"));
      Files.createDirectories(work.resolve("out"));
      String plan = new PlanWriter().plan(labs, kernel.setsClock(), looks);
      Files.writeString(work.resolve("plan.json"), plan);
      try (RealKernel.Running running = kernel.start(work)) {
        for (int i = 0; i < labs.size(); i++) {
          Path lab = work.resolve("out").resolve(Integer.toString(i));
          waitFor(lab.resolve("done"), running, kernel, work);
          done.accept(i, RecordReader.read(lab));
          TemporaryFiles.delete(lab);
        }
      }
    } catch (IOException e) {
      throw new KernelException("a temporary file cannot be written: " + e.getMessage());
    } finally {
      TemporaryFiles.delete(work);
    }
  }

  private static void waitFor(Path file, RealKernel.Running running, RealKernel kernel, Path work)
      throws KernelException {
    while (!Files.exists(file)) {
      if (!running.goesOn() && !Files.exists(file)) {
        throw new KernelException(kernel.title() + " ended early" + reasons(running, work));
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KernelException("interrupted");
      }
    }
  }

  private static String reasons(RealKernel.Running running, Path work) {
    String said = running.said();
    try {
      Path log = work.resolve("log");
      said += Files.exists(log) ? "\n" + Files.readString(log).strip() : "";
    } catch (IOException e) {
      return said;
    }
    return said.isBlank() ? " and said nothing" : ":\n" + said.strip();
  }

  private static Path newDirectory() throws KernelException {
    try {
      return Files.createTempDirectory("lvsim-kernel-").toRealPath();
    } catch (IOException e) {
      throw new KernelException("there is no place for temporary files: " + e.getMessage());
    }
  }

  /** Turns records into results in the order of the scenarios, telling the listener. */
  private static final class Verdicts {
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private final List<Scenario> scenarios;
    private final RunListener listener;
    private final List<RunResult> results;
    private int next;

    /** A collection whose sections are being run. */
    private record Open(Scenario collection, List<RunResult> sections) {}

    Verdicts(List<Scenario> scenarios, RunListener listener, List<RunResult> results) {
      this.scenarios = scenarios;
      this.listener = listener;
      this.results = results;
      descend();
    }

    /** The next lab in order has been recorded. */
    void lab(LabRecord record) {
      Scenario scenario = current();
      add(new RecordJudge(scenario, record, listener).judge());
      descend();
    }

    private Scenario current() {
      if (open.isEmpty()) {
        return scenarios.get(next);
      }
      Open last = open.getLast();
      return last.collection().sections().get(last.sections().size());
    }

    private void descend() {
      while ((!open.isEmpty() || next < scenarios.size()) && current().isCollection()) {
        listener.scenarioStarted(current());
        open.addLast(new Open(current(), new ArrayList<>()));
      }
    }

    private void add(RunResult result) {
      if (open.isEmpty()) {
        results.add(result);
        next++;
        return;
      }
      Open last = open.getLast();
      last.sections().add(result);
      if (last.sections().size() == last.collection().sections().size()) {
        open.removeLast();
        RunResult whole =
            RunResult.ofSections(last.collection(), last.collection().seed(), last.sections());
        listener.scenarioEnded(whole);
        add(whole);
      }
    }
  }
}
