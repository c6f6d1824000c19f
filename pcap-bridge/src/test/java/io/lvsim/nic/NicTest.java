package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.wire.Bytes;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every backend, on a veth pair in a network namespace of its own. */
class NicTest {
  private static final long SECOND = 1_000_000_000;
  private static final String OBSTACLE = NetworkNamespace.obstacle();

  private NetworkNamespace namespace;

  /** A backend and whether frames come one by one. */
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

  static Stream<Way> ways() {
    return Stream.of(NicBackend.LIBPCAP)
        .flatMap(b -> Stream.of(new Way(b, true), new Way(b, false)));
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

  @ParameterizedTest
  @MethodSource("ways")
  void framesArriveByteForByteAndInOrder(Way way) throws Exception {
    Random random = new Random(7);
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      FrameBatch batch = new FrameBatch(64, 65_536);
      for (int round = 0; round < 40; round++) {
        byte[][] frames = new byte[1 + random.nextInt(60)][];
        for (int i = 0; i < frames.length; i++) {
          frames[i] = randomFrame(random, 14 + random.nextInt(1500));
          a.send(frames[i], frames[i].length);
        }
        a.flush();
        expect(b, batch, frames);
      }
    }
  }

  /** Receives exactly these frames, however many at a time. */
  private static void expect(Nic nic, FrameBatch batch, byte[][] frames) throws NicException {
    int got = 0;
    while (got < frames.length) {
      int count = nic.receive(batch, 5 * SECOND);
      assertThat(count).as("frames after %d of %d", got, frames.length).isPositive();
      for (int i = 0; i < count; i++, got++) {
        assertThat(bytes(batch, i)).isEqualTo(frames[got]);
        assertThat(batch.originalLength(i)).isEqualTo(frames[got].length);
      }
    }
  }

  private static byte[] bytes(FrameBatch batch, int index) {
    return Arrays.copyOf(batch.frame(index), batch.length(index));
  }

  private static byte[] randomFrame(Random random, int length) {
    byte[] frame = new byte[length];
    random.nextBytes(frame);
    Bytes.put48(frame, 0, 0x0200_0000_0002L);
    Bytes.put48(frame, 6, 0x0200_0000_0001L);
    Bytes.put16(frame, 12, 0x88B5);
    return frame;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theInterfaceThatIsMissingIsNamedWithThoseThatAreThere(Way way) {
    assertThatThrownBy(() -> way.open("eth9"))
        .isInstanceOf(NicException.class)
        .hasMessage("there is no interface eth9; there are lo, va, vb");
  }
}
