package io.lvsim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that came, some of them tampered with, against those that were expected. */
class AlignmentTest {
  private static final long MILLI = 1_000_000;
  private static final long WITHIN = 50 * MILLI;
  private static final int CLIENT = 0x0A000001;
  private static final int VIP = 0x0A0000FE;

  private final List<Mismatch> told = new ArrayList<>();

  /** What happens to a frame on its way. */
  private enum Fate {
    AS_EXPECTED,
    LOST,
    TWICE,
    LATE,
    OTHER_MAC,
    OTHER_TTL,
    OTHER_PAYLOAD,
    OTHER_DESTINATION,
    OTHER_INTERFACE,
    FLOODED,
    ASTRAY
  }

  private static final Set<Fate> AS_PREDICTED =
      EnumSet.of(Fate.AS_EXPECTED, Fate.TWICE, Fate.FLOODED);

  private static byte[] frame(int number, int dataBytes) {
    byte[] frame = Ethernet.allocate(Ipv4.HEADER + Tcp.HEADER + dataBytes);
    Ethernet.write(frame, 0x0200_0000_0191L, 0x0200_0000_0190L, Ethernet.TYPE_IPV4);
    int length = Ipv4.HEADER + Tcp.HEADER + dataBytes;
    Ipv4.write(frame, 14, length, number, 0x4000, 63, Ipv4.PROTOCOL_TCP, CLIENT, VIP);
    Tcp.write(frame, 34, Tcp.HEADER, 20_000 + number % 7, 80, number * 100, 5, Tcp.ACK, 500);
    for (int i = 0; i < dataBytes; i++) {
      frame[54 + i] = (byte) (i * number);
    }
    Tcp.writeChecksum(frame, 34, Tcp.HEADER + dataBytes, CLIENT, VIP);
    return frame;
  }

  private static Sighting seen(long at, int place, long number, byte[] frame) {
    return Sighting.of(at, place, number, Kinship.FORWARDED, frame);
  }

  private static byte[] tampered(Fate fate, byte[] frame) {
    byte[] changed = frame.clone();
    switch (fate) {
      case OTHER_MAC -> Bytes.put48(changed, 0, 0x0200_0000_0192L);
      case OTHER_TTL -> Ipv4.setTtl(changed, 14, 62);
      case OTHER_PAYLOAD -> changed[14 + Ipv4.totalLength(frame, 14) - 1] ^= 4;
      case OTHER_DESTINATION -> Bytes.put32(changed, 30, VIP + 1);
      default -> {}
    }
    return changed;
  }

  private static String wordsFor(Fate fate) {
    return switch (fate) {
      case OTHER_MAC -> "destination MAC 02:00:00:00:01:92, expected 02:00:00:00:01:91";
      case OTHER_TTL -> "TTL 62, expected 63";
      case OTHER_PAYLOAD -> "payload ";
      case OTHER_DESTINATION -> "destination 10.0.0.255, expected 10.0.0.254; header checksum";
      case OTHER_INTERFACE, ASTRAY -> "interface w1, expected w0";
      default -> "";
    };
  }

  private static Mismatch.Kind[] kindsFor(Fate fate) {
    return switch (fate) {
      case AS_EXPECTED, FLOODED -> new Mismatch.Kind[0];
      case LOST -> new Mismatch.Kind[] {Mismatch.Kind.MISSING};
      case TWICE -> new Mismatch.Kind[] {Mismatch.Kind.UNEXPECTED};
      case LATE -> new Mismatch.Kind[] {Mismatch.Kind.MISSING, Mismatch.Kind.UNEXPECTED};
      default -> new Mismatch.Kind[] {Mismatch.Kind.DIFFERS};
    };
  }

  private Alignment alignment(Set<SightedField> ignored) {
    return new Alignment(WITHIN, ignored, List.of("w0", "w1"), told::add);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyTamperingIsFoundAndNothingElse(long seed) {
    Random random = new Random(seed);
    int frames = 500;
    List<Fate> fates = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (int i = 1; i <= frames; i++) {
      Fate fate =
          random.nextInt(4) > 0
              ? Fate.AS_EXPECTED
              : Fate.values()[random.nextInt(Fate.values().length)];
      fates.add(fate);
      happen(events, fate, i, frame(i, random.nextInt(1400) + 1), random);
    }
    Alignment alignment = alignment(Set.of());
    events.stream()
        .sorted(Comparator.comparingLong(Event::at))
        .forEach(event -> event.what.accept(alignment));
    alignment.end();
    for (int i = 1; i <= frames; i++) {
      Fate fate = fates.get(i - 1);
      int number = i;
      List<Mismatch> about = told.stream().filter(m -> m.captured() == number).toList();
      assertThat(about.stream().map(Mismatch::kind))
          .as("%s of frame %d", fate, i)
          .containsExactlyInAnyOrder(kindsFor(fate));
      assertThat(about).allMatch(m -> m.detail().contains(wordsFor(fate)));
    }
    assertThat(alignment.agreeing())
        .isEqualTo(fates.stream().filter(AS_PREDICTED::contains).count());
    assertThat(alignment.flooded())
        .isEqualTo(fates.stream().filter(f -> f == Fate.FLOODED).count());
  }

  /** Something that is told the alignment at a time. */
  private record Event(long at, java.util.function.Consumer<Alignment> what) {}

  private static void happen(
      List<Event> events, Fate fate, int number, byte[] frame, Random random) {
    long due = number * MILLI;
    long predicted = due + random.nextInt(20_000);
    long comes = due + random.nextLong(30 * MILLI) + (fate == Fate.LATE ? WITHIN + MILLI : 0);
    int place = fate == Fate.OTHER_INTERFACE ? 1 : 0;
    byte[] changed = tampered(fate, frame);
    events.add(new Event(due, a -> a.sent(seen(due, 0, number, frame), number)));
    events.add(new Event(predicted, a -> a.expected(seen(predicted, 0, number, frame))));
    if (fate == Fate.FLOODED || fate == Fate.ASTRAY) {
      long copied = comes + random.nextInt(20_000) - 10_000;
      events.add(new Event(copied, a -> a.strayed(seen(copied, 1, number, changed))));
    }
    if (fate != Fate.LOST && fate != Fate.ASTRAY) {
      events.add(new Event(comes, a -> a.observed(seen(comes, place, number, changed))));
    }
    if (fate == Fate.TWICE) {
      events.add(new Event(comes + 5, a -> a.observed(seen(comes + 5, 0, number, changed))));
    }
  }

  @Test
  void ignoredFieldsAreNotCompared() {
    Alignment alignment = alignment(EnumSet.of(SightedField.DESTINATION_MAC, SightedField.TTL));
    byte[] frame = frame(1, 100);
    alignment.expected(seen(0, 0, 1, frame));
    alignment.observed(seen(1, 0, 1, tampered(Fate.OTHER_TTL, tampered(Fate.OTHER_MAC, frame))));
    alignment.end();
    assertThat(told).isEmpty();
    assertThat(alignment.agreeing()).isEqualTo(1);
  }

  /** Loops send the same packets again: each copy goes with the prediction of its own time. */
  @Test
  void copiesGoWithTheirOwnTime() {
    Alignment alignment = alignment(Set.of());
    byte[] frame = frame(1, 100);
    for (int loop = 0; loop < 10; loop++) {
      alignment.expected(seen(loop * 200 * MILLI, 0, loop + 1, frame));
      if (loop != 4) {
        alignment.observed(seen(loop * 200 * MILLI + MILLI, 0, loop + 1, frame));
      }
    }
    alignment.end();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().kind()).isEqualTo(Mismatch.Kind.MISSING);
    assertThat(told.getFirst().expectedNumber()).isEqualTo(5);
  }

  @Test
  void fieldsHaveNamesOfTheirOwn() {
    assertThat(Stream.of(SightedField.values()).map(SightedField::optionName).distinct())
        .hasSize(SightedField.values().length);
  }
}
