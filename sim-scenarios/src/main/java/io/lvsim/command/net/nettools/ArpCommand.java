package io.lvsim.command.net.nettools;

import io.lvsim.command.net.GetOpt;
import io.lvsim.command.net.GetOpt.LongOption;
import io.lvsim.command.net.HostNames;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.host.NeighborEntry;
import io.lvsim.host.NeighborEntry.State;
import io.lvsim.host.Route;
import io.lvsim.lab.NameService;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** arp: shows, sets and deletes entries of the ARP cache. */
public final class ArpCommand implements Command {
  private static final int FAILURE = 255;
  private static final String HEADER =
      "Address                  HWtype  HWaddress           Flags Mask            Iface";
  private static final String VERSION =
      "net-tools 2.10\n+I18N +SELINUX\n"
          + "AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE"
          + " -BLUETOOTH\n"
          + "HW: (ether) +ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH"
          + " +SIT +FDDI +HIPPI +HDLC/LAPB +EUI64 \n";

  private static final List<LongOption> LONG =
      List.of(
          LongOption.flag("verbose", 'v'),
          LongOption.flag("version", 'V'),
          LongOption.flag("all", 'a'),
          LongOption.flag("delete", 'd'),
          LongOption.flag("file", 'f'),
          LongOption.flag("numeric", 'n'),
          LongOption.flag("set", 's'),
          LongOption.with("protocol", 'A'),
          LongOption.with("hw-type", 'H'),
          LongOption.with("device", 'i'),
          LongOption.flag("help", 'h'),
          LongOption.flag("use-device", 'D'));

  @Override
  public int run(Invocation call) {
    try {
      return new Run(call).run();
    } catch (Refusal refusal) {
      call.err().print(refusal.text());
      return refusal.status();
    }
  }

  /** One run with its options. */
  private static final class Run {
    private final Invocation call;
    private final Host host;
    private boolean bsdStyle;
    private boolean numeric;
    private boolean verbose;
    private char action = ' ';
    private @Nullable String device;
    private List<String> operands = List.of();

    Run(Invocation call) {
      this.call = call;
      this.host = call.net().host();
    }

    int run() throws Refusal {
      GetOpt getopt = new GetOpt("arp", call.arguments(), "A:H:adfp:nsei:Dt:vh?DNV", LONG);
      for (int option = getopt.next(); option != GetOpt.END; option = getopt.next()) {
        apply(option, getopt);
      }
      operands = getopt.operands();
      return switch (action) {
        case 'd' -> delete();
        case 's' -> set();
        case 'V' -> print(VERSION);
        case 'h' -> print(Usage.ARP);
        default -> show();
      };
    }

    private int print(String text) {
      call.out().print(text);
      return 0;
    }

    private void apply(int option, GetOpt getopt) throws Refusal {
      switch (option) {
        case 'a' -> bsdStyle = true;
        case 'n' -> numeric = true;
        case 'v' -> verbose = true;
        case 'd', 's', 'V', 'h' -> action = (char) option;
        case 'i' -> device = getopt.argument();
        case 'e', 'N' -> {}
        case 'A', 'p', 'H', 't' -> checkFamily((char) option, getopt.argument());
        case 'f', 'D' ->
            throw new Refusal(
                FAILURE, "arp: -" + (char) option + " is not modelled in this lab.\n");
        default -> throw new Refusal(3, getopt.error() + Usage.ARP);
      }
    }

    private static void checkFamily(char option, String name) throws Refusal {
      if (!name.equals("inet") && !name.equals("ether")) {
        boolean hardware = option == 'H' || option == 't';
        throw new Refusal(
            FAILURE,
            "arp: "
                + name
                + ": unknown "
                + (hardware ? "hardware type" : "address family")
                + ".\n");
      }
    }

    private int show() throws Refusal {
      Integer wanted = operands.isEmpty() ? null : (Integer) resolve(operands.getFirst());
      List<NeighborEntry> entries = known();
      List<NeighborEntry> shown = new ArrayList<>();
      for (NeighborEntry entry : entries) {
        boolean onDevice = device == null || entry.on().name().equals(device);
        if (onDevice && (wanted == null || entry.address() == wanted)) {
          shown.add(entry);
        }
      }
      if (!shown.isEmpty() && !bsdStyle) {
        call.out().println(HEADER);
      }
      shown.forEach(entry -> call.out().println(bsdStyle ? bsdLine(entry) : line(entry)));
      sayTotals(entries.size(), shown.size(), wanted);
      return 0;
    }

    private void sayTotals(int entries, int shown, @Nullable Integer wanted) {
      if (verbose) {
        call.out()
            .println(
                "Entries: " + entries + "\tSkipped: " + (entries - shown) + "\tFound: " + shown);
      }
      if (shown > 0 || wanted == null && device == null) {
        return;
      }
      if (wanted != null && !bsdStyle) {
        String dotted = Ipv4Address.format(wanted);
        call.out().println(operands.getFirst() + " (" + dotted + ") -- no entry");
      } else {
        call.out().println("arp: in " + entries + " entries no match found.");
      }
    }

    /** What /proc/net/arp lists. */
    private List<NeighborEntry> known() {
      return host.neighbors().entries().stream()
          .filter(entry -> entry.state() != State.NOARP && entry.state() != State.NONE)
          .toList();
    }

    private String line(NeighborEntry entry) {
      boolean complete = entry.state().isValid();
      return String.format(
          Locale.ROOT,
          "%-23.23s  %-8.8s%-20.20s%-6.6s%-15s %s",
          shownName(entry.address(), false),
          complete ? hardware(entry) : "",
          complete ? MacAddress.format(entry.mac()) : "(incomplete)",
          complete ? entry.state() == State.PERMANENT ? "CM" : "C" : "",
          "",
          entry.on().name());
    }

    private String bsdLine(NeighborEntry entry) {
      String mac =
          entry.state().isValid()
              ? MacAddress.format(entry.mac()) + " [" + hardware(entry) + "]"
              : "<incomplete>";
      return shownName(entry.address(), true)
          + " ("
          + Ipv4Address.format(entry.address())
          + ") at "
          + mac
          + (entry.state() == State.PERMANENT ? " PERM" : "")
          + " on "
          + entry.on().name();
    }

    private static String hardware(NeighborEntry entry) {
      return entry.on().isLoopback() ? "loop" : "ether";
    }

    private String shownName(int address, boolean bsd) {
      String name = numeric ? null : new NameService(call.files()).host(address);
      return name != null ? name : bsd ? "?" : Ipv4Address.format(address);
    }

    private int delete() throws Refusal {
      if (operands.isEmpty()) {
        throw new Refusal(FAILURE, "arp: need host name\n");
      }
      int address = resolve(operands.getFirst());
      boolean gone = false;
      for (Interface each : host.interfaces()) {
        if (device == null || each.name().equals(device)) {
          gone |= host.neighbors().remove(address, each);
        }
      }
      if (!gone) {
        throw new Refusal(FAILURE, "No ARP entry for " + operands.getFirst() + "\n");
      }
      return 0;
    }

    private int set() throws Refusal {
      if (operands.isEmpty()) {
        throw new Refusal(FAILURE, "arp: need host name\n");
      }
      int address = resolve(operands.getFirst());
      if (operands.size() < 2) {
        throw new Refusal(FAILURE, "arp: need hardware address\n");
      }
      long mac = mac(operands.get(1));
      boolean temporary = false;
      for (String flag : operands.subList(2, operands.size())) {
        switch (flag) {
          case "temp" -> temporary = true;
          case "pub", "priv", "trail", "dontpub", "auto", "dev", "netmask" ->
              throw new Refusal(FAILURE, "arp: " + flag + " is not modelled in this lab.\n");
          default -> throw new Refusal(3, Usage.ARP);
        }
      }
      State state = temporary ? State.STALE : State.PERMANENT;
      host.neighbors().replace(address, deviceFor(address), mac, state);
      return 0;
    }

    private Interface deviceFor(int address) throws Refusal {
      if (device != null) {
        Interface named = host.interfaceNamed(device);
        if (named == null) {
          throw new Refusal(FAILURE, "SIOCSARP: No such device\n");
        }
        return named;
      }
      Route route = host.routes().lookup(address);
      Interface out = route == null ? null : route.out();
      if (route == null || out == null) {
        throw new Refusal(FAILURE, "SIOCSARP: Network is unreachable\n");
      }
      if (route.gateway() != 0 || route.type() != Route.Type.UNICAST) {
        throw new Refusal(FAILURE, "SIOCSARP: Invalid argument\n");
      }
      return out;
    }

    private int resolve(String name) throws Refusal {
      OptionalInt address = HostNames.resolve(call.machine(), name);
      if (address.isEmpty()) {
        throw new Refusal(FAILURE, name + ": Host name lookup failure\n");
      }
      return address.getAsInt();
    }

    private static long mac(String text) throws Refusal {
      Long mac = EtherAddress.parse(text);
      if (mac == null) {
        throw new Refusal(FAILURE, "arp: invalid hardware address\n");
      }
      return mac;
    }
  }
}
