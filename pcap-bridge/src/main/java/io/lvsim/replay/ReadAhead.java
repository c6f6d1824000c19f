package io.lvsim.replay;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Reads a feed in a thread of its own, some megabytes ahead, so that whoever sends neither waits
 * for a disk nor allocates. Its memory does not depend on how long the feed is.
 */
public final class ReadAhead implements FrameFeed {
  private static final int CHUNKS = 16;
  private static final int LONGEST_FRAME = 1 << 17;

  private final FrameFeed source;
  private final ArrayBlockingQueue<FrameChunk> empty = new ArrayBlockingQueue<>(CHUNKS);
  private final ArrayBlockingQueue<FrameChunk> full = new ArrayBlockingQueue<>(CHUNKS);
  private final byte[] frame = new byte[LONGEST_FRAME];
  private final Thread reader = new Thread(this::readAll, "read-ahead");
  private FrameChunk chunk = new FrameChunk();
  private int index = -1;
  private int length;

  /** Begins to read; returns when as much as there is room for has been read. */
  public ReadAhead(FrameFeed source) {
    this.source = source;
    for (int i = 1; i < CHUNKS; i++) {
      empty.add(new FrameChunk());
    }
    reader.setDaemon(true);
    reader.start();
    awaitHeadStart();
  }

  private void awaitHeadStart() {
    while (reader.isAlive() && !empty.isEmpty()) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void readAll() {
    try {
      boolean more = source.next();
      boolean ended = false;
      while (!ended) {
        FrameChunk filled = empty.take();
        filled.clear();
        while (more && filled.hasRoom(source.length())) {
          filled.add(source.frame(), source.length(), source.dueNanos(), source.number());
          more = source.next();
        }
        ended = !more;
        filled.isLast = ended;
        full.put(filled);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody needs more
    } catch (IOException | RuntimeException e) {
      endWith(e);
    }
  }

  private void endWith(Exception fault) {
    FrameChunk last = new FrameChunk();
    last.isLast = true;
    last.fault = fault;
    try {
      full.put(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isTimed() {
    return source.isTimed();
  }

  @Override
  public boolean next() throws IOException {
    index++;
    while (index >= chunk.count()) {
      if (chunk.isLast) {
        failIfFaulty();
        return false;
      }
      nextChunk();
    }
    length = chunk.copy(index, frame);
    return true;
  }

  private void failIfFaulty() throws IOException {
    if (chunk.fault != null) {
      throw new IOException(chunk.fault.getMessage(), chunk.fault);
    }
  }

  private void nextChunk() throws IOException {
    try {
      empty.put(chunk);
      chunk = full.take();
      index = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the replay was interrupted", e);
    }
  }

  @Override
  public byte[] frame() {
    return frame;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public long dueNanos() {
    return chunk.due(index);
  }

  @Override
  public long number() {
    return chunk.number(index);
  }

  /** Ends the thread, and closes the source. */
  @Override
  public void close() throws IOException {
    reader.interrupt();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    source.close();
  }
}
