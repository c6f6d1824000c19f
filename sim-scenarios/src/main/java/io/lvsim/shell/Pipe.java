package io.lvsim.shell;

import io.lvsim.engine.Simulation;
import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import io.lvsim.process.Waiters;
import java.io.ByteArrayOutputStream;

/** A pipe: who writes waits while it is full, who reads waits while it is empty. */
public final class Pipe {
  /** As on Linux: 16 pages. */
  private static final int CAPACITY_BYTES = 65536;

  private static final int SIGPIPE = 13;

  private final Writer writer = new Writer();
  private final Reader reader = new Reader();
  private final Waiters waiters = new Waiters();
  private ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final Budget budget;
  private int writers;
  private int readers;

  /** A pipe through which only so much passes while no time does. */
  public Pipe(Simulation simulation) {
    this(new Budget(simulation));
  }

  /**
   * @param budget what may pass through it while no time passes
   */
  Pipe(Budget budget) {
    this.budget = budget;
  }

  /** The end to write to; whoever holds it says so by {@link Writer#opened}. */
  public Writer writer() {
    return writer;
  }

  /** The end to read from; whoever holds it says so by {@link Reader#opened}. */
  public Reader reader() {
    return reader;
  }

  /** The end that is written to. */
  public final class Writer implements ByteSink, SharedEnd {
    @Override
    public void write(byte[] bytes) {
      if (bytes.length == 0) {
        return;
      }
      waiters.await(() -> readers == 0 || content.size() < CAPACITY_BYTES);
      if (readers == 0) {
        throw new Killed(SIGPIPE);
      }
      budget.spendBytes(bytes.length);
      content.writeBytes(bytes);
      waiters.wakeAll();
    }

    @Override
    public void opened() {
      writers++;
    }

    @Override
    public void closed() {
      writers--;
      waiters.wakeAll();
    }
  }

  /** The end that is read from. */
  public final class Reader extends BufferedSource implements SharedEnd {
    @Override
    protected byte[] fill() {
      waiters.await(() -> writers == 0 || content.size() > 0);
      byte[] bytes = content.toByteArray();
      content = new ByteArrayOutputStream();
      waiters.wakeAll();
      return bytes;
    }

    /** Whether a read would not wait. */
    boolean isReady() {
      return hasBuffered() || writers == 0 || content.size() > 0;
    }

    /** Waits until a read would not wait, but not longer than a while. */
    boolean awaitReady(Process process, long timeoutNanos) {
      return waiters.await(process, this::isReady, timeoutNanos);
    }

    @Override
    public void opened() {
      readers++;
    }

    @Override
    public void closed() {
      readers--;
      waiters.wakeAll();
    }
  }
}
