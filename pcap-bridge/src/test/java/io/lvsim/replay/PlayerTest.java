package io.lvsim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lvsim.nic.FrameBatch;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicStatistics;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When frames leave, by a clock that the test moves. */
class PlayerTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /** Sleeps too long by up to 90 us, and every look at it takes a little. */
  private static final class FakeClock implements ReplayClock {
    private final Random random = new Random(3);
    private final long overshoot;
    private long now = -SECOND;

    FakeClock(long overshoot) {
      this.overshoot = overshoot;
    }

    @Override
    public long nanoTime() {
      return now += 20;
    }

    @Override
    public void waitTowards(long deadlineNanos) {
      boolean wholly = random.nextInt(4) > 0;
      long until = wholly ? deadlineNanos : (now + deadlineNanos) / 2;
      now = Math.max(now, until + random.nextLong(overshoot + 1));
    }
  }

  /** Notes when each frame came, and takes its time for it. */
  private static class FakeNic implements Nic {
    private final FakeClock clock;
    private final long sendTakes;
    private final List<Long> times = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Integer> flushedAt = new ArrayList<>();

    FakeNic(FakeClock clock, long sendTakes) {
      this.clock = clock;
      this.sendTakes = sendTakes;
    }

    @Override
    public void send(byte[] frame, int length) {
      times.add(clock.now);
      lengths.add(length);
      clock.now += sendTakes;
    }

    @Override
    public void flush() {
      flushedAt.add(times.size());
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public long mac() {
      return 0;
    }

    @Override
    public int mtu() {
      return 1500;
    }

    @Override
    public int receive(FrameBatch batch, long timeoutNanos) {
      return 0;
    }

    @Override
    public NicStatistics statistics() {
      return new NicStatistics(0, 0, times.size(), 0);
    }

    @Override
    public void close() {}
  }

  private static KeptFrames frames(int count, long gapNanos) {
    List<byte[]> frames = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new byte[60 + i % 5]);
      times.add(1_700_000_000_000_000_000L + i * gapNanos);
    }
    return KeptFrames.of(frames, times);
  }

  private static FakeNic play(KeptFrames frames, Pace pace, long loops, FakeClock clock) {
    FakeNic nic = new FakeNic(clock, 300);
    try {
      new Player(new LoopedFrames(frames, pace, loops), clock).play(nic);
    } catch (io.lvsim.nic.NicException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
    return nic;
  }

  /** Each frame by itself: never early, late by one oversleep at most, however many came before. */
  private static void expectOnTime(FakeNic nic, double gapNanos) {
    long first = nic.times.getFirst();
    for (int i = 0; i < nic.times.size(); i++) {
      long due = (long) (i * gapNanos);
      assertThat(nic.times.get(i) - first).isBetween(due - 200, due + 90_000 + 1_000);
    }
  }

  @Test
  void aMillionFramesDoNotDrift() {
    KeptFrames frames = frames(1000, 70);
    expectOnTime(play(frames, new Pace.FrameRate(10_000), 1000, new FakeClock(90_000)), 100_000);
  }

  @Test
  void ratesThatDivideNothingDoNotDriftEither() {
    KeptFrames frames = frames(7, 70);
    FakeNic nic = play(frames, new Pace.FrameRate(3), 10_000, new FakeClock(90_000));
    expectOnTime(nic, 1e9 / 3);
  }

  @Test
  void originalTimesAreKeptAndLoopsFollowAfterTheMeanGap() {
    KeptFrames frames = frames(50, 2 * MILLI);
    expectOnTime(play(frames, new Pace.Original(1), 40, new FakeClock(90_000)), 2e6);
    expectOnTime(play(frames, new Pace.Original(2), 40, new FakeClock(90_000)), 1e6);
    expectOnTime(play(frames, new Pace.Original(0.5), 40, new FakeClock(90_000)), 4e6);
  }

  @Test
  void unevenGapsStayUneven() {
    List<byte[]> two = List.of(new byte[60], new byte[60], new byte[60]);
    KeptFrames frames = KeptFrames.of(two, List.of(5L, 5 + MILLI, 5 + 9 * MILLI));
    FakeNic nic = play(frames, new Pace.Original(1), 1, new FakeClock(0));
    assertThat(nic.times.get(1) - nic.times.get(0)).isBetween(MILLI - 100, MILLI + 100);
    assertThat(nic.times.get(2) - nic.times.get(0)).isBetween(9 * MILLI - 100, 9 * MILLI + 100);
  }

  @Test
  void timesThatRunBackwardsComeTogether() {
    List<byte[]> three = List.of(new byte[60], new byte[60], new byte[60]);
    KeptFrames frames = KeptFrames.of(three, List.of(5L, 9L, 1L));
    assertThat(frames.atNanos(2)).isEqualTo(4);
  }

  @Test
  void bitsASecondCountTheFramesBits() {
    KeptFrames frames = frames(5, 70);
    long bits = frames.summary().bytes() * 8;
    FakeNic nic = play(frames, new Pace.BitRate(1_000_000), 1001, new FakeClock(0));
    long loops = nic.times.get(5 * 1000) - nic.times.get(0);
    assertThat(loops).isBetween(bits * 1_000_000 - 500, bits * 1_000_000 + 500);
  }

  @Test
  void topSpeedWaitsForNothingAndSendsInBatches() {
    FakeNic nic = play(frames(100, SECOND), new Pace.TopSpeed(), 3, new FakeClock(0));
    assertThat(nic.times).hasSize(300);
    assertThat(nic.times.getLast() - nic.times.getFirst()).isLessThan(MILLI);
    assertThat(nic.flushedAt).containsExactly(64, 128, 192, 256, 300);
  }

  @Test
  void nothingWaitsInTheNicWhileThePlayerWaits() {
    FakeNic nic = play(frames(20, MILLI), new Pace.Original(1), 1, new FakeClock(0));
    assertThat(nic.flushedAt).hasSize(20);
  }

  @Test
  void whatIsLateIsCaughtUpWithAndCounted() throws Exception {
    FakeClock clock = new FakeClock(0);
    FakeNic slow = new FakeNic(clock, 3 * MILLI);
    KeptFrames frames = frames(10, MILLI);
    Player player = new Player(new LoopedFrames(frames, new Pace.Original(1), 1), clock);
    player.play(slow);
    assertThat(player.errors().count()).isEqualTo(10);
    assertThat(player.errors().max()).isBetween(18 * MILLI - MILLI / 10, 18 * MILLI + MILLI / 10);
    assertThat(player.sent()).isEqualTo(10);
    assertThat(player.sentBytes()).isEqualTo(frames.summary().bytes());
  }

  @Test
  void stoppingEndsALoopWithoutEnd() throws Exception {
    KeptFrames frames = frames(3, MILLI);
    FakeClock clock = new FakeClock(0);
    Player player = new Player(new LoopedFrames(frames, new Pace.Original(1), 0), clock);
    FakeNic nic =
        new FakeNic(clock, 0) {
          @Override
          public void flush() {
            super.flush();
            if (player.sent() >= 100) {
              player.stop();
            }
          }
        };
    player.play(nic);
    assertThat(player.sent()).isBetween(100L, 101L);
    assertThat(player.isStopped()).isTrue();
  }

  @Test
  void playingAllocatesNothingPerFrame() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thousand = allocated(threads, 1_000);
    long million = allocated(threads, 1_000_000);
    assertThat(million - thousand).isLessThan(100_000);
  }

  private static long allocated(ThreadMXBean threads, long loops) throws Exception {
    KeptFrames frames = frames(1, 0);
    MonotonicClock clock = new MonotonicClock();
    Player player = new Player(new LoopedFrames(frames, new Pace.FrameRate(1e9), loops), clock);
    Nic nic = new SilentNic();
    long before = threads.getCurrentThreadAllocatedBytes();
    player.play(nic);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
