package io.lvsim.command.net.arping;

import io.lvsim.command.net.HostNames;
import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.Route;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.OptionalInt;

/** arping of iputils 20221126: who on the LAN has an address, or tells the LAN who has. */
public final class Arping implements Command {
  @Override
  public int run(Invocation call) {
    try {
      ArpingOptions options = ArpingOptions.parse(call.arguments());
      if (options.version) {
        call.out().print(ArpingOptions.VERSION);
        return 0;
      }
      return prepare(call, options).run();
    } catch (Refusal refusal) {
      call.err().print(refusal.text());
      return refusal.status();
    }
  }

  private static ArpingRun prepare(Invocation call, ArpingOptions options) throws Refusal {
    Host host = call.net().host();
    int source = source(options);
    int target = target(call, options);
    Interface device = device(host, options, target);
    if (!options.duplicateDetection && options.unsolicited && options.source == null) {
      source = target;
    }
    if (source != 0 && !host.isLocal(source)) {
      throw new Refusal(2, "arping: bind: Cannot assign requested address\n");
    }
    if (source == 0 && !options.duplicateDetection) {
      source = sourceOn(host, device, target);
      if (source == 0) {
        throw new Refusal(2, "arping: no source address in not-DAD mode\n");
      }
    }
    return new ArpingRun(call, options, device, source, target);
  }

  private static int source(ArpingOptions options) throws Refusal {
    if (options.source == null) {
      return 0;
    }
    Integer address = Inet.aton(options.source);
    if (address == null) {
      throw new Refusal(2, "arping: invalid source " + options.source + "\n");
    }
    return address;
  }

  private static int target(Invocation call, ArpingOptions options) throws Refusal {
    OptionalInt target = HostNames.resolve(call.machine(), options.destination);
    if (target.isEmpty()) {
      throw new Refusal(
          2, "arping: " + options.destination + ": Temporary failure in name resolution\n");
    }
    return target.getAsInt();
  }

  /** The device named, or the one that the route to the target leaves by. */
  private static Interface device(Host host, ArpingOptions options, int target) throws Refusal {
    if (options.device == null) {
      Route route = host.routes().lookup(target);
      Interface out = route == null ? null : route.out();
      if (out == null || out.isLoopback()) {
        throw new Refusal(2, "arping: NETLINK_ROUTE unexpected iov element\n");
      }
      return checked(out, options);
    }
    Interface named = host.interfaceNamed(options.device);
    if (named == null) {
      throw new Refusal(2, "arping: Device " + options.device + " not available.\n");
    }
    return checked(named, options);
  }

  private static Interface checked(Interface device, ArpingOptions options) throws Refusal {
    if (!device.isUp()) {
      throw new Refusal(2, options.quiet ? "" : "Interface \"" + device.name() + "\" is down\n");
    }
    if (device.isLoopback() || !device.arpEnabled()) {
      throw new Refusal(
          2, options.quiet ? "" : "Interface \"" + device.name() + "\" is not ARPable\n");
    }
    return device;
  }

  /** What a socket bound to the device would speak with: an address of the target's subnet. */
  private static int sourceOn(Host host, Interface device, int target) {
    for (InterfaceAddress address : device.addresses()) {
      if (address.covers(target)) {
        return address.local();
      }
    }
    if (!device.addresses().isEmpty()) {
      return device.addresses().getFirst().local();
    }
    return host.routes().sourceFor(target);
  }
}
