package io.lvsim.live;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.MacAddress;

/**
 * Which frames of a NIC a simulated node gets to see: those to its MAC for the addresses that it
 * has and the machine's own kernel has not, and ARP about them. {@link NicFilter} says the same to
 * the kernel; this holds even where no filter works. Nothing else is ever handed on, so nothing
 * else can be forwarded.
 */
public final class Admission {
  /** What becomes of a frame; all but {@link #ADMITTED} are counted and forgotten. */
  public enum Verdict {
    ADMITTED("admitted"),
    RUNT("shorter than an Ethernet header"),
    TRUNCATED("longer than what was received of it"),
    OVERSIZED("longer than the MTU"),
    OWN("sent by this MAC itself"),
    BAD_SENDER("from a group address"),
    OTHER_MAC("to another MAC"),
    OTHER_ADDRESS("to another address"),
    OTHER_ARP("ARP about other addresses"),
    OTHER_PROTOCOL("neither untagged IPv4 nor ARP");

    private final String meaning;

    Verdict(String meaning) {
      this.meaning = meaning;
    }

    /** In words. */
    public String meaning() {
      return meaning;
    }
  }

  private final long mac;
  private final int mtu;
  private final int[] addresses;

  /**
   * @param mac of the NIC
   * @param mtu of the NIC, in bytes
   * @param addresses that the node has, and the machine's own kernel has not
   */
  public Admission(long mac, int mtu, int[] addresses) {
    this.mac = mac;
    this.mtu = mtu;
    this.addresses = addresses.clone();
  }

  /**
   * Judges a frame.
   *
   * @param frame whole, without its check sequence
   * @param originalLength how long it was on the wire, in bytes
   */
  public Verdict judge(byte[] frame, int originalLength) {
    return judge(frame, frame.length, originalLength);
  }

  /**
   * Judges a frame by its head.
   *
   * @param frame of which at least 64 bytes are there, or all of it
   * @param length how much of it was received, in bytes
   * @param originalLength how long it was on the wire, in bytes
   */
  public Verdict judge(byte[] frame, int length, int originalLength) {
    if (length < Ethernet.HEADER) {
      return Verdict.RUNT;
    }
    long source = Ethernet.source(frame);
    if (source == mac) {
      return Verdict.OWN;
    }
    if (MacAddress.isMulticast(source)) {
      return Verdict.BAD_SENDER;
    }
    int type = Ethernet.type(frame);
    if (type != Ethernet.TYPE_IPV4 && type != Ethernet.TYPE_ARP) {
      return Verdict.OTHER_PROTOCOL;
    }
    if (originalLength > mtu + Ethernet.HEADER) {
      return Verdict.OVERSIZED;
    }
    if (originalLength > length) {
      return Verdict.TRUNCATED;
    }
    return type == Ethernet.TYPE_ARP ? judgeArp(frame, length) : judgePacket(frame, length);
  }

  private Verdict judgeArp(byte[] frame, int length) {
    long destination = Ethernet.destination(frame);
    if (destination != mac && destination != MacAddress.BROADCAST) {
      return Verdict.OTHER_MAC;
    }
    if (length < Ethernet.HEADER + Arp.LENGTH || !Arp.isWellFormed(frame)) {
      return Verdict.OTHER_ARP;
    }
    boolean answer = Arp.operation(frame) == Arp.REPLY && destination == mac;
    boolean about = isMine(Arp.targetIp(frame)) || isMine(Arp.senderIp(frame));
    return answer || about ? Verdict.ADMITTED : Verdict.OTHER_ARP;
  }

  private Verdict judgePacket(byte[] frame, int length) {
    if (Ethernet.destination(frame) != mac) {
      return Verdict.OTHER_MAC;
    }
    if (length < Ethernet.HEADER + Ipv4.HEADER) {
      return Verdict.RUNT;
    }
    return isMine(Ipv4.destination(frame, Ethernet.HEADER))
        ? Verdict.ADMITTED
        : Verdict.OTHER_ADDRESS;
  }

  private boolean isMine(int address) {
    for (int mine : addresses) {
      if (mine == address) {
        return true;
      }
    }
    return false;
  }
}
