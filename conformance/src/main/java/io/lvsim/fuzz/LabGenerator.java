package io.lvsim.fuzz;

import io.lvsim.fuzz.FuzzLab.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws random labs: services of every kind and scheduler, weights, edits while traffic runs,
 * persistence, marks, kernel parameters, ARP levels, servers that stop and cables that are pulled.
 * The same seed and number give the same lab.
 */
final class LabGenerator {
  private static final List<String> SCHEDULERS =
      List.of(
          "rr",
          "rr",
          "wrr",
          "wrr",
          "wrr",
          "lc",
          "wlc",
          "wlc",
          "sed",
          "nq",
          "fo",
          "ovf",
          "sh",
          "sh -b sh-port",
          "sh -b sh-fallback",
          "mh",
          "mh -b mh-port",
          "mh -b mh-fallback",
          "dh",
          "lblc",
          "lblcr");

  private static final List<String> SETTINGS =
      List.of(
          "net.ipv4.vs.expire_nodest_conn: 1",
          "net.ipv4.vs.expire_quiescent_template: 1",
          "net.ipv4.vs.sloppy_tcp: 1",
          "net.ipv4.vs.conn_reuse_mode: 0",
          "net.ipv4.vs.conn_reuse_mode: 2",
          "net.ipv4.vs.drop_entry: 0",
          "net.ipv4.vs.sync_threshold: 3 50",
          "net.ipv4.vs.schedule_icmp: 1");

  private static final String VIP = "192.168.2.188";
  private static final int MOST_STEPS = 14;

  private final Random random;
  private final int number;
  private final long seed;
  private final List<Step> steps = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();
  private int realServers;
  private int nextPort = 20001;
  private int kept;

  /** A virtual service as the lab has it, and the servers that were added to it. */
  private record Service(String words, String protocol, int port, List<Integer> servers) {}

  private LabGenerator(long seed, int number) {
    this.seed = seed;
    this.number = number;
    random = new Random(seed * 1_000_003 + number);
  }

  static FuzzLab draw(long seed, int number) {
    return new LabGenerator(seed, number).lab();
  }

  private FuzzLab lab() {
    realServers = 2 + random.nextInt(2);
    List<String> directorSettings = new ArrayList<>();
    if (chance(40)) {
      directorSettings.add(oneOf(SETTINGS));
    }
    for (int i = chance(30) ? 2 : 1; i > 0; i--) {
      addService();
    }
    int count = 3 + random.nextInt(MOST_STEPS - 3);
    for (int i = 0; i < count; i++) {
      step();
    }
    ask("tcpN 3 " + from(3) + " " + VIP + ":80");
    steps.add(Step.typed("director", "ipvsadm -Ln"));
    return new FuzzLab(
        "fuzz, seed " + seed + ", lab " + number,
        realServers,
        directorSettings,
        arpSettings(),
        List.copyOf(steps));
  }

  private List<String> arpSettings() {
    if (chance(85)) {
      return List.of("net.ipv4.conf.all.arp_ignore: 1", "net.ipv4.conf.all.arp_announce: 2");
    }
    return List.of(
        "net.ipv4.conf.all.arp_ignore: " + random.nextInt(4),
        "net.ipv4.conf.all.arp_announce: " + random.nextInt(3));
  }

  private void addService() {
    String protocol = chance(75) ? "-t" : "-u";
    int port = services.isEmpty() ? 80 : 443;
    String words = protocol + " " + VIP + ":" + port;
    boolean marked = chance(20);
    boolean allPorts = !marked && chance(12);
    String persistence = persistence(allPorts || marked && chance(50) || chance(20));
    if (marked) {
      int mark = 1 + random.nextInt(20);
      steps.add(
          Step.typed(
              "director",
              "iptables -t mangle -A PREROUTING -d "
                  + VIP
                  + " -p "
                  + (protocol.equals("-t") ? "tcp" : "udp")
                  + (chance(50) ? " --dport " + port : "")
                  + " -j MARK --set-mark "
                  + mark));
      words = "-f " + mark;
    } else if (allPorts) {
      words = protocol + " " + VIP + ":0";
    }
    String onePacket = protocol.equals("-u") && persistence.isEmpty() && chance(25) ? " -o" : "";
    steps.add(
        Step.typed(
            "director",
            "ipvsadm -A " + words + " -s " + oneOf(SCHEDULERS) + persistence + onePacket));
    Service service = new Service(words, protocol, port, new ArrayList<>());
    services.add(service);
    for (int i = 0; i < realServers; i++) {
      if (chance(90)) {
        addServer(service, i);
      }
    }
  }

  private String persistence(boolean wanted) {
    if (!wanted) {
      return "";
    }
    String mask = chance(25) ? " -M 255.255.255.0" : "";
    return " -p " + oneOf(List.of("10", "20", "60", "300")) + mask;
  }

  private void addServer(Service service, int server) {
    service.servers().add(server);
    String limits =
        chance(10) ? " -x " + (2 + random.nextInt(4)) + (chance(50) ? " -y 1" : "") : "";
    steps.add(
        Step.typed(
            "director",
            "ipvsadm -a "
                + service.words()
                + " -r "
                + address(server)
                + " -g -w "
                + weight()
                + limits));
  }

  private int weight() {
    return chance(12) ? 0 : 1 + random.nextInt(5);
  }

  private static String address(int server) {
    return "192.168.2." + (191 + server);
  }

  private void step() {
    int kind = random.nextInt(100);
    Service service = services.get(random.nextInt(services.size()));
    if (kind < 45) {
      traffic(service);
    } else if (kind < 60) {
      edit(service);
    } else if (kind < 70) {
      steps.add(Step.waiting(oneOf(List.of(1, 3, 11, 25, 61, 130))));
    } else if (kind < 78) {
      look();
    } else if (kind < 86) {
      breakSomething();
    } else if (kind < 93) {
      touchKept();
    } else {
      reconfigure(service);
    }
  }

  private void traffic(Service service) {
    String to = VIP + ":" + (chance(85) ? service.port() : oneOf(List.of(80, 443, 8080, 81)));
    boolean udp = service.protocol().equals("-u") != chance(8);
    int count = 1 + random.nextInt(6);
    if (udp) {
      ask("udpN " + count + " " + from(count) + " " + to);
    } else if (chance(30)) {
      ask("openN k" + kept++ + " " + count + " " + from(count) + " " + to);
    } else if (chance(15)) {
      ask("tcpip 3 192.168.2.10:" + nextPort + " " + to);
      nextPort += 1;
    } else {
      ask("tcpN " + count + " " + from(count) + " " + to);
    }
  }

  private String from(int ports) {
    int first = nextPort;
    nextPort += ports;
    return "192.168.2." + (10 + random.nextInt(3)) + ":" + first;
  }

  private void ask(String dialogue) {
    steps.add(Step.typed("client", "ask '" + dialogue + "'"));
  }

  private void touchKept() {
    if (kept > 0) {
      String which = "k" + random.nextInt(kept);
      ask(oneOf(List.of("close " + which, "reset " + which, "say " + which + ".0")));
    }
  }

  private void edit(Service service) {
    if (service.servers().isEmpty()) {
      addServer(service, random.nextInt(realServers));
      return;
    }
    int server = service.servers().get(random.nextInt(service.servers().size()));
    String end = service.words() + " -r " + address(server);
    if (chance(60)) {
      steps.add(Step.typed("director", "ipvsadm -e " + end + " -g -w " + weight()));
    } else if (chance(60)) {
      steps.add(Step.typed("director", "ipvsadm -d " + end));
      service.servers().remove(Integer.valueOf(server));
    } else {
      addServer(service, random.nextInt(realServers));
    }
  }

  private void look() {
    steps.add(
        Step.typed(
            "director",
            oneOf(
                List.of(
                    "ipvsadm -Ln",
                    "ipvsadm -Lnc",
                    "ipvsadm -Sn",
                    "ipvsadm -Ln --thresholds",
                    "ipvsadm -Ln --persistent-conn",
                    "ipvsadm -L --timeout"))));
  }

  private void breakSomething() {
    String server = "rs" + (1 + random.nextInt(realServers));
    switch (random.nextInt(4)) {
      case 0 -> steps.add(Step.typed(server, "systemctl stop whoami"));
      case 1 -> steps.add(Step.typed(server, "systemctl start whoami"));
      case 2 -> {
        steps.add(Step.fault("{ link: " + server + ".eth0, state: down }"));
        ask("tcpN 2 " + from(2) + " " + VIP + ":80");
        steps.add(Step.fault("{ link: " + server + ".eth0, state: up }"));
      }
      default -> steps.add(Step.typed("client", "ip neigh flush dev eth0"));
    }
  }

  private void reconfigure(Service service) {
    switch (random.nextInt(4)) {
      case 0 -> steps.add(Step.typed("director", "ipvsadm --set 30 10 20"));
      case 1 ->
          steps.add(
              Step.typed("director", "ipvsadm -E " + service.words() + " -s " + oneOf(SCHEDULERS)));
      case 2 -> steps.add(Step.typed("director", "ipvsadm -Z"));
      default -> {
        String setting = oneOf(SETTINGS);
        steps.add(Step.typed("director", "sysctl -w '" + setting.replace(": ", "=") + "'"));
      }
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
