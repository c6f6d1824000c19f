package io.lvsim.cli;

import io.lvsim.wire.Ipv4Address;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what each arp_ignore and arp_announce does. */
@Command(
    name = "arp-matrix",
    description =
        "Puts questions about ARP to a LAN with a director, two real servers and a client: who"
            + " answers for the VIP, and what a real server's own requests say.",
    footer = {
      "  lvsim arp-matrix --ask questions.csv",
    })
final class ArpMatrixCommand extends Subcommand {
  @Option(
      names = "--ask",
      paramLabel = "FILE",
      description =
          "Answer each row of a table with the columns question, vip_on, vip_scope, all, eth0,"
              + " vip_dev, target, sender; what stands behind them is not looked at.")
  private @Nullable Path questions;

  @Option(
      names = "--vip",
      paramLabel = "ADDRESS",
      description = "The virtual IP address, where the questions do not tell.")
  private @Nullable String vip;

  @Override
  public Integer call() throws Exception {
    if (questions == null) {
      throw new BadInput("say what to ask: lvsim arp-matrix --ask FILE");
    }
    ArpQuestions.read(questions, vipOrNull()).answer(out());
    return ExitCode.PASSED;
  }

  private @Nullable Integer vipOrNull() throws BadInput {
    try {
      return vip == null ? null : Ipv4Address.parse(vip);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--vip: " + e.getMessage());
    }
  }
}
