package io.lvsim.files;

import io.lvsim.host.HostException;
import java.util.function.LongSupplier;

/** A file as a program holds it open: with a position, and alive even when its name is removed. */
public final class OpenFile {
  private final Entry entry;
  private final boolean appending;
  private final LongSupplier nowNanos;
  private int position;

  OpenFile(Entry entry, boolean appending, LongSupplier nowNanos) {
    this.entry = entry;
    this.appending = appending;
    this.nowNanos = nowNanos;
  }

  /**
   * What lies between the position and the file's end, and moves there; empty at the end.
   *
   * @throws HostException as the live file says
   */
  public byte[] read() throws HostException {
    if (entry instanceof Entry.Stored stored) {
      byte[] rest = stored.read(position);
      position += rest.length;
      return rest;
    }
    if (entry instanceof Entry.Live live && (position == 0 || live.file().isEndless())) {
      byte[] content = live.file().read();
      position = Math.max(1, content.length);
      return content;
    }
    return new byte[0];
  }

  /** Goes back by some bytes that were read and not used. */
  public void unread(int bytes) {
    position = Math.max(0, position - bytes);
  }

  /**
   * Writes at the position, or at the end if opened for appending.
   *
   * @throws HostException as the live file says: EINVAL, EACCES
   */
  public void write(byte[] content) throws HostException {
    if (entry instanceof Entry.Live live) {
      live.file().write(content);
    } else if (entry instanceof Entry.Stored stored) {
      stored.write(appending ? stored.length() : position, content, nowNanos.getAsLong());
      position = appending ? stored.length() : position + content.length;
    }
  }
}
