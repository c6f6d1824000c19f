package io.lvsim.command.net.ip;

import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Bridge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands behind type bridge (iplink_bridge.c); times are in hundredths of a second. */
final class BridgeOptions {
  static final String USAGE = usage();

  private static final long NANOS_PER_HUNDREDTH = 10_000_000L;

  /** What a bridge without spanning tree, VLANs and multicast groups does not need. */
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "forward_delay",
          "hello_time",
          "max_age",
          "priority",
          "mcast_snooping",
          "mcast_querier",
          "mcast_router",
          "nf_call_iptables",
          "nf_call_ip6tables",
          "nf_call_arptables",
          "vlan_default_pvid");

  private @Nullable Long agingNanos;
  private @Nullable Boolean spanningTree;

  /** Reads all that is left. */
  static BridgeOptions read(Words words) throws Refusal {
    BridgeOptions options = new BridgeOptions();
    while (words.more()) {
      options.read(words.next(), words);
    }
    return options;
  }

  private void read(String word, Words words) throws Refusal {
    if (Words.shortens(word, "help")) {
      throw new Refusal(1, USAGE);
    }
    switch (word) {
      case "stp_state" -> spanningTree = number(word, words.argument()) != 0;
      case "ageing_time" -> agingNanos = number(word, words.argument()) * NANOS_PER_HUNDREDTH;
      case "vlan_filtering" -> {
        if (number(word, words.argument()) != 0) {
          throw Words.notModelled("vlan_filtering 1");
        }
      }
      default -> {
        if (!WITHOUT_EFFECT.contains(word)) {
          throw new Refusal(1, "bridge: unknown command \"" + word + "\"?\n" + USAGE);
        }
        number(word, words.argument());
      }
    }
  }

  private static long number(String option, String text) throws Refusal {
    Long value = Inet.number(text);
    if (value == null) {
      throw Words.wrong(text, "invalid " + option);
    }
    return value;
  }

  void applyTo(Bridge bridge) {
    if (agingNanos != null) {
      bridge.setAgingNanos(agingNanos);
    }
    if (spanningTree != null) {
      bridge.setSpanningTree(spanningTree);
    }
  }

  private static String usage() {
    try (InputStream file = BridgeOptions.class.getResourceAsStream("bridge-usage.txt")) {
      if (file == null) {
        throw new IllegalStateException("the usage of bridges is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
