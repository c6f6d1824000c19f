package io.lvsim.command.socket;

import io.lvsim.command.net.HostNames;
import io.lvsim.host.HostException;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Opens socat's addresses that are there at once: files, standard streams, clients, commands. */
final class SocatAddresses {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

  private final Invocation call;
  private final CommandTable commands;

  SocatAddresses(Invocation call, CommandTable commands) {
    this.call = call;
    this.commands = commands;
  }

  /**
   * Opens one.
   *
   * @param reads whether it is read
   * @param writes whether it is written to
   */
  Channel open(AddressSpec spec, boolean reads, boolean writes) throws SocatError {
    return switch (spec.keyword()) {
      case "-", "STDIO" -> new Channel.Plain(reads ? call.in() : null, writes ? call.out() : null);
      case "STDIN" -> new Channel.Plain(call.in(), null);
      case "STDOUT" -> new Channel.Plain(null, call.out());
      case "STDERR" -> new Channel.Plain(null, call.err());
      case "TCP", "TCP4" -> connect(spec);
      case "UDP", "UDP4", "UDP-SENDTO", "UDP4-SENDTO", "UDP-DATAGRAM", "UDP4-DATAGRAM" ->
          UdpClient.open(call, spec, endpoint(spec), bound(spec), sourcePort(spec));
      case "UDP-RECV", "UDP4-RECV" ->
          UdpClient.receiver(call, bound(spec), port(spec, "NULL", parameter(spec)));
      case "SYSTEM" -> ChildCommand.start(call, commands, List.of("sh", "-c", parameter(spec)));
      case "EXEC" -> execute(spec);
      case "OPEN", "FILE", "GOPEN", "CREATE", "CREAT" -> file(spec, reads, writes);
      default ->
          throw new SocatError(
              "unknown device/address \""
                  + spec.keyword().toLowerCase(java.util.Locale.ROOT)
                  + "\"");
    };
  }

  private Channel execute(AddressSpec spec) throws SocatError {
    List<String> words = new ArrayList<>();
    for (String word : parameter(spec).strip().split(" +")) {
      words.add(word.replaceAll("^['\"]|['\"]$", ""));
    }
    String program = words.getFirst();
    if (commands.find(program.substring(program.lastIndexOf('/') + 1)) == null) {
      String quoted = "\"" + program + "\"";
      throw new SocatError("execvp(" + quoted + ", " + quoted + "): No such file or directory");
    }
    return ChildCommand.start(call, commands, words);
  }

  private Channel file(AddressSpec spec, boolean reads, boolean writes) throws SocatError {
    String name = parameter(spec);
    boolean creates = spec.keyword().startsWith("CREAT") || spec.has("creat");
    try {
      if (!creates && !call.files().exists(call.path(name))) {
        throw new HostException(io.lvsim.host.Errno.ENOENT);
      }
      boolean truncates = spec.has("trunc") || spec.keyword().startsWith("CREAT");
      return new Channel.Plain(
          reads ? call.open(name) : null, writes ? call.create(name, !truncates) : null);
    } catch (HostException refused) {
      String flags = writes && !reads ? "01" : reads && writes ? "02" : "00";
      String why = refused.errno().text();
      throw new SocatError("open(\"" + name + "\", " + flags + ", 0666): " + why);
    }
  }

  private Channel connect(AddressSpec spec) throws SocatError {
    Endpoint to = endpoint(spec);
    TcpStream stream = new TcpStream();
    try {
      stream.over(
          call.net()
              .tcp()
              .connect(
                  bound(spec),
                  sourcePort(spec),
                  spec.has("reuseaddr"),
                  to.address(),
                  to.port(),
                  stream));
    } catch (HostException refused) {
      throw failedAtOnce(spec, to, refused);
    }
    await(spec, to, stream);
    return stream;
  }

  private void await(AddressSpec spec, Endpoint to, TcpStream stream) throws SocatError {
    String seconds = spec.value("connect-timeout");
    long most = seconds == null ? FOREVER_NANOS : nanos(seconds);
    int status = Relay.closing(stream, () -> stream.awaitConnected(call.process(), most) ? 0 : 1);
    if (status != 0) {
      stream.close();
      throw new SocatError("connecting to AF=2 " + to + ": Connection timed out");
    }
    if (stream.error() != null) {
      throw connectFailed(to, stream.readFailure());
    }
  }

  private SocatError failedAtOnce(AddressSpec spec, Endpoint to, HostException refused)
      throws SocatError {
    boolean ofBind =
        refused.errno() == io.lvsim.host.Errno.EADDRNOTAVAIL
            || refused.errno() == io.lvsim.host.Errno.EADDRINUSE;
    String why = refused.errno().text();
    return ofBind ? bindFailed(bound(spec), sourcePort(spec), why) : connectFailed(to, why);
  }

  private static SocatError connectFailed(Endpoint to, String why) {
    return new SocatError("connect(5, AF=2 " + to + ", 16): " + why);
  }

  static SocatError bindFailed(int address, int port, String why) {
    return new SocatError(
        "bind(5, {AF=2 " + Ipv4Address.format(address) + ":" + port + "}, 16): " + why);
  }

  /** Host and port of a client's address. */
  record Endpoint(int address, int port) {
    @Override
    public String toString() {
      return Ipv4Address.format(address) + ":" + port;
    }
  }

  private Endpoint endpoint(AddressSpec spec) throws SocatError {
    List<String> parameters = spec.parameters();
    if (parameters.size() != 2) {
      throw new SocatError(
          spec.keyword() + ": wrong number of parameters (" + parameters.size() + " instead of 2)");
    }
    String host = parameters.getFirst();
    OptionalInt address = HostNames.resolve(call.machine(), host);
    if (address.isEmpty()) {
      throw new SocatError(
          "getaddrinfo(\""
              + host
              + "\", \"NULL\", {1,0,1,6}, {}): Temporary failure in name resolution");
    }
    return new Endpoint(address.getAsInt(), port(spec, host, parameters.get(1)));
  }

  /** A port by number or by name in /etc/services. */
  int port(AddressSpec spec, String host, String word) throws SocatError {
    boolean listens = spec.keyword().contains("LISTEN") || spec.keyword().contains("RECV");
    if (word.isEmpty()) {
      throw new SocatError("empty port/service");
    }
    if (word.matches("\\d{1,5}") && Integer.parseInt(word) < 65_536) {
      return Integer.parseInt(word);
    }
    int protocol = spec.keyword().startsWith("UDP") ? 17 : 6;
    OptionalInt named = new io.lvsim.lab.NameService(call.files()).port(word, protocol);
    if (named.isPresent()) {
      return named.getAsInt();
    }
    String hints = (listens ? "{1,2," : "{1,0,") + (protocol == 17 ? "2,0}" : "1,0}");
    String node = listens ? "NULL" : host;
    throw new SocatError(
        "getaddrinfo\""
            + node
            + "\", \""
            + word
            + "\", "
            + hints
            + ", {}): Servname not supported for ai_socktype");
  }

  /** What bind= says; 0 for nothing. */
  int bound(AddressSpec spec) throws SocatError {
    String word = spec.value("bind");
    if (word == null) {
      return 0;
    }
    String host = word.contains(":") ? word.substring(0, word.indexOf(':')) : word;
    if (host.isEmpty()) {
      return 0;
    }
    OptionalInt address = HostNames.resolve(call.machine(), host);
    if (address.isEmpty()) {
      throw new SocatError(
          "getaddrinfo(\"" + host + "\", \"NULL\", {1,0,1,6}, {}): Name or service not known");
    }
    return address.getAsInt();
  }

  private static int sourcePort(AddressSpec spec) throws SocatError {
    String word = spec.value("sourceport");
    String bind = spec.value("bind");
    if (word == null && bind != null && bind.contains(":")) {
      word = bind.substring(bind.indexOf(':') + 1);
    }
    if (word == null) {
      return 0;
    }
    if (!word.matches("\\d{1,5}")) {
      throw new SocatError("parseopts(): missing numerical value of option \"sourceport\"");
    }
    return Integer.parseInt(word);
  }

  private static String parameter(AddressSpec spec) throws SocatError {
    if (spec.parameters().isEmpty()) {
      throw new SocatError(spec.keyword() + ": wrong number of parameters (0 instead of 1)");
    }
    return spec.parameters().getFirst();
  }

  /** Seconds with or without a fraction, in nanoseconds. */
  static long nanos(String seconds) throws SocatError {
    if (!seconds.matches("\\d{1,9}(\\.\\d*)?")) {
      throw new SocatError("parseopts(): missing numerical value of option \"" + seconds + "\"");
    }
    return new BigDecimal(seconds).multiply(BigDecimal.valueOf(NANOS_PER_SECOND)).longValue();
  }
}
