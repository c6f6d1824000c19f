package io.lvsim.scenario.file;

import io.lvsim.scenario.file.HostDraft.InterfaceDraft;
import io.lvsim.topology.InterfaceSpec.Kind;
import io.lvsim.topology.Roles;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who plays which part in a topology that is spelled out. The VIP is the address that one
 * host has on a NIC and others on lo or a dummy; {@code vip}, {@code director} and {@code
 * real-servers} say it, by name or by address, where that does not.
 */
final class RoleFinder {
  private final Fields fields;
  private final TopologyDraft draft;

  RoleFinder(Fields fields, TopologyDraft draft) {
    this.fields = fields;
    this.draft = draft;
  }

  void find() {
    Integer vip = fields.get("vip").map(Scalars::address).orElse(sharedAddress());
    List<String> directors = fields.get("director").map(this::owners).orElse(List.of());
    List<String> servers = fields.get("real-servers").map(this::owners).orElse(List.of());
    if (vip == null) {
      return;
    }
    if (directors.isEmpty()) {
      directors = hostsWith(vip, true);
      directors.removeAll(servers);
    }
    if (servers.isEmpty()) {
      servers = hostsWith(vip, false);
      servers.removeAll(directors);
    }
    draft.roles = new Roles(vip, List.copyOf(directors), List.copyOf(servers));
  }

  /** The hosts that some names or addresses mean. */
  private List<String> owners(Value value) {
    List<Value> elements = value.isList() ? value.list("a list of hosts") : List.of(value);
    List<String> names = new ArrayList<>();
    for (Value element : elements) {
      owner(element).ifPresentOrElse(names::add, () -> element.expected("a host or its address"));
    }
    return names;
  }

  private Optional<String> owner(Value element) {
    String text = element.isText() ? element.written() : "";
    if (Ipv4Address.isValid(text)) {
      return hostsWith(Ipv4Address.parse(text), true).stream().findFirst();
    }
    return draft.hosts.containsKey(text) ? Optional.of(text) : Optional.empty();
  }

  /** The first address that is both on a NIC of one host and on lo or a dummy of another. */
  private @Nullable Integer sharedAddress() {
    Map<Integer, String> onWire = new LinkedHashMap<>();
    forEachAddress(true, (host, address) -> onWire.putIfAbsent(address, host));
    List<Integer> shared = new ArrayList<>();
    forEachAddress(
        false,
        (host, address) -> {
          String owner = onWire.get(address);
          if (owner != null && !owner.equals(host)) {
            shared.add(address);
          }
        });
    return shared.isEmpty() ? null : shared.getFirst();
  }

  private List<String> hostsWith(int address, boolean onWire) {
    List<String> hosts = new ArrayList<>();
    forEachAddress(
        onWire,
        (host, owned) -> {
          if (owned == address && !hosts.contains(host)) {
            hosts.add(host);
          }
        });
    return hosts;
  }

  private void forEachAddress(boolean onWire, AddressVisitor visitor) {
    for (HostDraft host : draft.hosts.values()) {
      for (InterfaceDraft nic : host.interfaces.values()) {
        if ((nic.kind == Kind.WIRE) == onWire) {
          nic.addresses.forEach(address -> visitor.visit(host.name, address.spec().address()));
        }
      }
    }
  }

  /** Sees an address with its host's name. */
  @FunctionalInterface
  private interface AddressVisitor {
    void visit(String host, int address);
  }
}
