package io.lvsim.shell;

import io.lvsim.process.Process;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Collects what the commands of {@code $(...)} write, until all of them have ended. */
final class Capture implements ByteSink, SharedEnd {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final Budget budget;
  private int writers;
  private @Nullable Process waiting;

  Capture(Budget budget) {
    this.budget = budget;
  }

  @Override
  public void write(byte[] bytes) {
    budget.spendBytes(bytes.length);
    content.writeBytes(bytes);
  }

  @Override
  public void opened() {
    writers++;
  }

  @Override
  public void closed() {
    writers--;
    if (waiting != null) {
      waiting.wake();
    }
  }

  /** What was written, without the line ends at its end. */
  String text(Process reader) {
    waiting = reader;
    reader.await(() -> writers == 0);
    waiting = null;
    String all = content.toString(StandardCharsets.UTF_8).replace("\0", "");
    int end = all.length();
    while (end > 0 && all.charAt(end - 1) == '\n') {
      end--;
    }
    return all.substring(0, end);
  }
}
