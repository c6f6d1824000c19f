package io.lvsim.files;

import io.lvsim.host.HostException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files of one machine. Paths are absolute; directories exist where files are. */
public final class FileTree {
  public FileTree() {}

  /**
   * @throws HostException ENOENT, EISDIR, EACCES
   */
  public byte[] read(String path) throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * Replaces a file's content, or makes it. @throws HostException EISDIR, ENOENT (no such
   * directory), EACCES, EINVAL
   */
  public void write(String path, byte[] content) throws HostException {
    throw new IllegalStateException("being built");
  }

  public void append(String path, byte[] content) throws HostException {
    throw new IllegalStateException("being built");
  }

  public void remove(String path) throws HostException {
    throw new IllegalStateException("being built");
  }

  /** As mkdir -p. */
  public void makeDirectory(String path) throws HostException {
    throw new IllegalStateException("being built");
  }

  public boolean exists(String path) {
    throw new IllegalStateException("being built");
  }

  public boolean isDirectory(String path) {
    throw new IllegalStateException("being built");
  }

  /** Names in a directory, sorted. @throws HostException ENOENT, ENOTDIR */
  public List<String> list(String path) throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * When a stored file's content changed last, in nanoseconds of virtual time (as told by the
   * writer's clock); for autoreload.
   */
  public long version(String path) {
    throw new IllegalStateException("being built");
  }

  /** Puts a live file at a path. */
  public void mount(String path, LiveFile file) {
    throw new IllegalStateException("being built");
  }

  /**
   * Puts a whole live directory (such as /proc/sys) at a path: the function finds a file by the
   * rest of its path, null for none; names lists all.
   */
  public void mountTree(
      String path,
      Function<String, @Nullable LiveFile> find,
      java.util.function.Supplier<List<String>> names) {
    throw new IllegalStateException("being built");
  }
}
