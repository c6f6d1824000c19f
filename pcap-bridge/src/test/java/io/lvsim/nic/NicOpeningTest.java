package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.wire.MacAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Opening, closing, and what happens to an interface meanwhile. */
class NicOpeningTest extends BackendTest {
  private final FrameBatch batch = new FrameBatch(8, 2000);

  @ParameterizedTest
  @MethodSource("ways")
  void theInterfaceThatIsMissingIsNamedWithThoseThatAreThere(Way way) throws Exception {
    way.open("va").close();
    assertThatThrownBy(() -> way.open("eth9"))
        .isInstanceOf(NicException.class)
        .hasMessage("there is no interface eth9; there are lo, va, vb");
    assertThatThrownBy(() -> way.open("")).isInstanceOf(NicException.class);
    assertThatThrownBy(() -> way.open("a-name-that-is-too-long"))
        .isInstanceOf(NicException.class);
  }

  @Test
  void interfacesAreListedInOrder() {
    assertThat(Nics.names()).containsExactly("lo", "va", "vb");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void itKnowsItsNameAndMac(Way way) throws Exception {
    namespace.run("ip link set dev va address 02:11:22:33:44:55");
    try (Nic a = way.open("va")) {
      assertThat(a.name()).isEqualTo("va");
      assertThat(MacAddress.format(a.mac())).isEqualTo("02:11:22:33:44:55");
    }
  }

  @Test
  void theFastestIsTakenWhenNoneIsNamed() throws Exception {
    try (Nic a = Nics.open("va", NicOptions.standard(), null)) {
      assertThat(a).isInstanceOf(PacketNic.class);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aWrongFilterIsToldInLibpcapsWords(Way way) throws Exception {
    way.open("va").close();
    assertThatThrownBy(() -> way.open("va", way.options().withFilter("tcp prot 80")))
        .isInstanceOf(NicException.class)
        .hasMessageContaining("the filter \"tcp prot 80\" is wrong: ")
        .hasMessageContaining("syntax error");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void anInterfaceThatIsDownIsToldOf(Way way) throws Exception {
    namespace.run("ip link set dev va down");
    assertThatThrownBy(() -> way.open("va"))
        .isInstanceOf(NicException.class)
        .hasMessage("va is down: ip link set dev va up");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aDeviceWithoutEthernetIsRefused(Way way) throws Exception {
    try {
      namespace.run("ip tuntap add dev tun0 mode tun");
    } catch (AssertionError e) {
      org.junit.jupiter.api.Assumptions.abort("needs tun devices: " + e.getMessage());
    }
    namespace.run("ip link set dev tun0 up");
    assertThatThrownBy(() -> way.open("tun0"))
        .isInstanceOf(NicException.class)
        .hasMessage("tun0 carries no Ethernet frames");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whoMayNotIsToldWhatToType(Way way) throws Throwable {
    way.open("va").close();
    try (Capabilities dropped = Capabilities.without(12, 13)) {
      assertThatThrownBy(() -> way.open("va"))
          .isInstanceOf(NicException.class)
          .hasMessageContaining("not allowed to open va: run as root, or: setpriv");
    }
    way.open("va").close();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aDeletedInterfaceIsToldOf(Way way) throws Exception {
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      send(a, randomFrame(new Random(1), 60));
      assertThat(b.receive(batch, SECOND)).isEqualTo(1);
      namespace.run("ip link del va");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 20; i++) {
                  b.receive(batch, SECOND / 4);
                }
              })
          .isInstanceOf(NicException.class)
          .hasMessage("vb is gone: it was deleted, or moved to another network namespace");
      assertThatThrownBy(() -> send(a, randomFrame(new Random(1), 60)))
          .isInstanceOf(NicException.class)
          .hasMessageStartingWith("va is gone");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void downAndUpAgainIsSurvivedAndCounted(Way way) throws Exception {
    byte[] frame = randomFrame(new Random(1), 60);
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      namespace.run("ip link set dev va down");
      send(a, frame);
      assertThat(a.statistics().unsent()).isEqualTo(1);
      assertThat(a.receive(batch, SECOND / 4)).isZero();
      assertThat(b.receive(batch, SECOND / 4)).isZero();
      namespace.run("ip link set dev vb down");
      assertThat(b.receive(batch, SECOND / 4)).isZero();
      namespace.run("ip link set dev vb up");
      namespace.run("ip link set dev va up");
      send(a, frame);
      assertThat(b.receive(batch, 5 * SECOND)).isEqualTo(1);
      send(b, frame);
      assertThat(a.receive(batch, 5 * SECOND)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void closingTwiceIsClosingOnce(Way way) throws Exception {
    Nic a = way.open("va");
    a.close();
    a.close();
    assertThatThrownBy(() -> a.receive(batch, 0)).hasMessage("va has been closed");
    assertThatThrownBy(() -> a.send(new byte[60], 60)).hasMessage("va has been closed");
    assertThatThrownBy(a::flush).hasMessage("va has been closed");
    assertThatThrownBy(a::statistics).hasMessage("va has been closed");
    assertThat(a.name()).isEqualTo("va");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void promiscuousIsWhatTheInterfaceBecomes(Way way) throws Exception {
    try (Nic modest = way.open("va", way.options().withPromiscuous(false))) {
      assertThat(namespace.run("ip -d link show va")).contains("promiscuity 0");
      try (Nic a = way.open("va")) {
        assertThat(namespace.run("ip -d link show va")).contains("promiscuity 1");
      }
      assertThat(namespace.run("ip -d link show va")).contains("promiscuity 0");
    }
  }
}
