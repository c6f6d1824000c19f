package io.lvsim.command.curl;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.wire.Ipv4Address;

/** The local address and port that --interface and --local-port ask for. */
final class LocalEnd {
  private final CurlOptions options;
  private final int address;

  /** Begins a connection from a local port, 0 for any. */
  interface Beginning {
    Runnable from(int localPort) throws HostException;
  }

  /**
   * @throws CurlFailure 45 if there is no such interface or address
   */
  LocalEnd(NetworkNamespace net, CurlOptions options) throws CurlFailure {
    this.options = options;
    address = addressOf(net, options.localInterface);
  }

  /** 0 lets routing choose. */
  int address() {
    return address;
  }

  /**
   * Begins from the first local port that is free.
   *
   * @throws HostException what connect(2) fails with
   * @throws CurlFailure 45 if bind(2) fails
   */
  Runnable begin(Beginning beginning) throws HostException, CurlFailure {
    if (options.localPorts == 0) {
      return bound(beginning, 0);
    }
    for (int i = 0; i < options.localPorts - 1; i++) {
      try {
        return beginning.from(options.firstLocalPort + i);
      } catch (HostException refused) {
        if (refused.errno() != Errno.EADDRINUSE) {
          break;
        }
      }
    }
    return bound(beginning, options.firstLocalPort + options.localPorts - 1);
  }

  private static Runnable bound(Beginning beginning, int port) throws HostException, CurlFailure {
    try {
      return beginning.from(port);
    } catch (HostException refused) {
      Errno errno = refused.errno();
      if (errno == Errno.EADDRINUSE || errno == Errno.EADDRNOTAVAIL) {
        throw new CurlFailure(
            CurlFailure.INTERFACE_FAILED,
            "bind failed with errno " + errno.number() + ": " + errno.text());
      }
      throw refused;
    }
  }

  private static int addressOf(NetworkNamespace net, String asked) throws CurlFailure {
    String name = asked.replaceFirst("^(if|host)!", "");
    if (name.isEmpty()) {
      return 0;
    }
    if (Ipv4Address.isValid(name)) {
      return Ipv4Address.parse(name);
    }
    Interface found = net.host().interfaceNamed(name);
    if (found == null || found.addresses().isEmpty()) {
      throw new CurlFailure(CurlFailure.INTERFACE_FAILED, "Couldn't bind to '" + name + "'");
    }
    return found.addresses().getFirst().local();
  }
}
