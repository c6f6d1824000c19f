package io.lvsim.live;

/**
 * The kernel's classic BPF machine, as far as a {@link ClassicBpf} program uses it, written from
 * Linux's Documentation/networking/filter.rst: a load from behind the frame's end ends with 0.
 */
final class BpfMachine {
  private static final int PROTOCOL = 0xFFFF_F000;

  private BpfMachine() {}

  /** What a program says of an Ethernet frame, which it sees from behind its header on. */
  static int run(long[] program, byte[] frame) {
    long a = 0;
    for (int i = 0; i < program.length; i++) {
      int code = (int) program[i] & 0xFFFF;
      int ifSo = (int) (program[i] >>> 16) & 0xFF;
      int ifNot = (int) (program[i] >>> 24) & 0xFF;
      int k = (int) (program[i] >>> 32);
      switch (code) {
        case 0x20, 0x28, 0x30 -> {
          int bytes = code == 0x20 ? 4 : code == 0x28 ? 2 : 1;
          int at = k == PROTOCOL ? 12 : 14 + k;
          if (at + bytes > frame.length) {
            return 0;
          }
          a = 0;
          for (int b = 0; b < bytes; b++) {
            a = a << 8 | frame[at + b] & 0xFF;
          }
        }
        case 0x24 -> a = a * Integer.toUnsignedLong(k) & 0xFFFF_FFFFL;
        case 0x54 -> a &= Integer.toUnsignedLong(k);
        case 0x74 -> a >>>= k;
        case 0x05 -> i += k;
        case 0x15 -> i += a == Integer.toUnsignedLong(k) ? ifSo : ifNot;
        case 0x45 -> i += (a & k) != 0 ? ifSo : ifNot;
        case 0x06 -> {
          return k;
        }
        case 0x16 -> {
          return (int) a;
        }
        default -> throw new AssertionError("instruction %x".formatted(code));
      }
    }
    throw new AssertionError("the program does not end");
  }
}
