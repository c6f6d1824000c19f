package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Bridge;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;

/** Bridges that links become ports of (do_set_master, br_add_if). */
final class Masters {
  private Masters() {}

  /** The interface behind the word master. */
  static Interface read(Host host, String name) throws Refusal {
    Interface found = host.interfaceNamed(name);
    if (found == null) {
      throw Words.wrong(name, "Device does not exist\n");
    }
    return found;
  }

  /** Lets a link join a bridge, if the kernel would. */
  static void join(Host host, Interface link, Interface master) throws Refusal {
    Bridge bridge = master.bridge();
    if (bridge == null) {
      throw Ip.answered(Errno.EOPNOTSUPP);
    }
    if (link.isLoopback()) {
      throw Ip.answered(Errno.EINVAL);
    }
    if (link.bridge() != null) {
      throw Ip.explained("Can not enslave a bridge to a bridge.");
    }
    host.setMaster(link, bridge);
  }
}
