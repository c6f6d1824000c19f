package io.lvsim.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A source that keeps what was read and not used yet for whoever reads next. */
public abstract class BufferedSource implements ByteSource {
  private byte[] buffer = new byte[0];
  private int used;

  /** More bytes, waited for if need be; none at the end. */
  protected abstract byte[] fill();

  @Override
  public final byte[] read() {
    if (used < buffer.length) {
      byte[] rest = Arrays.copyOfRange(buffer, used, buffer.length);
      used = buffer.length;
      return rest;
    }
    return fill();
  }

  @Override
  public final @Nullable String readLine() {
    byte[] line = readUntil('\n');
    if (line.length == 0) {
      return null;
    }
    int length = line[line.length - 1] == '\n' ? line.length - 1 : line.length;
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public final byte[] readAll() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] more = read(); more.length > 0; more = read()) {
      all.writeBytes(more);
    }
    return all.toByteArray();
  }

  @Override
  public final byte[] readLineBytes() {
    return readUntil('\n');
  }

  /** Reads up to and with a byte; without it at the end of everything. */
  final byte[] readUntil(int delimiter) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (used < buffer.length || refill()) {
      int start = used;
      while (used < buffer.length) {
        if (buffer[used++] == (byte) delimiter) {
          line.write(buffer, start, used - start);
          return line.toByteArray();
        }
      }
      line.write(buffer, start, used - start);
    }
    return line.toByteArray();
  }

  @Override
  public final byte[] readBytes(int count) {
    ByteArrayOutputStream some = new ByteArrayOutputStream();
    while (some.size() < count && (used < buffer.length || refill())) {
      int length = Math.min(count - some.size(), buffer.length - used);
      some.write(buffer, used, length);
      used += length;
    }
    return some.toByteArray();
  }

  /** Whether there is something that can be read without waiting. */
  protected final boolean hasBuffered() {
    return used < buffer.length;
  }

  private boolean refill() {
    buffer = fill();
    used = 0;
    return buffer.length > 0;
  }
}
