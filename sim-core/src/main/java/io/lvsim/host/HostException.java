package io.lvsim.host;

/** What the kernel would have refused with an error number. */
public final class HostException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  public HostException(Errno errno, String message) {
    super(message);
    this.errno = errno;
  }

  public HostException(Errno errno) {
    this(errno, errno.text());
  }

  /** Which error. */
  public Errno errno() {
    return errno;
  }
}
