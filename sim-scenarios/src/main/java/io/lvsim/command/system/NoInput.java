package io.lvsim.command.system;

import io.lvsim.shell.ByteSource;
import org.jspecify.annotations.Nullable;

/** /dev/null as standard input. */
final class NoInput implements ByteSource {
  @Override
  public byte[] read() {
    return new byte[0];
  }

  @Override
  public @Nullable String readLine() {
    return null;
  }

  @Override
  public byte[] readAll() {
    return new byte[0];
  }
}
