package io.lvsim.shell;

import io.lvsim.process.Process;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shell's commands in the background. */
final class Jobs {
  private final List<Job> jobs = new ArrayList<>();
  private final List<Job> foreign = new ArrayList<>();
  private int lastProcessId;

  /**
   * One of them.
   *
   * @param number as in {@code %1}
   * @param source as written
   */
  record Job(int number, int processId, Process process, String source) {
    /** As the shell lists it, without what marks the current one. */
    String state() {
      if (!process.ended()) {
        return "Running";
      }
      int status = process.exitStatus();
      if (status > 128 && status <= 128 + 64) {
        return Signals.description(status - 128);
      }
      return status == 0 ? "Done" : "Exit " + status;
    }
  }

  Job add(int processId, Process process, String source) {
    int number = jobs.isEmpty() ? 1 : jobs.getLast().number + 1;
    Job job = new Job(number, processId, process, source);
    jobs.add(job);
    lastProcessId = processId;
    return job;
  }

  /** All that are remembered, in order. */
  List<Job> all() {
    return List.copyOf(jobs);
  }

  void forget(Job job) {
    jobs.remove(job);
  }

  /** The process id behind {@code $!}; 0 for none yet. */
  int lastProcessId() {
    return lastProcessId;
  }

  @Nullable Job withProcess(int processId) {
    return jobs.stream().filter(job -> job.processId == processId).findFirst().orElse(null);
  }

  /** Finds what {@code %1}, {@code %%}, {@code %+}, {@code %-} or {@code %name} means. */
  @Nullable Job find(String written) {
    String name = written.substring(1);
    if (name.isEmpty() || name.equals("%") || name.equals("+")) {
      return jobs.isEmpty() ? null : jobs.getLast();
    }
    if (name.equals("-")) {
      return jobs.isEmpty() ? null : jobs.get(Math.max(0, jobs.size() - 2));
    }
    return jobs.stream()
        .filter(job -> String.valueOf(job.number).equals(name) || job.source.startsWith(name))
        .findFirst()
        .orElse(null);
  }

  /** Whether a job is this shell's own, so that it can wait for it. */
  boolean owns(Job job) {
    return !foreign.contains(job);
  }

  /** What a subshell knows of them: it can list and kill them, but not wait for them. */
  Jobs inherited() {
    Jobs inherited = new Jobs();
    inherited.jobs.addAll(jobs);
    inherited.foreign.addAll(jobs);
    inherited.lastProcessId = lastProcessId;
    return inherited;
  }
}
