package io.lvsim.files;

import io.lvsim.host.HostException;

/** A file whose content is made when it is read, such as /proc/net/ip_vs. */
public interface LiveFile {
  /** The content at this instant. */
  byte[] read() throws HostException;

  /**
   * Takes what was written in one go.
   *
   * @throws HostException EACCES for files that cannot be written, EINVAL for refused values
   */
  void write(byte[] content) throws HostException;

  /** Whether each read gives more, as of /dev/zero. */
  default boolean isEndless() {
    return false;
  }

  /** Whether it may be opened for writing; if not, opening fails with EACCES. */
  default boolean writable() {
    return true;
  }
}
