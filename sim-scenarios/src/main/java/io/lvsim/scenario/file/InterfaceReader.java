package io.lvsim.scenario.file;

import io.lvsim.host.InterfaceAddress;
import io.lvsim.topology.AddressSpec;
import io.lvsim.topology.InterfaceSpec.Kind;
import java.util.List;

/** Reads one of {@code interfaces:} into a draft. */
final class InterfaceReader {
  private static final String ADDRESSES = "a list of addresses like [192.168.2.190/24]";

  private final HostDraft host;
  private final HostDraft.InterfaceDraft nic;

  InterfaceReader(HostDraft host, HostDraft.InterfaceDraft nic) {
    this.host = host;
    this.nic = nic;
  }

  void read(Value value) {
    Fields fields = Fields.of(value, Shapes.INTERFACE);
    fields.get("type").ifPresent(this::readType);
    fields.get("switch").ifPresent(name -> nic.switchName = name.text("a switch's name like lan"));
    fields.get("peer").ifPresent(this::readPeer);
    fields.get("mac").ifPresent(this::readMac);
    fields.get("addresses").ifPresent(this::readAddresses);
    fields.get("gateway").ifPresent(gateway -> nic.gateway = Scalars.address(gateway));
    fields.get("mtu").ifPresent(mtu -> nic.mtu = (int) Scalars.number(mtu, 68, 65_536));
    fields
        .get("state")
        .ifPresent(state -> nic.up = Scalars.choice(state, List.of("up", "down")).equals("up"));
    if (nic.kind != Kind.WIRE && (fields.has("switch") || fields.has("peer"))) {
      value.wrong(nic.name + " has no cable; expected neither 'switch' nor 'peer'");
    }
  }

  private void readType(Value value) {
    Kind kind =
        Scalars.choice(value, List.of("wire", "dummy")).equals("dummy") ? Kind.DUMMY : Kind.WIRE;
    if (nic.kind == Kind.LOOPBACK) {
      value.wrong("lo is the loopback; expected no 'type'");
    } else {
      nic.kind = kind;
    }
  }

  private void readPeer(Value value) {
    String text = value.text("an interface like r2.eth1");
    if (Names.plug(text).isEmpty()) {
      value.expected("HOST.INTERFACE like r2.eth1");
    } else {
      nic.peer = text;
    }
  }

  private void readMac(Value value) {
    nic.mac = Scalars.mac(value);
    nic.macIsWritten = true;
    if (nic.kind == Kind.LOOPBACK) {
      value.wrong("lo has no MAC address; expected none");
    }
  }

  private void readAddresses(Value value) {
    for (Value element : value.list(ADDRESSES)) {
      AddressSpec address = element.isMapping() ? spelledOut(element) : plain(element);
      boolean twice =
          nic.addresses.stream()
              .anyMatch(earlier ->
                  earlier.spec().address() == address.address()
                      && earlier.spec().prefixLength() == address.prefixLength());
      if (twice && address.address() != 0) {
        element.wrong(
            "duplicate address "
                + element.describe()
                + " on "
                + host.name
                + "."
                + nic.name
                + "; expected it once");
      } else {
        nic.addresses.add(new HostDraft.PlacedAddress(address, element.position()));
      }
    }
  }

  private AddressSpec plain(Value value) {
    Scalars.Prefix prefix = Scalars.prefix(value);
    return new AddressSpec(prefix.address(), prefix.length(), scope(prefix.address()), nic.name);
  }

  private AddressSpec spelledOut(Value value) {
    Fields fields = Fields.of(value, Shapes.ADDRESS);
    Scalars.Prefix prefix =
        fields
            .required("address", Scalars.PREFIX)
            .map(Scalars::prefix)
            .orElse(new Scalars.Prefix(0, 32));
    int scope = fields.get("scope").map(InterfaceReader::scope).orElse(scope(prefix.address()));
    String label = fields.get("label").map(this::label).orElse(nic.name);
    return new AddressSpec(prefix.address(), prefix.length(), scope, label);
  }

  private String label(Value value) {
    String label = value.text("a label like " + nic.name + ":0");
    if (!label.startsWith(nic.name) || label.length() > 15) {
      value.expected("a label that begins with " + nic.name + ", at most 15 characters");
    }
    return label;
  }

  /** As ip addr add: loopback addresses have the scope of the host. */
  private static int scope(int address) {
    boolean loopback = address >>> 24 == 127;
    return loopback ? InterfaceAddress.SCOPE_HOST : InterfaceAddress.SCOPE_GLOBAL;
  }

  private static int scope(Value value) {
    return switch (Scalars.choice(value, List.of("global", "site", "link", "host"))) {
      case "site" -> InterfaceAddress.SCOPE_SITE;
      case "link" -> InterfaceAddress.SCOPE_LINK;
      case "host" -> InterfaceAddress.SCOPE_HOST;
      default -> InterfaceAddress.SCOPE_GLOBAL;
    };
  }
}
