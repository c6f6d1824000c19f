package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.capture.Direction;
import io.lvsim.capture.PcapWriter;
import io.lvsim.replay.KeptFrames;
import io.lvsim.replay.LoopedFrames;
import io.lvsim.replay.MonotonicClock;
import io.lvsim.replay.Pace;
import io.lvsim.replay.Player;
import io.lvsim.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays onto one end of a veth pair; tcpdump tells what comes out at the other, and when. */
class ReplayOnVethTest {
  private static final String OBSTACLE = NetworkNamespace.obstacle();
  private static final double[] PERCENTILES = {50, 90, 99, 99.9};
  private static final int COMPARED = 3;
  private static final int ROUNDS = 3;
  private static final int RATE = 10_000;

  /** Below a microsecond the stamps of the receiving kernel are compared, not the senders. */
  private static final double EXACT_NANOS = 1_000;

  /** tcpdump lets the kernel gather frames for a second. */
  private static final int TCPDUMP_READS_AFTER_MILLIS = 1_500;

  @TempDir private Path directory = Path.of("");
  private NetworkNamespace namespace;

  @BeforeEach
  void makeNamespace() throws Throwable {
    assumeTrue(OBSTACLE.isEmpty(), OBSTACLE);
    assumeTrue(runs("tcpdump"), "needs tcpdump (Debian: apt-get install tcpdump)");
    namespace = new NetworkNamespace();
    namespace.makeVethPair();
  }

  @AfterEach
  void leaveNamespace() {
    if (namespace != null) {
      namespace.close();
    }
  }

  @Test
  void allFramesArriveByteForByteInOrder() throws Exception {
    KeptFrames frames = randomFrames(2_000);
    List<CapturedFrame> arrived = captured(() -> play(frames, new Pace.FrameRate(RATE), 2));
    assertThat(arrived).hasSize(2 * frames.count());
    for (int i = 0; i < arrived.size(); i++) {
      assertThat(arrived.get(i).bytes()).isEqualTo(frames.frame(i % frames.count()));
    }
  }

  @Test
  void topSpeedLosesNothingEither() throws Exception {
    KeptFrames frames = randomFrames(2_000);
    List<CapturedFrame> arrived = captured(() -> play(frames, new Pace.TopSpeed(), 5));
    assertThat(arrived).hasSize(5 * frames.count());
    assertThat(arrived.getLast().bytes()).isEqualTo(frames.frame(frames.count() - 1));
  }

  /**
   * Both in turns, as real-time processes; of each percentile the median of the rounds counts.
   * Asserted is what holds on a busy machine: up to the 99th percentile. The 99.9th, and ordinary
   * processes (with {@code -Dlvsim.replay.ordinary=true}), measure the other work on this machine
   * as well, and are printed.
   */
  @Test
  void framesAreAtMostAsLateAsTcpreplays() throws Exception {
    assumeTrue(runs("tcpreplay"), "needs tcpreplay (Debian: apt-get install tcpreplay)");
    assumeTrue(runs("chrt"), "needs chrt (Debian: apt-get install util-linux)");
    KeptFrames frames = randomFrames(10_000);
    Path file = write(frames);
    if (Boolean.getBoolean("lvsim.replay.ordinary")) {
      compare("ordinary", "", frames, file);
    }
    double[][] medians = compare("real-time", "chrt -f 20 ", frames, file);
    for (int i = 0; i < COMPARED; i++) {
      double most = Math.max(medians[1][i], EXACT_NANOS);
      assertThat(medians[0][i]).as("p%s", PERCENTILES[i]).isLessThanOrEqualTo(most);
    }
  }

  /** The medians of ours, and of theirs. */
  private double[][] compare(String how, String prefix, KeptFrames frames, Path file)
      throws Exception {
    double[][] ours = new double[ROUNDS][];
    double[][] theirs = new double[ROUNDS][];
    String command = prefix + "tcpreplay -q -i va -p " + RATE + " --loop 2 " + file;
    for (int round = 0; round < ROUNDS; round++) {
      Work playing = () -> play(frames, new Pace.FrameRate(RATE), 2);
      ours[round] = lateness(captured(prefix.isEmpty() ? playing : () -> asRealTime(playing)));
      theirs[round] = lateness(captured(() -> namespace.run(command)));
    }
    double[][] medians = {medians(ours), medians(theirs)};
    System.out.println(
        told(how + ": lvsim replay", medians[0]) + "\n" + told(how + ": tcpreplay", medians[1]));
    return medians;
  }

  private static double[] medians(double[][] rounds) {
    double[] medians = new double[PERCENTILES.length];
    for (int i = 0; i < medians.length; i++) {
      int which = i;
      medians[i] = Arrays.stream(rounds).mapToDouble(r -> r[which]).sorted().toArray()[ROUNDS / 2];
    }
    return medians;
  }

  private static String told(String who, double[] late) {
    StringBuilder text = new StringBuilder(who + " at " + RATE + " frames/s, late by us:");
    for (int i = 0; i < PERCENTILES.length; i++) {
      text.append(String.format("  p%s %.1f", PERCENTILES[i], late[i] / 1e3));
    }
    return text.toString();
  }

  /** Something that is done while tcpdump listens. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private static void play(KeptFrames frames, Pace pace, long loops)
      throws NicException, IOException {
    try (Nic nic = Nics.open("va", NicOptions.standard(), null)) {
      new Player(new LoopedFrames(frames, pace, loops), new MonotonicClock()).play(nic);
    }
  }

  /** Does it in this thread, which is a real-time thread meanwhile. */
  private void asRealTime(Work work) throws Exception {
    String thread = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
    namespace.run("chrt -f -p 20 " + thread);
    try {
      work.run();
    } finally {
      namespace.run("chrt -o -p 0 " + thread);
    }
  }

  private List<CapturedFrame> captured(Work work) throws Exception {
    Path file = directory.resolve("arrived.pcap");
    Process tcpdump =
        new ProcessBuilder(
                "tcpdump",
                "-i",
                "vb",
                "-Q",
                "in",
                "-B",
                "65536",
                "-U",
                "-Z",
                "root",
                "--time-stamp-precision=nano",
                "-w",
                file.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String first = tcpdump.inputReader().readLine();
      assertThat(first).contains("listening on vb");
      work.run();
      Thread.sleep(TCPDUMP_READS_AFTER_MILLIS);
    } finally {
      new ProcessBuilder("kill", "-INT", Long.toString(tcpdump.pid())).start().waitFor();
      assertThat(tcpdump.waitFor()).isZero();
    }
    return CaptureReader.readAll(file);
  }

  /** How much later than evenly each came, reckoned from the one that was earliest; percentiles. */
  private static double[] lateness(List<CapturedFrame> arrived) {
    assertThat(arrived).hasSize(20_000);
    double[] late = new double[arrived.size()];
    for (int i = 0; i < late.length; i++) {
      late[i] = arrived.get(i).atNanos() - arrived.getFirst().atNanos() - i * 1e9 / RATE;
    }
    double earliest = Arrays.stream(late).min().orElseThrow();
    Arrays.sort(late);
    return Arrays.stream(PERCENTILES)
        .map(p -> late[(int) Math.min(late.length - 1, late.length * p / 100)] - earliest)
        .toArray();
  }

  private Path write(KeptFrames frames) throws IOException {
    Path file = directory.resolve("sent.pcap");
    try (PcapWriter writer = new PcapWriter(file)) {
      for (int i = 0; i < frames.count(); i++) {
        writer.write(
            1_700_000_000L * 1_000_000_000 + i, Direction.UNKNOWN, frames.frame(i), List.of());
      }
    }
    return file;
  }

  private static KeptFrames randomFrames(int count) {
    Random random = new Random(21);
    List<byte[]> frames = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] frame = new byte[60 + random.nextInt(1455)];
      random.nextBytes(frame);
      Bytes.put48(frame, 0, 0x0200_0000_0002L);
      Bytes.put48(frame, 6, 0x0200_0000_0001L);
      Bytes.put16(frame, 12, 0x88B5);
      frames.add(frame);
      times.add((long) i);
    }
    return KeptFrames.of(frames, times);
  }

  private static boolean runs(String program) {
    for (String directory : List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/bin")) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
