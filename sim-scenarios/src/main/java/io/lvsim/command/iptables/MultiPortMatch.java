package io.lvsim.command.iptables;

import io.lvsim.netfilter.PacketMatch.MultiPort;
import io.lvsim.netfilter.PacketMatch.MultiPort.Side;
import io.lvsim.netfilter.PortRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** -m multiport. */
final class MultiPortMatch implements Extension {
  /** XT_MULTI_PORTS: a range takes two. */
  private static final int MOST_PORTS = 15;

  private final RuleDraft draft;
  private final Ports ports;
  private @Nullable Side side;
  private boolean inverted;
  private List<PortRange> ranges = List.of();

  MultiPortMatch(RuleDraft draft, Ports ports) {
    this.draft = draft;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "multiport";
  }

  @Override
  public boolean take(String option, boolean not, OptionWords words) throws Complaint {
    Side wanted =
        switch (option) {
          case "--sports", "--source-ports" -> Side.SOURCE;
          case "--dports", "--destination-ports" -> Side.DESTINATION;
          case "--ports" -> Side.EITHER;
          default -> null;
        };
    if (wanted == null) {
      return false;
    }
    if (side != null) {
      throw twice(wanted, side);
    }
    side = wanted;
    inverted = not;
    String argument = words.argument(option);
    checkProtocol();
    ranges = ranges(argument);
    return true;
  }

  private static Complaint twice(Side second, Side first) {
    return second == first
        ? Complaint.about("multiport: option \"" + longName(first) + "\" can only be used once.\n")
        : Complaint.about(
            "multiport: option \""
                + longName(second)
                + "\" cannot be used together with \""
                + longName(first)
                + "\".\n");
  }

  private static String longName(Side side) {
    return switch (side) {
      case SOURCE -> "--source-ports";
      case DESTINATION -> "--destination-ports";
      case EITHER -> "--ports";
    };
  }

  private void checkProtocol() throws Complaint {
    switch (draft.protocol()) {
      case 0 ->
          throw Complaint.about(
              "multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'");
      case 6, 17, 33, 132, 136 -> {}
      default ->
          throw Complaint.about("multiport only works with TCP, UDP, UDPLITE, SCTP and DCCP");
    }
  }

  private List<PortRange> ranges(String text) throws Complaint {
    List<PortRange> found = new ArrayList<>();
    int count = 0;
    for (String each : text.split(",", -1)) {
      int colon = each.indexOf(':');
      count += colon < 0 ? 1 : 2;
      if (count > MOST_PORTS) {
        throw Complaint.about("too many ports specified");
      }
      int first = ports.port(colon < 0 ? each : each.substring(0, colon), draft.protocol());
      int last = colon < 0 ? first : ports.port(each.substring(colon + 1), draft.protocol());
      if (colon >= 0 && first >= last) {
        throw Complaint.about("invalid portrange specified");
      }
      found.add(new PortRange(first, last));
    }
    return found;
  }

  @Override
  public void finish(RuleDraft rule) throws Complaint {
    if (side == null) {
      throw Complaint.about("multiport expection an option");
    }
    rule.add(new MultiPort(side, ranges, inverted));
  }
}
