package io.lvsim.scenario.file;

import io.lvsim.host.InterfaceAddress;
import io.lvsim.scenario.Position;
import io.lvsim.scenario.file.HostDraft.InterfaceDraft;
import io.lvsim.topology.AddressSpec;
import io.lvsim.topology.FileSpec;
import io.lvsim.topology.HttpdSpec;
import io.lvsim.topology.Roles;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;

/**
 * The preset dr-lan: one switch, one director, real servers, clients, as in the tutorial. Cables
 * are plugged in this order: director, real servers, clients, listeners, router.
 */
final class DrLanPreset {
  private static final String LAN = "lan";
  private static final String FAR = "far";
  private static final List<Integer> PORTS = List.of(80, 443, 8080);

  private final Reading reading;
  private final Fields fields;
  private final TopologyDraft draft;
  private final int prefixLength;
  private int gateway;

  /** An address and the place where it is written. */
  private record Placed(int address, Position position) {}

  DrLanPreset(Reading reading, Fields fields, TopologyDraft draft) {
    this.reading = reading;
    this.fields = fields;
    this.draft = draft;
    prefixLength =
        fields.get("prefix").map(prefix -> (int) Scalars.number(prefix, 8, 30)).orElse(24);
  }

  void expand() {
    draft.addSwitch(LAN);
    fields.get("router").ifPresent(router -> gateway = gatewayOf(router));
    Placed vip = one("vip", "192.168.2.188");
    Placed director = one("director", "192.168.2.190");
    List<Placed> servers = several("real-servers", List.of("192.168.2.191", "192.168.2.192"));
    List<Placed> clients = several("clients", List.of("192.168.2.10"));
    List<Placed> listeners = several("listeners", List.of());
    boolean suppressed =
        fields
            .get("arp")
            .map(arp -> Scalars.choice(arp, List.of("suppressed", "default")))
            .orElse("suppressed")
            .equals("suppressed");
    addDirector(director, vip);
    List<String> serverNames = new ArrayList<>();
    for (Placed server : servers) {
      serverNames.add("rs" + (serverNames.size() + 1));
      addRealServer(serverNames.getLast(), server, vip, suppressed);
    }
    addEach("client", clients);
    addEach("listener", listeners);
    fields.get("router").ifPresent(this::addRouter);
    draft.roles = new Roles(vip.address(), List.of("director"), List.copyOf(serverNames));
  }

  private Placed one(String name, String otherwise) {
    return fields
        .get(name)
        .map(value -> new Placed(Scalars.address(value), value.position()))
        .orElseGet(() -> new Placed(Ipv4Address.parse(otherwise), fields.position()));
  }

  private List<Placed> several(String name, List<String> otherwise) {
    List<Placed> addresses = new ArrayList<>();
    fields
        .get(name)
        .ifPresent(value ->
            value
                .list("a list of addresses like [192.168.2.10]")
                .forEach(element ->
                    addresses.add(new Placed(Scalars.address(element), element.position()))));
    if (!fields.has(name)) {
      otherwise.forEach(
          text -> addresses.add(new Placed(Ipv4Address.parse(text), fields.position())));
    }
    return addresses;
  }

  private HostDraft addHost(String name, Placed address) {
    HostDraft host = draft.addHost(name, address.position());
    plug(host, "eth0", LAN, address, prefixLength).gateway = gateway;
    return host;
  }

  private InterfaceDraft plug(
      HostDraft host, String nicName, String switchName, Placed address, int length) {
    InterfaceDraft nic = host.interfaceNamed(nicName, address.position());
    nic.switchName = switchName;
    give(nic, address, length);
    String path = "hosts." + host.name + ".interfaces." + nicName;
    reading.places().put(path + ".addresses", address.position());
    reading.places().put(path + ".gateway", address.position());
    return nic;
  }

  private static void give(InterfaceDraft nic, Placed address, int length) {
    AddressSpec spec =
        new AddressSpec(address.address(), length, InterfaceAddress.SCOPE_GLOBAL, nic.name);
    nic.addresses.add(new HostDraft.PlacedAddress(spec, address.position()));
  }

  private void addEach(String name, List<Placed> addresses) {
    for (int i = 0; i < addresses.size(); i++) {
      addHost(addresses.size() == 1 ? name : name + (i + 1), addresses.get(i));
    }
  }

  private void addDirector(Placed address, Placed vip) {
    HostDraft director = addHost("director", address);
    give(director.interfaceNamed("eth0", address.position()), vip, 32);
    director.sysctls.put("net.ipv4.ip_forward", "1");
  }

  private void addRealServer(String name, Placed address, Placed vip, boolean suppressed) {
    HostDraft server = addHost(name, address);
    give(server.interfaceNamed("lo", address.position()), vip, 32);
    if (suppressed) {
      server.sysctls.put("net.ipv4.conf.all.arp_ignore", "1");
      server.sysctls.put("net.ipv4.conf.all.arp_announce", "2");
    }
    String body = "share" + (address.address() & 0xFF) + "\n";
    server.httpd = new HttpdSpec(PORTS, List.of(new FileSpec("/index.html", body)), true);
    server.services.put("httpd", true);
  }

  private static int gatewayOf(Value router) {
    return Fields.of(router, Shapes.ROUTER)
        .required("address", Scalars.ADDRESS)
        .map(Scalars::address)
        .orElse(0);
  }

  /** A router between the LAN and a far network with clients of its own. */
  private void addRouter(Value value) {
    Fields router = Fields.of(value, Shapes.ROUTER);
    HostDraft host = draft.addHost("router", value.position());
    plug(host, "eth0", LAN, new Placed(gateway, value.position()), prefixLength);
    host.sysctls.put("net.ipv4.ip_forward", "1");
    router.get("far").ifPresent(far -> addFarSide(host, router, far));
    if (router.has("far-clients") && !router.has("far")) {
      value.wrong("missing field 'far' in a router; expected its address in the far network");
    }
  }

  private void addFarSide(HostDraft host, Fields router, Value far) {
    Scalars.Prefix farPrefix = Scalars.prefix(far);
    draft.addSwitch(FAR);
    Placed farAddress = new Placed(farPrefix.address(), far.position());
    plug(host, "eth1", FAR, farAddress, farPrefix.length());
    List<Value> clients =
        router.get("far-clients").map(list -> list.list("a list of addresses")).orElse(List.of());
    for (int i = 0; i < clients.size(); i++) {
      String name = clients.size() == 1 ? "far-client" : "far-client" + (i + 1);
      Placed address = new Placed(Scalars.address(clients.get(i)), clients.get(i).position());
      HostDraft client = draft.addHost(name, address.position());
      plug(client, "eth0", FAR, address, farPrefix.length()).gateway = farPrefix.address();
    }
  }
}
