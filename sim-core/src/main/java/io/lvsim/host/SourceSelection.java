package io.lvsim.host;

import java.util.List;

/** Which of a host's addresses speaks, and which it owns up to (devinet.c). */
final class SourceSelection {
  private SourceSelection() {}

  /**
   * inet_select_addr: the first primary address of an interface whose prefix holds the target; else
   * its first primary one; else one of another interface.
   *
   * @param target 0 for any
   * @param scope the widest that will do, such as {@link InterfaceAddress#SCOPE_LINK}
   * @return 0 if there is none
   */
  static int select(Host host, Interface on, int target, int scope) {
    AddressList addresses = on.addressList();
    int first = 0;
    for (int i = 0; i < addresses.size(); i++) {
      InterfaceAddress address = addresses.get(i);
      if (address.secondary() || visibleScope(on, address) > scope) {
        continue;
      }
      if (target == 0 || address.covers(target)) {
        return address.local();
      }
      if (first == 0) {
        first = address.local();
      }
    }
    return first != 0 ? first : selectElsewhere(host, on, scope);
  }

  private static int selectElsewhere(Host host, Interface on, int scope) {
    List<Interface> interfaces = host.interfaces();
    for (int i = 0; i < interfaces.size(); i++) {
      if (interfaces.get(i) != on) {
        int found = firstVisible(interfaces.get(i).addressList(), scope);
        if (found != 0) {
          return found;
        }
      }
    }
    return 0;
  }

  private static int firstVisible(AddressList addresses, int scope) {
    for (int i = 0; i < addresses.size(); i++) {
      InterfaceAddress address = addresses.get(i);
      if (!address.secondary()
          && address.scope() != InterfaceAddress.SCOPE_LINK
          && address.scope() <= scope) {
        return address.local();
      }
    }
    return 0;
  }

  /** With route_localnet an address of scope host counts as one of scope link. */
  private static int visibleScope(Interface on, InterfaceAddress address) {
    return on.settings().isOn(InterfaceSetting.ROUTE_LOCALNET)
        ? Math.min(address.scope(), InterfaceAddress.SCOPE_LINK)
        : address.scope();
  }

  /** inet_addr_onlink: one prefix of the interface holds both. */
  static boolean onLink(Interface on, int one, int other) {
    AddressList addresses = on.addressList();
    for (int i = 0; i < addresses.size(); i++) {
      InterfaceAddress address = addresses.get(i);
      if (address.covers(one) && (other == 0 || address.covers(other))) {
        return true;
      }
    }
    return false;
  }

  /**
   * confirm_addr_indev: whether an interface has an address (of a scope at most) that a question
   * from somewhere may be answered with.
   *
   * @param asker 0 for anyone
   * @param local the address asked for
   */
  static boolean confirm(Interface on, int asker, int local, int scope) {
    AddressList addresses = on.addressList();
    boolean found = false;
    boolean same = false;
    for (int i = 0; i < addresses.size(); i++) {
      InterfaceAddress address = addresses.get(i);
      if (!found && local == address.local() && visibleScope(on, address) <= scope) {
        found = true;
        if (same) {
          break;
        }
      }
      if (!same) {
        same = address.covers(local) && (asker == 0 || address.covers(asker));
        if (same && found) {
          break;
        }
      }
    }
    return same && found;
  }
}
