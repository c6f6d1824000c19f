package io.lvsim.shell;

import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A pipe: who writes waits while it is full, who reads waits while it is empty. */
final class Pipe {
  /** As on Linux: 16 pages. */
  private static final int CAPACITY_BYTES = 65536;

  private static final int SIGPIPE = 13;

  private final Writer writer = new Writer();
  private final Reader reader = new Reader();
  private final List<Process> waiting = new ArrayList<>();
  private ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final Budget budget;
  private int writers;
  private int readers;

  /**
   * @param budget what may pass through it while no time passes
   */
  Pipe(Budget budget) {
    this.budget = budget;
  }

  Writer writer() {
    return writer;
  }

  Reader reader() {
    return reader;
  }

  private void waitFor(BooleanSupplier condition) {
    Process process = Process.current();
    if (process == null) {
      return;
    }
    waiting.add(process);
    try {
      process.await(condition);
    } finally {
      waiting.remove(process);
    }
  }

  private void wakeAll() {
    for (Process process : List.copyOf(waiting)) {
      process.wake();
    }
  }

  /** The end that is written to. */
  final class Writer implements ByteSink, SharedEnd {
    @Override
    public void write(byte[] bytes) {
      if (bytes.length == 0) {
        return;
      }
      waitFor(() -> readers == 0 || content.size() < CAPACITY_BYTES);
      if (readers == 0) {
        throw new Killed(SIGPIPE);
      }
      budget.spendBytes(bytes.length);
      content.writeBytes(bytes);
      wakeAll();
    }

    @Override
    public void opened() {
      writers++;
    }

    @Override
    public void closed() {
      writers--;
      wakeAll();
    }
  }

  /** The end that is read from. */
  final class Reader extends BufferedSource implements SharedEnd {
    @Override
    protected byte[] fill() {
      waitFor(() -> writers == 0 || content.size() > 0);
      byte[] bytes = content.toByteArray();
      content = new ByteArrayOutputStream();
      wakeAll();
      return bytes;
    }

    /** Whether a read would not wait. */
    boolean isReady() {
      return hasBuffered() || writers == 0 || content.size() > 0;
    }

    /** Waits until a read would not wait, but not longer than a while. */
    boolean awaitReady(Process process, long timeoutNanos) {
      waiting.add(process);
      try {
        return process.await(this::isReady, timeoutNanos);
      } finally {
        waiting.remove(process);
      }
    }

    @Override
    public void opened() {
      readers++;
    }

    @Override
    public void closed() {
      readers--;
      wakeAll();
    }
  }
}
