package io.lvsim.command.net.bridge;

import io.lvsim.command.net.ip.LinkText;
import io.lvsim.host.Bridge;
import io.lvsim.host.Interface;
import io.lvsim.lab.NetworkNamespace;

/** A port as bridge link prints it. */
final class PortText {
  private PortText() {}

  static String line(Interface port, Bridge master, NetworkNamespace seenFrom) {
    boolean forwards = port.isUp() && port.carrier();
    return port.index()
        + ": "
        + LinkText.fullName(port, seenFrom)
        + ": <"
        + LinkText.flags(port)
        + "> mtu "
        + port.mtu()
        + " master "
        + master.device().name()
        + " state "
        + (forwards ? "forwarding" : "disabled")
        + " priority 32 cost 2 ";
  }
}
