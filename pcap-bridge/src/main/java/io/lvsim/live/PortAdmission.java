package io.lvsim.live;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.MacAddress;
import java.util.function.LongSupplier;

/**
 * Which frames of a NIC go to the port that is plugged into it: what the port would get at the end
 * of a cable. A machine's port gets what is for its MAC and for groups, a switch's port everything.
 */
public final class PortAdmission {
  /** In the place of a MAC address: everything is let in. */
  public static final long EVERYTHING = -1;

  private final LongSupplier mac;
  private final int mtu;

  /**
   * @param mac of the machine, or {@link #EVERYTHING}; asked for each frame, since it may change
   * @param mtu of the NIC, in bytes
   */
  PortAdmission(LongSupplier mac, int mtu) {
    this.mac = mac;
    this.mtu = mtu;
  }

  /**
   * Judges a frame.
   *
   * @param length of what was received of it
   * @param originalLength how long it was on the wire, in bytes
   */
  Admission.Verdict judge(byte[] frame, int length, int originalLength) {
    if (length < Ethernet.HEADER) {
      return Admission.Verdict.RUNT;
    }
    long mine = mac.getAsLong();
    long destination = Ethernet.destination(frame);
    boolean everything = mine == EVERYTHING;
    boolean forMe = everything || destination == mine || MacAddress.isMulticast(destination);
    if (!forMe) {
      return Admission.Verdict.OTHER_MAC;
    }
    if (!everything && Ethernet.source(frame) == mine) {
      return Admission.Verdict.OWN;
    }
    if (MacAddress.isMulticast(Ethernet.source(frame))) {
      return Admission.Verdict.BAD_SENDER;
    }
    int tag = Ethernet.type(frame) == Ethernet.TYPE_VLAN ? 4 : 0;
    if (originalLength > mtu + Ethernet.HEADER + tag) {
      return Admission.Verdict.OVERSIZED;
    }
    return originalLength > length ? Admission.Verdict.TRUNCATED : Admission.Verdict.ADMITTED;
  }
}
