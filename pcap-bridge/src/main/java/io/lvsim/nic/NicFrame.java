package io.lvsim.nic;

import io.lvsim.link.LentFrame;

/** A frame of a NIC, good until the next one is handed over. */
public abstract class NicFrame implements LentFrame {
  private int goesOn;

  /** How long it was on the wire, in bytes. */
  public abstract int originalLength();

  @Override
  public final void sendOn(int length) {
    goesOn = length;
  }

  /** How many bytes of it are to be sent; 0 if it is not to go on. */
  public final int goesOn() {
    return goesOn;
  }

  /** Another frame is here from now on. */
  protected final void begin() {
    goesOn = 0;
  }
}
