package io.lvsim.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a live director. The first one leads: control, health checks and the status are
 * its own, and what it asks or tells reaches each of the others in the same order. Nobody waits:
 * answers come to its mailbox.
 */
final class LiveCrew {
  private final List<LiveWorker> workers;
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

  LiveCrew(List<LiveWorker> workers) {
    this.workers = List.copyOf(workers);
  }

  LiveWorker first() {
    return workers.getFirst();
  }

  private List<LiveWorker> others() {
    return workers.subList(1, workers.size());
  }

  List<LiveWorker> all() {
    return workers;
  }

  /** Runs the first worker in this thread and the others in theirs, until they are stopped. */
  void run() {
    List<Thread> threads = new ArrayList<>();
    try {
      for (int i = 1; i < workers.size(); i++) {
        LiveWorker worker = workers.get(i);
        threads.add(
            Thread.ofPlatform()
                .daemon(true)
                .name("worker " + (i + 1))
                .start(() -> runGuarded(worker)));
      }
      first().loop().run();
    } finally {
      stop();
      threads.forEach(LiveCrew::await);
    }
    throwFault();
  }

  /** A worker that fails ends all of them. */
  private void runGuarded(LiveWorker worker) {
    try {
      worker.loop().run();
    } catch (Throwable e) {
      fault.compareAndSet(null, e);
      stop();
    }
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void throwFault() {
    switch (fault.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /** Ends all workers after their present turns; any thread may. */
  void stop() {
    workers.forEach(worker -> worker.loop().stop());
  }

  /** Has each of the others do something. Called by the first worker's thread, as are all below. */
  void tellOthers(Consumer<LiveWorker> order) {
    others().forEach(worker -> worker.post(() -> order.accept(worker)));
  }

  /**
   * Asks each of the others.
   *
   * @param then gets their answers, in the workers' order, when all are there: in the first
   *     worker's thread between two turns, or at once if there are no others
   */
  <T> void askOthers(Function<LiveWorker, T> question, Consumer<List<T>> then) {
    int count = others().size();
    if (count == 0) {
      then.accept(List.of());
      return;
    }
    AtomicReferenceArray<T> answers = new AtomicReferenceArray<>(count);
    AtomicInteger missing = new AtomicInteger(count);
    for (int i = 0; i < count; i++) {
      LiveWorker worker = others().get(i);
      int index = i;
      worker.post(() -> {
        answers.set(index, question.apply(worker));
        if (missing.decrementAndGet() == 0) {
          first().post(() -> then.accept(listed(answers)));
        }
      });
    }
  }

  private static <T> List<T> listed(AtomicReferenceArray<T> answers) {
    List<T> list = new ArrayList<>();
    for (int i = 0; i < answers.length(); i++) {
      list.add(answers.get(i));
    }
    return list;
  }

  /** Asks all, the first worker last. */
  <T> void ask(Function<LiveWorker, T> question, Consumer<List<T>> then) {
    askOthers(
        question,
        others -> {
          List<T> answers = new ArrayList<>(List.of(question.apply(first())));
          answers.addAll(others);
          then.accept(answers);
        });
  }
}
