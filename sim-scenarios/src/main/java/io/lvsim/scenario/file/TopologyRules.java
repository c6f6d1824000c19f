package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.scenario.file.HostDraft.InterfaceDraft;
import io.lvsim.scenario.file.HostDraft.PlacedAddress;
import io.lvsim.topology.HttpdSpec;
import io.lvsim.topology.InterfaceSpec.Kind;
import io.lvsim.topology.WhoamiSpec;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold between the parts of a topology. */
final class TopologyRules {
  private final Reading reading;
  private final TopologyDraft draft;
  private final Map<Long, String> byMac = new LinkedHashMap<>();
  private final Map<Integer, String> byAddress = new LinkedHashMap<>();

  TopologyRules(Reading reading, TopologyDraft draft) {
    this.reading = reading;
    this.draft = draft;
  }

  void check() {
    for (HostDraft host : draft.hosts.values()) {
      if (draft.switchAgingNanos.containsKey(host.name)) {
        problem(host.position, "'" + host.name + "' names a switch already; expected another name");
      }
      checkPorts(host);
      for (InterfaceDraft nic : host.interfaces.values()) {
        if (nic.kind == Kind.WIRE) {
          checkCable(host, nic);
          checkAddress(host, nic);
        }
        if (nic.kind != Kind.LOOPBACK) {
          checkMac(host, nic);
        }
      }
    }
  }

  /** Two servers that run from boot on cannot listen on one port. */
  private void checkPorts(HostDraft host) {
    HttpdSpec httpd = host.httpd;
    WhoamiSpec whoami = host.whoami;
    if (httpd == null || whoami == null || !httpd.enabled() || !whoami.enabled()) {
      return;
    }
    for (int port : whoami.ports()) {
      if (httpd.ports().contains(port)) {
        problem(
            reading.places().getOrDefault("hosts." + host.name + ".services.whoami", host.position),
            "httpd has port "
                + port
                + " already; expected another, or httpd: { enabled: false } beside whoami");
        return;
      }
    }
  }

  private void checkCable(HostDraft host, InterfaceDraft nic) {
    String switchName = nic.switchName;
    String peer = nic.peer;
    if (switchName != null && peer != null) {
      problem(nic.position, "both 'switch' and 'peer' in an interface; expected one of them");
    } else if (switchName != null && !draft.switchAgingNanos.containsKey(switchName)) {
      problem(
          nic.position,
          "there is no switch '"
              + switchName
              + "'"
              + Suggestion.phrase(switchName, draft.switchAgingNanos.keySet()));
    } else if (peer != null) {
      checkPeer(host, nic, peer);
    } else if (switchName == null && !isNamedAsPeer(host, nic)) {
      problem(
          nic.position,
          "missing field 'switch' in interface " + nic.name + "; expected 'switch' or 'peer'");
    }
  }

  private void checkPeer(HostDraft host, InterfaceDraft nic, String peer) {
    InterfaceDraft other = find(peer);
    String self = host.name + "." + nic.name;
    if (other == null || other.kind != Kind.WIRE || other == nic) {
      problem(nic.position, "there is no interface '" + peer + "' to plug the cable into");
    } else if (other.switchName != null || other.peer != null && !other.peer.equals(self)) {
      problem(nic.position, "'" + peer + "' has a cable already; expected a free interface");
    } else {
      other.peer = self;
    }
  }

  private boolean isNamedAsPeer(HostDraft host, InterfaceDraft nic) {
    String self = host.name + "." + nic.name;
    return draft.hosts.values().stream()
        .flatMap(other -> other.interfaces.values().stream())
        .anyMatch(other -> self.equals(other.peer));
  }

  private @Nullable InterfaceDraft find(String plugText) {
    Names.Plug plug = Names.plug(plugText).orElseThrow();
    HostDraft host = draft.hosts.get(plug.host());
    return host == null ? null : host.interfaces.get(plug.interfaceName());
  }

  /** A host is known by the first address of its NIC; others, such as a VIP, may be shared. */
  private void checkAddress(HostDraft host, InterfaceDraft nic) {
    if (nic.addresses.isEmpty()) {
      return;
    }
    PlacedAddress first = nic.addresses.getFirst();
    if (first.spec().address() == 0) {
      return; // was not an address
    }
    String self = host.name + "." + nic.name;
    String other = byAddress.putIfAbsent(first.spec().address(), self);
    if (other != null) {
      String address = Ipv4Address.format(first.spec().address());
      problem(
          first.position(),
          "duplicate address " + address + ": " + other + " has it already; expected another");
    }
  }

  private void checkMac(HostDraft host, InterfaceDraft nic) {
    if (nic.mac == 0) {
      return; // was not a MAC address
    }
    String other = byMac.putIfAbsent(nic.mac, host.name + "." + nic.name);
    if (other != null && !sharesAddress(host, nic)) {
      String mac = MacAddress.format(nic.mac);
      problem(
          nic.position,
          "duplicate MAC address "
              + mac
              + ": "
              + other
              + " has it already; expected another"
              + (nic.macIsWritten ? "" : ", written with 'mac'"));
    }
  }

  /** Equal addresses give equal MACs, and are told already. */
  private boolean sharesAddress(HostDraft host, InterfaceDraft nic) {
    return !nic.macIsWritten
        && !nic.addresses.isEmpty()
        && !(host.name + "." + nic.name)
            .equals(byAddress.get(nic.addresses.getFirst().spec().address()));
  }

  private void problem(Position position, String message) {
    reading.problems().add(position, message);
  }
}
