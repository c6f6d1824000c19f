package io.lvsim.cli;

import io.lvsim.wire.Ipv4Address;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what each arp_ignore and arp_announce does. */
@Command(
    name = "arp-matrix",
    description =
        "Shows what each arp_ignore and arp_announce does: who answers for the VIP, what the"
            + " clients' neighbour caches hold, and how many frames go round the director.",
    footer = {
      "  lvsim arp-matrix                          the VIP on lo, as in the tutorial",
      "  lvsim arp-matrix --vip-on eth0",
      "  lvsim arp-matrix --json | jq 'select(.works)'",
      "  lvsim arp-matrix --ask questions.csv      single questions, answered as a table"
    })
final class ArpMatrixCommand extends Subcommand {
  private static final List<String> DEVICES = List.of("lo", "eth0", "dummy0");

  @Option(
      names = "--vip-on",
      paramLabel = "DEVICE",
      defaultValue = "lo",
      description = "The real servers' device that has the VIP: lo (default), eth0 or dummy0.")
  private String vipOn = "lo";

  @Option(names = "--json", description = "One JSON object a line instead of the table.")
  private boolean json;

  @Option(
      names = "--ask",
      paramLabel = "FILE",
      description =
          "Answer each row of a CSV table instead; its columns are question, vip_on, vip_scope,"
              + " all, eth0, vip_dev, target, sender, and what stands behind them is not looked"
              + " at.")
  private @Nullable Path questions;

  @Option(
      names = "--vip",
      paramLabel = "ADDRESS",
      description = "With --ask: the virtual IP address, where the questions do not tell.")
  private @Nullable String vip;

  @Override
  public Integer call() throws Exception {
    if (questions != null) {
      ArpQuestions.read(questions, vipOrNull()).answer(out());
      return ExitCode.PASSED;
    }
    if (!DEVICES.contains(vipOn)) {
      throw new BadInput("--vip-on: '" + vipOn + "' is none of lo, eth0, dummy0");
    }
    printTable();
    return ExitCode.PASSED;
  }

  private void printTable() throws Exception {
    if (!json) {
      ArpMatrixTable.printHead(out(), ink(), vipOn);
    }
    for (ArpSetting setting : ArpSetting.all(vipOn)) {
      ArpMatrixRow row = ArpMatrixRun.of(setting);
      if (json) {
        ArpMatrixTable.printJson(out(), row);
      } else {
        ArpMatrixTable.print(out(), ink(), row);
      }
      out().flush();
    }
  }

  private @Nullable Integer vipOrNull() throws BadInput {
    try {
      return vip == null ? null : Ipv4Address.parse(vip);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--vip: " + e.getMessage());
    }
  }
}
