package io.lvsim.command.ipvsadm;

import io.lvsim.ipvs.ListedServer;
import io.lvsim.ipvs.ListedService;
import io.lvsim.ipvs.ServiceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of ipvsadm's lists: by mark, protocol, address and port. The differences are taken in
 * 32 bits and wrap around, so 10.0.0.1 comes behind 192.168.2.188; what then is the order of more
 * than two depends on how qsort(3) goes about it, so glibc's merge sort is followed step by step.
 */
final class TableOrder {
  private TableOrder() {}

  /** Services in the order of ipvsadm -L. */
  static List<ListedService> ofServices(List<ListedService> services) {
    return sorted(services, (a, b) -> difference(a.key(), b.key()));
  }

  /** Real servers in the order of ipvsadm -L. */
  static List<ListedServer> ofServers(List<ListedServer> servers) {
    return sorted(servers, (a, b) -> difference(a.address(), a.port(), b.address(), b.port()));
  }

  /** As ipvs_cmp_services. */
  static int difference(ServiceKey a, ServiceKey b) {
    if (a.mark() != b.mark()) {
      return a.mark() - b.mark();
    }
    if (a.protocol() != b.protocol()) {
      return a.protocol() - b.protocol();
    }
    return difference(a.address(), a.port(), b.address(), b.port());
  }

  private static int difference(int addressA, int portA, int addressB, int portB) {
    return addressA != addressB ? addressA - addressB : portA - portB;
  }

  /** Merge sort as glibc's qsort does it: the smaller half first, of equals the left one first. */
  static <T> List<T> sorted(List<T> list, Comparator<T> comparator) {
    if (list.size() <= 1) {
      return list;
    }
    int half = list.size() / 2;
    List<T> left = sorted(list.subList(0, half), comparator);
    List<T> right = sorted(list.subList(half, list.size()), comparator);
    List<T> merged = new ArrayList<>(list.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      boolean takeLeft = comparator.compare(left.get(l), right.get(r)) <= 0;
      merged.add(takeLeft ? left.get(l++) : right.get(r++));
    }
    merged.addAll(left.subList(l, left.size()));
    merged.addAll(right.subList(r, right.size()));
    return merged;
  }
}
