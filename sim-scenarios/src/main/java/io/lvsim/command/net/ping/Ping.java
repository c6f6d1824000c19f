package io.lvsim.command.net.ping;

import io.lvsim.command.net.HostNames;
import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.host.Route;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** ping of iputils 20221126, IPv4: where to and from where, as its socket would find it out. */
public final class Ping implements Command {
  @Override
  public int run(Invocation call) {
    try {
      PingOptions options = PingOptions.parse(call.arguments());
      if (options.version) {
        call.out().print(PingUsage.VERSION);
        return 0;
      }
      call.err().print(options.warnings());
      return prepare(call, options).run();
    } catch (Refusal refusal) {
      call.err().print(refusal.text());
      return refusal.status();
    }
  }

  private static PingRun prepare(Invocation call, PingOptions options) throws Refusal {
    Host host = call.net().host();
    OptionalInt target = HostNames.resolve(call.machine(), options.destination);
    if (target.isEmpty()) {
      throw new Refusal(
          2, "ping: " + options.destination + ": Temporary failure in name resolution\n");
    }
    if (Inet.aton(options.destination) != null) {
      options.numeric = true;
    }
    int destination = target.getAsInt();
    if (options.from == null) {
      route(host, options, destination, null);
      return new PingRun(call, options, destination, 0, "");
    }
    return from(call, options, destination, options.from);
  }

  /** -I: an address to speak with, or an interface to leave by. */
  private static PingRun from(Invocation call, PingOptions options, int destination, String from)
      throws Refusal {
    Host host = call.net().host();
    Integer source = Inet.aton(from);
    if (source != null) {
      if (!host.isLocal(source)) {
        throw new Refusal(2, "ping: bind: Cannot assign requested address\n");
      }
      route(host, options, destination, null);
      return new PingRun(call, options, destination, source, "from " + dotted(source) + " : ");
    }
    Interface device = host.interfaceNamed(from);
    if (device == null) {
      throw new Refusal(2, "ping: SO_BINDTODEVICE " + from + ": No such device\n");
    }
    Route route = route(host, options, destination, device);
    int speaker = host.routes().sourceFor(destination, route);
    String heading = "from " + dotted(speaker) + " " + device.name() + ": ";
    return new PingRun(call, options, destination, speaker, heading);
  }

  /** The route that connect(2) finds; its refusals end ping. */
  private static Route route(
      Host host, PingOptions options, int destination, @Nullable Interface device) throws Refusal {
    Route found = host.routes().find(destination, device);
    if (found == null) {
      throw notConnected(Errno.ENETUNREACH);
    }
    Errno refusal = found.type().refusal();
    boolean broadcast = found.type() == Route.Type.BROADCAST && !options.broadcast;
    if (refusal == Errno.EACCES || broadcast) {
      throw new Refusal(
          2,
          "ping: Do you want to ping broadcast? Then -b. If not, check your local firewall"
              + " rules\n");
    }
    if (refusal != null) {
      throw notConnected(refusal);
    }
    return found;
  }

  private static Refusal notConnected(Errno errno) {
    return new Refusal(2, "ping: connect: " + errno.text() + "\n");
  }

  private static String dotted(int address) {
    return Ipv4Address.format(address);
  }
}
