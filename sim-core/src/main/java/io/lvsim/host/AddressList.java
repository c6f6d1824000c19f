package io.lvsim.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one interface in the kernel's list order: primaries in front, each group in the
 * order of adding (__inet_insert_ifa, __inet_del_ifa in devinet.c).
 */
final class AddressList {
  private final List<InterfaceAddress> addresses = new ArrayList<>();

  List<InterfaceAddress> view() {
    return Collections.unmodifiableList(addresses);
  }

  int size() {
    return addresses.size();
  }

  InterfaceAddress get(int at) {
    return addresses.get(at);
  }

  boolean isEmpty() {
    return addresses.isEmpty();
  }

  /**
   * Puts an address in its place and says whether it became a secondary one.
   *
   * @throws HostException EEXIST if it is there already, EINVAL if it has another scope than its
   *     prefix's primary address
   */
  InterfaceAddress insert(InterfaceAddress wanted) throws HostException {
    boolean secondary = false;
    int afterPrimaries = 0;
    for (int i = 0; i < addresses.size(); i++) {
      InterfaceAddress present = addresses.get(i);
      if (!present.secondary() && wanted.scope() <= present.scope()) {
        afterPrimaries = i + 1;
      }
      if (samePrefix(present, wanted)) {
        refuseIfClashing(present, wanted);
        secondary = true;
      }
    }
    InterfaceAddress inserted = wanted.withSecondary(secondary);
    addresses.add(secondary ? addresses.size() : afterPrimaries, inserted);
    return inserted;
  }

  @Nullable InterfaceAddress find(int local, int prefixLength) {
    for (InterfaceAddress address : addresses) {
      if (address.local() == local && address.prefixLength() == prefixLength) {
        return address;
      }
    }
    return null;
  }

  @Nullable InterfaceAddress find(int local) {
    for (int i = 0; i < addresses.size(); i++) {
      if (addresses.get(i).local() == local) {
        return addresses.get(i);
      }
    }
    return null;
  }

  /** The primary address of another one's prefix (inet_ifa_byprefix). */
  InterfaceAddress primaryOf(InterfaceAddress address) {
    for (InterfaceAddress present : addresses) {
      if (!present.secondary() && samePrefix(present, address)) {
        return present;
      }
    }
    return address;
  }

  /**
   * Takes an address out; with a primary one its secondary addresses go too, or the first of them
   * becomes primary.
   *
   * @return what is gone; the promoted address stays in the list
   */
  List<InterfaceAddress> remove(InterfaceAddress gone, boolean promoteSecondaries) {
    List<InterfaceAddress> removed = new ArrayList<>();
    addresses.remove(gone);
    removed.add(gone);
    if (gone.secondary()) {
      return removed;
    }
    if (promoteSecondaries) {
      promoteFirstOf(gone);
      return removed;
    }
    for (InterfaceAddress other : List.copyOf(addresses)) {
      if (other.secondary() && samePrefix(other, gone)) {
        addresses.remove(other);
        removed.add(other);
      }
    }
    return removed;
  }

  private void promoteFirstOf(InterfaceAddress gone) {
    for (int i = 0; i < addresses.size(); i++) {
      InterfaceAddress other = addresses.get(i);
      if (other.secondary() && samePrefix(other, gone)) {
        addresses.remove(i);
        addresses.add(placeOfPrimary(other.scope()), other.withSecondary(false));
        return;
      }
    }
  }

  private int placeOfPrimary(int scope) {
    int place = 0;
    for (int i = 0; i < addresses.size(); i++) {
      if (!addresses.get(i).secondary() && scope <= addresses.get(i).scope()) {
        place = i + 1;
      }
    }
    return place;
  }

  private static void refuseIfClashing(InterfaceAddress present, InterfaceAddress wanted)
      throws HostException {
    if (present.local() == wanted.local()) {
      throw new HostException(Errno.EEXIST);
    }
    if (present.scope() != wanted.scope()) {
      throw new HostException(Errno.EINVAL);
    }
  }

  private static boolean samePrefix(InterfaceAddress one, InterfaceAddress other) {
    return one.prefixLength() == other.prefixLength() && one.covers(other.local());
  }
}
