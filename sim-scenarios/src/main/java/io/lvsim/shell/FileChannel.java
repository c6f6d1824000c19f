package io.lvsim.shell;

import io.lvsim.files.OpenFile;
import io.lvsim.host.HostException;

/** An open file as a source and as a sink. */
final class FileChannel extends BufferedSource implements ByteSink {
  private final OpenFile file;
  private final Budget budget;

  FileChannel(OpenFile file, Budget budget) {
    this.file = file;
    this.budget = budget;
  }

  @Override
  protected byte[] fill() {
    try {
      return file.read();
    } catch (HostException unreadable) {
      return new byte[0];
    }
  }

  @Override
  public void write(byte[] bytes) {
    budget.spendBytes(bytes.length);
    try {
      file.write(bytes);
    } catch (HostException refused) {
      throw new WriteFailedException(refused.errno());
    }
  }
}
