package io.lvsim.capture;

import java.io.IOException;

/** A capture file is not what it should be; says where, and what was expected. */
public final class CaptureFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * @param source the file's name
   * @param offset bytes from the file's beginning, unpacked
   */
  CaptureFormatException(String source, long offset, Packing packing, String problem) {
    super(
        source
            + ": byte "
            + offset
            + (packing == Packing.NONE ? "" : " (unpacked)")
            + ": "
            + problem);
    this.offset = offset;
  }

  /** Where the fault is, in bytes from the beginning of the file or of what is packed in it. */
  public long offset() {
    return offset;
  }
}
