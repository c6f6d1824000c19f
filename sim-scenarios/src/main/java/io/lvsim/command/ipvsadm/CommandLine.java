package io.lvsim.command.ipvsadm;

import io.lvsim.ipvs.ForwardingMethod;
import io.lvsim.lab.NameService;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the words behind ipvsadm, from left to right: the first wrong one ends the run. */
final class CommandLine {
  private static final int MOST_TIMEOUT_SECONDS = 31 * 86400;
  private static final int DEFAULT_PERSISTENCE_SECONDS = 360;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SCTP = 132;

  private final PoptReader words;
  private final NameService names;
  private final Request request = new Request();
  private String schedulerFlags = "";

  private CommandLine(List<String> words, NameService names) {
    this.words = new PoptReader(words);
    this.names = names;
  }

  /**
   * Reads and checks a command line.
   *
   * @throws Exit with what is wrong, and for --help and --version
   * @throws PoptReader.Misread for a modifier that there is not; a restore goes on behind it
   */
  static Request read(List<String> words, NameService names) throws Exit, PoptReader.Misread {
    CommandLine line = new CommandLine(words, names);
    line.readCommand();
    line.readModifiers();
    line.readArguments();
    line.request.complete();
    return line.request;
  }

  private void readCommand() throws Exit {
    Switch first;
    try {
      first = words.next();
    } catch (PoptReader.Misread misread) {
      throw Exit.tryHelp();
    }
    if (first == Switch.HELP) {
      throw Exit.saying(Usage.HELP);
    }
    if (first == Switch.VERSION) {
      throw Exit.saying(Usage.VERSION);
    }
    if (first == null || first.action() == null) {
      throw Exit.tryHelp();
    }
    request.action = first.action();
    readDaemonState(first);
  }

  private void readDaemonState(Switch command) throws Exit {
    if (command == Switch.START_DAEMON || command == Switch.STOP_DAEMON) {
      String state = value();
      if (!state.equals("master") && !state.equals("backup")) {
        String what = command == Switch.START_DAEMON ? "start-daemon parameter" : "start_daemon";
        throw Exit.usage("illegal " + what + " specified");
      }
      request.daemon.master = state.equals("master");
    }
  }

  private void readModifiers() throws Exit, PoptReader.Misread {
    Switch option = words.next();
    while (option != null) {
      read(option);
      option = words.next();
    }
  }

  private void read(Switch option) throws Exit {
    switch (option) {
      case TCP_SERVICE -> readService(TCP);
      case UDP_SERVICE -> readService(UDP);
      case SCTP_SERVICE -> readService(SCTP);
      case FWMARK_SERVICE -> readMark();
      case REAL_SERVER -> readServer();
      case SCHEDULER -> {
        once(Modifier.SCHEDULER);
        request.scheduler = value();
      }
      case PERSISTENT -> {
        once(Modifier.PERSISTENT);
        request.persistentSeconds = persistence(words.value());
      }
      case NETMASK -> readNetmask();
      case MASQUERADING -> readMethod(ForwardingMethod.MASQ);
      case IPIP -> readMethod(ForwardingMethod.TUNNEL);
      case GATEWAYING -> readMethod(ForwardingMethod.ROUTE);
      case WEIGHT -> request.weight = number(Modifier.WEIGHT, "weight", 0, Integer.MAX_VALUE);
      case UPPER_THRESHOLD ->
          request.upperThreshold =
              number(Modifier.UPPER_THRESHOLD, "u_threshold", 0, Integer.MAX_VALUE);
      case LOWER_THRESHOLD ->
          request.lowerThreshold =
              number(Modifier.LOWER_THRESHOLD, "l_threshold", 0, Integer.MAX_VALUE);
      case SORT -> {}
      case IPV6 -> readIpv6();
      case ONE_PACKET -> {
        once(Modifier.ONE_PACKET);
        request.onePacket = true;
      }
      case PERSISTENCE_ENGINE -> {
        once(Modifier.PERSISTENCE_ENGINE);
        request.persistenceEngine = value();
      }
      case SCHED_FLAGS -> {
        once(Modifier.SCHED_FLAGS);
        schedulerFlags = value();
      }
      default -> readLess(option);
    }
  }

  /** What only lists, sync daemons and tunnels are told. */
  private void readLess(Switch option) throws Exit {
    switch (option) {
      case MCAST_INTERFACE -> {
        once(Modifier.MCAST_INTERFACE);
        request.daemon.interfaceName = value();
      }
      case SYNCID -> request.daemon.syncId = number(Modifier.SYNCID, "syncid", 0, 255);
      case MCAST_GROUP -> {
        once(Modifier.MCAST_GROUP);
        request.daemon.group = MulticastGroup.check(value());
      }
      case MCAST_PORT -> request.daemon.port = number(Modifier.MCAST_PORT, "mcast-port", 1, 65535);
      case MCAST_TTL -> request.daemon.ttl = number(Modifier.MCAST_TTL, "mcast-ttl", 1, 255);
      case SYNC_MAXLEN ->
          request.daemon.maximumLength =
              number(Modifier.SYNC_MAXLEN, "sync-maxlen", 1, 65535 - 20 - 8);
      case TUN_TYPE -> readTunnel();
      case TUN_PORT -> number(Modifier.TUN_PORT, "tunnel port", 1, 65535);
      default -> once(modifier(option));
    }
  }

  /** Of an option that says no more than that it is there. */
  private Modifier modifier(Switch option) throws Exit {
    return switch (option) {
      case NUMERIC -> Modifier.NUMERIC;
      case CONNECTION -> Modifier.CONNECTION;
      case TIMEOUT -> Modifier.TIMEOUT;
      case DAEMON -> Modifier.DAEMON;
      case STATS -> Modifier.STATS;
      case RATE -> Modifier.RATE;
      case THRESHOLDS -> Modifier.THRESHOLDS;
      case PERSISTENT_CONN -> Modifier.PERSISTENT_CONN;
      case NOSORT -> Modifier.NOSORT;
      case EXACT -> Modifier.EXACT;
      case TUN_INFO -> Modifier.TUN_INFO;
      case TUN_NOCSUM -> Modifier.TUN_NOCSUM;
      case TUN_CSUM -> Modifier.TUN_CSUM;
      case TUN_REMCSUM -> Modifier.TUN_REMCSUM;
      default -> throw Exit.usage("invalid option `" + words.word() + "'");
    };
  }

  private void readService(int protocol) throws Exit {
    once(Modifier.SERVICE);
    request.protocol = protocol;
    ServiceAddress service = ServiceAddress.read(value(), protocol, names);
    if (service == null) {
      throw Exit.usage("illegal virtual server address[:port] specified");
    }
    request.address = service.address();
    request.port = Math.max(service.port(), 0);
    request.serviceIsIpv6 = service.ipv6();
  }

  private void readMark() throws Exit {
    once(Modifier.SERVICE);
    request.protocol = TCP;
    long mark = Numbers.within(value(), 1, 0xFFFFFFFFL);
    if (mark < 0) {
      throw Exit.usage("invalid fwmark value `" + value() + "' specified");
    }
    request.mark = (int) mark;
  }

  private void readServer() throws Exit {
    once(Modifier.SERVER);
    ServiceAddress server = ServiceAddress.read(value(), request.protocol, names);
    if (server == null) {
      throw Exit.usage("illegal real server address[:port] specified");
    }
    request.serverAddress = server.address();
    request.serverPort = server.port() < 0 ? request.port : server.port();
    request.serverIsIpv6 = server.ipv6();
  }

  private void readNetmask() throws Exit {
    once(Modifier.NETMASK);
    if (request.serviceIsIpv6) {
      if (Numbers.within(value(), 1, 128) < 0) {
        throw Exit.usage("illegal ipv6 netmask specified");
      }
      return;
    }
    OptionalInt mask = InternetAddress.read(value());
    if (mask.isEmpty()) {
      mask = names.address(value());
    }
    request.netmask =
        mask.orElseThrow(() -> Exit.usage("illegal virtual server persistent mask specified"));
  }

  private void readMethod(ForwardingMethod method) throws Exit {
    once(Modifier.FORWARD);
    request.method = method;
  }

  private void readIpv6() throws Exit {
    if (request.mark == 0) {
      throw Exit.usage("-6 used before -f\n");
    }
    request.serviceIsIpv6 = true;
  }

  private void readTunnel() throws Exit {
    once(Modifier.TUN_TYPE);
    Tunnel tunnel = Tunnel.named(value());
    if (tunnel == null) {
      throw Exit.usage("illegal tunnel type specified");
    }
    request.tunnel = tunnel;
  }

  private void readArguments() throws Exit {
    if (request.action == Action.SET) {
      readTimeouts();
    }
    String argument = words.argument();
    if (argument != null) {
      throw Exit.usage("unexpected argument " + argument);
    }
    if (!schedulerFlags.isEmpty()) {
      request.schedulerFlags = SchedulerFlags.parse(request.scheduler, schedulerFlags);
    }
  }

  private void readTimeouts() throws Exit {
    String[] texts = new String[3];
    for (int i = 0; i < texts.length; i++) {
      String text = words.argument();
      if (text == null) {
        throw Exit.usage("--set option requires 3 timeout values");
      }
      texts[i] = text;
    }
    for (int i = 0; i < texts.length; i++) {
      request.timeouts[i] = timeout(texts[i], 0);
    }
  }

  private static int persistence(@Nullable String text) throws Exit {
    return text == null ? DEFAULT_PERSISTENCE_SECONDS : timeout(text, 1);
  }

  private static int timeout(String text, int least) throws Exit {
    int seconds = (int) Numbers.within(text, least, MOST_TIMEOUT_SECONDS);
    if (seconds < 0) {
      throw Exit.usage("invalid timeout value `" + text + "' specified");
    }
    return seconds;
  }

  private int number(Modifier modifier, String what, int least, int most) throws Exit {
    once(modifier);
    int number = (int) Numbers.within(value(), least, most);
    if (number < 0) {
      throw Exit.usage("illegal " + what + " specified");
    }
    return number;
  }

  private void once(Modifier modifier) throws Exit {
    if (!request.given.add(modifier)) {
      throw Exit.usage("multiple '" + modifier.label() + "' options specified");
    }
  }

  private String value() {
    String value = words.value();
    return value == null ? "" : value;
  }
}
