package io.lvsim.ipvs;

import io.lvsim.wire.Ipv4;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The virtual services, found as the kernel finds them (ip_vs_service_find): by mark, by exact
 * address and port, as FTP data, by port 0.
 */
final class ServiceTable {
  static final int FTP_PORT = 21;
  static final int FTP_DATA_PORT = 20;

  private static final int BUCKETS = 256;
  private static final int UNPRIVILEGED_PORT_START = 1024;

  /** By which rule of the look-up a service was found. */
  enum Rule {
    MARK,
    EXACT,
    FTP_DATA,
    PORT_ZERO
  }

  private final List<List<VirtualService>> byAddress = buckets();
  private final List<List<VirtualService>> byMark = buckets();
  private int size;
  private int ftpServices;
  private int portZeroServices;
  private Rule lastRule = Rule.EXACT;

  boolean isEmpty() {
    return size == 0;
  }

  /** In the kernel's order: by bucket, newest first; services by mark last. */
  List<VirtualService> all() {
    List<VirtualService> all = new ArrayList<>(size);
    byAddress.forEach(all::addAll);
    byMark.forEach(all::addAll);
    return all;
  }

  @Nullable VirtualService get(ServiceKey key) {
    return key.mark() != 0 ? marked(key.mark()) : exact(key.protocol(), key.address(), key.port());
  }

  void add(VirtualService service) {
    bucket(service.key()).addFirst(service);
    count(service.key(), 1);
  }

  void remove(VirtualService service) {
    bucket(service.key()).remove(service);
    count(service.key(), -1);
  }

  /** The service for a packet, or null; {@link #lastRule} says how it was found. */
  @Nullable VirtualService find(int mark, int protocol, int address, int port) {
    VirtualService service = mark == 0 ? null : marked(mark);
    if (service != null) {
      return found(service, Rule.MARK);
    }
    service = exact(protocol, address, port);
    if (service != null) {
      return found(service, Rule.EXACT);
    }
    service = isFtpData(protocol, port) ? exact(protocol, address, FTP_PORT) : null;
    if (service != null) {
      return found(service, Rule.FTP_DATA);
    }
    service = portZeroServices > 0 ? exact(protocol, address, 0) : null;
    return service == null ? null : found(service, Rule.PORT_ZERO);
  }

  Rule lastRule() {
    return lastRule;
  }

  /** Whether some service has an address, or the mark that a packet carries. */
  boolean concern(int address, int mark) {
    return all().stream()
        .map(VirtualService::key)
        .anyMatch(key -> key.mark() == 0 ? key.address() == address : key.mark() == mark);
  }

  private VirtualService found(VirtualService service, Rule rule) {
    lastRule = rule;
    return service;
  }

  private boolean isFtpData(int protocol, int port) {
    return protocol == Ipv4.PROTOCOL_TCP
        && ftpServices > 0
        && (port == FTP_DATA_PORT || port >= UNPRIVILEGED_PORT_START);
  }

  private @Nullable VirtualService marked(int mark) {
    List<VirtualService> bucket = byMark.get(mark & BUCKETS - 1);
    for (int i = 0; i < bucket.size(); i++) {
      if (bucket.get(i).key().mark() == mark) {
        return bucket.get(i);
      }
    }
    return null;
  }

  private @Nullable VirtualService exact(int protocol, int address, int port) {
    List<VirtualService> bucket = byAddress.get(hash(protocol, address, port));
    for (int i = 0; i < bucket.size(); i++) {
      ServiceKey key = bucket.get(i).key();
      if (key.address() == address && key.port() == port && key.protocol() == protocol) {
        return bucket.get(i);
      }
    }
    return null;
  }

  private List<VirtualService> bucket(ServiceKey key) {
    return key.mark() != 0
        ? byMark.get(key.mark() & BUCKETS - 1)
        : byAddress.get(hash(key.protocol(), key.address(), key.port()));
  }

  /** ip_vs_svc_hashkey without the namespace's pointer, which differs with each boot. */
  private static int hash(int protocol, int address, int port) {
    return (protocol ^ address ^ port >> 8 ^ port) & BUCKETS - 1;
  }

  private void count(ServiceKey key, int one) {
    size += one;
    if (key.port() == FTP_PORT) {
      ftpServices += one;
    } else if (key.port() == 0) {
      portZeroServices += one;
    }
  }

  private static List<List<VirtualService>> buckets() {
    List<List<VirtualService>> buckets = new ArrayList<>(BUCKETS);
    for (int i = 0; i < BUCKETS; i++) {
      buckets.add(new ArrayList<>(1));
    }
    return buckets;
  }
}
