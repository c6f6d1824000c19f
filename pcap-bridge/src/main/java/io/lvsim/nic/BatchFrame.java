package io.lvsim.nic;

import java.util.Arrays;

/** A frame of a batch. Its head is the batch's own array, so that what is changed stays there. */
public final class BatchFrame extends NicFrame {
  private final FrameBatch batch;
  private int index;

  /** One for all frames of a batch whose arrays are at least as long as a head. */
  public BatchFrame(FrameBatch batch) {
    this.batch = batch;
  }

  /** Goes to a frame. */
  public void at(int newIndex) {
    index = newIndex;
    begin();
  }

  @Override
  public byte[] head() {
    return batch.frame(index);
  }

  @Override
  public int length() {
    return batch.length(index);
  }

  @Override
  public int originalLength() {
    return batch.originalLength(index);
  }

  @Override
  public byte[] copy() {
    return Arrays.copyOf(batch.frame(index), batch.length(index));
  }
}
