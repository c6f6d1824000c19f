package io.lvsim.command.socket;

import io.lvsim.host.HostException;
import io.lvsim.process.Process;
import io.lvsim.shell.Invocation;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.UdpSocket;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** socat's addresses that wait for a peer: TCP-LISTEN, UDP-LISTEN, UDP-RECVFROM. */
final class SocatServer {
  private static final int BACKLOG = 5;
  private static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

  /** What is done with a peer. */
  @FunctionalInterface
  interface Service {
    int serve(Invocation call, Channel peer);
  }

  private final Invocation call;
  private final AddressSpec spec;
  private final TcpAcceptor acceptor = new TcpAcceptor();
  private final UdpPeers peers;
  private @Nullable UdpSocket socket;

  private SocatServer(Invocation call, AddressSpec spec) {
    this.call = call;
    this.spec = spec;
    peers = new UdpPeers(spec.keyword().endsWith("RECVFROM"));
  }

  static boolean isServer(AddressSpec spec) {
    return switch (spec.keyword()) {
      case "TCP-LISTEN", "TCP4-LISTEN", "TCP-L", "TCP4-L" -> true;
      case "UDP-LISTEN", "UDP4-LISTEN", "UDP-L", "UDP4-L" -> true;
      case "UDP-RECVFROM", "UDP4-RECVFROM" -> true;
      default -> false;
    };
  }

  /** Binds and listens. */
  static SocatServer open(Invocation call, AddressSpec spec, SocatAddresses addresses)
      throws SocatError {
    String word = spec.parameters().isEmpty() ? "" : spec.parameters().getFirst();
    int port = addresses.port(spec, "NULL", word);
    int address = addresses.bound(spec);
    SocatServer server = new SocatServer(call, spec);
    try {
      if (spec.keyword().startsWith("TCP")) {
        server.acceptor.over(
            call.net().tcp().listen(address, port, BACKLOG, server.acceptor::take));
      } else {
        server.socket = call.net().udp().open(address, port, server.peers);
      }
    } catch (HostException refused) {
      throw SocatAddresses.bindFailed(address, port, refused.errno().text());
    }
    return server;
  }

  /** Serves one peer, or with fork each in a process of its own until it is killed. */
  int serve(Service service) {
    try {
      while (true) {
        Channel peer = accept();
        if (!spec.has("fork")) {
          acceptor.close();
          return serve(call, peer, service);
        }
        Process child =
            Process.start(
                call.process().simulation(),
                call.machine().name() + " socat child",
                self -> serve(call.inProcess(self), peer, service));
        call.net().adopt(child);
      }
    } finally {
      close();
    }
  }

  private int serve(Invocation in, Channel peer, Service service) {
    try {
      return service.serve(in.withVariables(variablesFor(in, peer)), peer);
    } finally {
      peer.close();
      if (peer instanceof DatagramStream stream) {
        peers.forget(stream);
      }
    }
  }

  private Channel accept() {
    Process self = call.process();
    while (true) {
      Channel peer =
          socket == null ? acceptor.accept(self, FOREVER_NANOS) : peers.accept(self, FOREVER_NANOS);
      if (peer != null) {
        return peer;
      }
    }
  }

  /** SOCAT_PEERADDR and its like, which a command sees. */
  private static io.lvsim.shell.Variables variablesFor(Invocation call, Channel peer) {
    io.lvsim.shell.Variables variables = call.variables().copy();
    if (peer instanceof TcpStream stream && stream.connection() instanceof TcpConnection tcp) {
      export(variables, "PEER", tcp.remoteAddress(), tcp.remotePort());
      export(variables, "SOCK", tcp.localAddress(), tcp.localPort());
    } else if (peer instanceof DatagramStream stream) {
      export(variables, "PEER", stream.peerAddress(), stream.peerPort());
    }
    return variables;
  }

  private static void export(
      io.lvsim.shell.Variables variables, String which, int address, int port) {
    variables.set("SOCAT_" + which + "ADDR", Ipv4Address.format(address));
    variables.export("SOCAT_" + which + "ADDR");
    variables.set("SOCAT_" + which + "PORT", String.valueOf(port));
    variables.export("SOCAT_" + which + "PORT");
  }

  private void close() {
    acceptor.close();
    if (socket != null && spec.has("fork")) {
      socket.close();
    }
  }
}
