package io.lvsim.cli;

import io.lvsim.audit.AuditReport;
import io.lvsim.audit.CaptureAudit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what captures tell about an LVS-DR cluster. */
@Command(
    name = "audit",
    description =
        "Says what captures tell about an LVS-DR cluster: who answered ARP for the VIP, which frames"
            + " went round the director, whether connections went where the rules send them, why"
            + " they were reset or not answered.",
    footer = {
      "  ipvsadm -Sn > rules; tcpdump -i eth0 -w eth0.pcap arp or net 192.168.2.0/24",
      "  lvsim audit eth0.pcap --rules rules",
      "  lvsim audit *.pcapng.gz --rules rules --format sarif > audit.sarif",
      "  lvsim audit client.pcap --rules rules --director 192.168.2.190",
      "",
      "Exit status: 0 nothing is wrong (there may be notes), 1 there are warnings or errors, 2 bad"
          + " input."
    })
final class AuditCommand extends Subcommand {
  private enum Format {
    text,
    json,
    sarif
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "CAPTURE",
      description =
          "pcap or pcapng files of one time, also packed with gzip or zstd; such as those of several"
              + " interfaces.")
  private List<Path> captures = new ArrayList<>();

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "FILE",
      description = "The director's table, as ipvsadm -Sn prints it.")
  private Path rules = Path.of("");

  @Option(
      names = "--marks",
      paramLabel = "FILE",
      description = "The director's firewall, as iptables-save prints it: for services by mark.")
  private @Nullable Path marks;

  @Option(
      names = "--in",
      paramLabel = "DEVICE",
      defaultValue = "eth0",
      description = "Where clients' packets come in, for MARK rules with -i (default: eth0).")
  private String device = "eth0";

  @Option(
      names = "--sysctl",
      paramLabel = "FILE",
      description = "The director's settings, as sysctl -a prints them.")
  private @Nullable Path sysctl;

  @Option(
      names = "--vip",
      paramLabel = "ADDRESS",
      description = "A virtual address that the rules do not name; may be repeated.")
  private List<String> vips = new ArrayList<>();

  @Option(
      names = "--director",
      paramLabel = "MAC|ADDRESS",
      description =
          "A director, where the captures do not show who forwards; may be repeated. An address is"
              + " one of its own, looked up in the captures' ARP.")
  private List<String> directors = new ArrayList<>();

  @Option(
      names = "--neighbor",
      paramLabel = "ADDRESS=MAC",
      description = "Who has a real server's address, where the captures' ARP does not tell it.")
  private List<String> neighbors = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default), json, or sarif (2.1.0).")
  private Format format = Format.text;

  @Override
  public Integer call() throws Exception {
    AuditCluster cluster = cluster();
    AuditReport report = CaptureAudit.of(captures, cluster.cluster());
    switch (format) {
      case text -> new AuditText(out(), ink()).print(report);
      case json -> AuditJson.write(report, out());
      case sarif -> AuditSarif.write(report, out());
    }
    return report.isClean() ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private AuditCluster cluster() throws Exception {
    AuditCluster cluster = new AuditCluster();
    cluster.readRules(rules);
    if (sysctl != null) {
      cluster.readSysctl(sysctl);
    }
    if (marks != null) {
      cluster.readMarks(marks, device);
    }
    for (String vip : vips) {
      cluster.addAddress(vip);
    }
    for (String director : directors) {
      cluster.addDirector(director);
    }
    for (String neighbor : neighbors) {
      cluster.addNeighbor(neighbor);
    }
    return cluster;
  }
}
