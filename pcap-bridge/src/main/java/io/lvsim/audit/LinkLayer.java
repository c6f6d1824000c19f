package io.lvsim.audit;

import io.lvsim.capture.CaptureInterface;
import io.lvsim.wire.Ethernet;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The link layers whose frames are looked into. Frames of others than Ethernet are made Ethernet
 * frames, in which the MAC addresses that were not captured are {@link #UNKNOWN}.
 */
final class LinkLayer {
  /** The MAC address of whoever the capture does not tell. */
  static final long UNKNOWN = 0;

  /** LINKTYPE_RAW: IPv4 or IPv6, by the version. */
  private static final int RAW = 101;

  private static final int RAW_OLD = 12;
  private static final int RAW_OPENBSD = 14;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;

  /** LINKTYPE_LINUX_SLL, as tcpdump -i any writes it (before version 4.99.2 or so). */
  private static final int COOKED = 113;

  /** LINKTYPE_LINUX_SLL2. */
  private static final int COOKED_2 = 276;

  private static final int COOKED_HEADER = 16;
  private static final int COOKED_2_HEADER = 20;
  private static final int ETHERNET_ADDRESS = 6;

  private LinkLayer() {}

  static boolean isKnown(int linkType) {
    return linkType == CaptureInterface.ETHERNET || lacksAddresses(linkType);
  }

  /** Whether frames of a known link layer come without some or all MAC addresses. */
  static boolean lacksAddresses(int linkType) {
    return switch (linkType) {
      case COOKED, COOKED_2, RAW, RAW_OLD, RAW_OPENBSD, IPV4, IPV6 -> true;
      default -> false;
    };
  }

  /** A name for people; such as {@code Linux cooked}. */
  static String name(int linkType) {
    return switch (linkType) {
      case CaptureInterface.ETHERNET -> "Ethernet";
      case COOKED -> "Linux cooked (SLL)";
      case COOKED_2 -> "Linux cooked (SLL2)";
      case RAW, RAW_OLD, RAW_OPENBSD, IPV4, IPV6 -> "raw IP";
      default -> "link type " + linkType;
    };
  }

  /** Which device of the machine, where the frame tells it; else 0. */
  static int device(int linkType, byte[] bytes) {
    return linkType == COOKED_2 && bytes.length >= COOKED_2_HEADER
        ? ByteBuffer.wrap(bytes).getInt(4)
        : 0;
  }

  /** The frame as an Ethernet frame; null if the link layer is not known or is cut short. */
  static byte @Nullable [] ethernet(int linkType, byte[] bytes) {
    return switch (linkType) {
      case CaptureInterface.ETHERNET -> bytes;
      case COOKED -> cooked(bytes);
      case COOKED_2 -> cooked2(bytes);
      case RAW, RAW_OLD, RAW_OPENBSD, IPV4, IPV6 -> raw(bytes);
      default -> null;
    };
  }

  private static byte @Nullable [] cooked(byte[] bytes) {
    if (bytes.length < COOKED_HEADER) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    long source = header.getShort(4) == ETHERNET_ADDRESS ? address(header, 6) : UNKNOWN;
    return framed(bytes, COOKED_HEADER, source, header.getShort(14) & 0xFFFF);
  }

  private static byte @Nullable [] cooked2(byte[] bytes) {
    if (bytes.length < COOKED_2_HEADER) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    long source = header.get(11) == ETHERNET_ADDRESS ? address(header, 12) : UNKNOWN;
    return framed(bytes, COOKED_2_HEADER, source, header.getShort(0) & 0xFFFF);
  }

  private static byte @Nullable [] raw(byte[] bytes) {
    if (bytes.length == 0) {
      return null;
    }
    int version = (bytes[0] & 0xFF) >> 4;
    return framed(bytes, 0, UNKNOWN, version == 6 ? Ethernet.TYPE_IPV6 : Ethernet.TYPE_IPV4);
  }

  private static long address(ByteBuffer header, int at) {
    return header.getLong(at) >>> 16;
  }

  private static byte[] framed(byte[] bytes, int headerLength, long source, int type) {
    int length = bytes.length - headerLength;
    byte[] frame = new byte[Ethernet.HEADER + length];
    System.arraycopy(bytes, headerLength, frame, Ethernet.HEADER, length);
    Ethernet.write(frame, UNKNOWN, source, type);
    return frame;
  }
}
