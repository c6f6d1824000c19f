package io.lvsim.nic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.wire.Bytes;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Puts each test on a veth pair in a network namespace of its own; skipped where that cannot be. */
abstract class BackendTest {
  static final long SECOND = 1_000_000_000;
  static final long MILLISECOND = 1_000_000;
  static final int TEST_TYPE = 0x88B5;
  private static final String OBSTACLE = NetworkNamespace.obstacle();

  NetworkNamespace namespace;

  /** A backend, and whether frames come one by one. */
  record Way(NicBackend backend, boolean immediate) {
    NicOptions options() {
      NicOptions o = NicOptions.standard();
      return new NicOptions("", true, immediate, o.snapLength(), o.ringBytes(), 0);
    }

    Nic open(String name) throws NicException {
      return open(name, options());
    }

    Nic open(String name, NicOptions options) throws NicException {
      try {
        return Nics.open(name, options, backend);
      } catch (BackendMissingException e) {
        assumeTrue(false, e.getMessage());
        throw e;
      }
    }
  }

  /** JNETPCAP is only in builds with its profile. */
  static Stream<Way> ways() {
    return NicBackend.inOrder().stream()
        .filter(b -> b != NicBackend.JNETPCAP || NicProviders.arePresent())
        .flatMap(b -> Stream.of(new Way(b, true), new Way(b, false)));
  }

  /** Those that allocate nothing for a frame. */
  static Stream<Way> foreignWays() {
    return ways()
        .filter(w -> w.backend() == NicBackend.AF_PACKET || w.backend() == NicBackend.LIBPCAP);
  }

  @BeforeEach
  void makeNamespace() throws Throwable {
    assumeTrue(OBSTACLE.isEmpty(), OBSTACLE);
    namespace = new NetworkNamespace();
    namespace.makeVethPair();
  }

  @AfterEach
  void leaveNamespace() {
    if (namespace != null) {
      namespace.close();
    }
  }

  static byte[] randomFrame(Random random, int length) {
    byte[] frame = new byte[length];
    random.nextBytes(frame);
    Bytes.put48(frame, 0, 0x0200_0000_0002L);
    Bytes.put48(frame, 6, 0x0200_0000_0001L);
    Bytes.put16(frame, 12, TEST_TYPE);
    return frame;
  }

  static byte[] bytes(FrameBatch batch, int index) {
    return Arrays.copyOf(batch.frame(index), batch.length(index));
  }

  static void send(Nic nic, byte[]... frames) throws NicException {
    for (byte[] frame : frames) {
      nic.send(frame, frame.length);
    }
    nic.flush();
  }
}
