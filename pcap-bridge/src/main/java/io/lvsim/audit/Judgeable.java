package io.lvsim.audit;

import io.lvsim.wire.Ipv4;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of which services a capture can show that a scheduler made a wrong choice. */
final class Judgeable {
  /** IP_VS_SVC_F_SCHED_SH_PORT, IP_VS_SVC_F_SCHED_MH_PORT. */
  private static final int HASHES_PORT = 0x10;

  private Judgeable() {}

  /** Whether each choice follows from the one before: rr and wrr. */
  static boolean takesTurns(AuditedService service) {
    boolean inTurn = service.scheduler().equals("rr") || service.scheduler().equals("wrr");
    return inTurn && service.persistentSeconds() == 0 && isPlain(service);
  }

  /** Whether each choice follows from the packet and the weights alone: sh, dh, mh and fo. */
  static boolean looksAtPacketsOnly(AuditedService service) {
    boolean forAllOfAClient =
        service.netmask() == -1 && (service.schedulerFlags() & HASHES_PORT) == 0;
    return switch (service.scheduler()) {
      case "sh", "dh", "mh", "fo" ->
          isPlain(service) && (service.persistentSeconds() == 0 || forAllOfAClient);
      default -> false;
    };
  }

  /** What cannot be judged of some services, for people. */
  static List<String> notJudged(List<AuditedService> services) {
    List<String> all = new ArrayList<>();
    for (AuditedService service : services) {
      String reason = reason(service);
      if (reason != null) {
        all.add("single choices of " + service.scheduler() + " for " + service.label() + reason);
      }
    }
    return all;
  }

  private static @Nullable String reason(AuditedService service) {
    if (takesTurns(service) || looksAtPacketsOnly(service) || service.servers().isEmpty()) {
      return null;
    }
    if (service.protocol() == Ipv4.PROTOCOL_UDP) {
      return ": where UDP has no beginning, a connection may be older than the capture";
    }
    if (service.servers().stream().anyMatch(AuditedServer::limited)) {
      return ": with thresholds (-x, -y) they depend on how many connections there are";
    }
    return switch (service.scheduler()) {
      case "rr", "wrr", "sh", "dh", "mh", "fo" ->
          service.servers().size() > RulesPool.SERVERS_MAX
              ? ": of so many servers not every order can be tried"
              : ": a client's template may be older than the capture";
      case "twos" -> ": they are drawn by lot";
      default -> ": they depend on how many connections there are";
    };
  }

  private static boolean isPlain(AuditedService service) {
    return service.protocol() != Ipv4.PROTOCOL_UDP
        && !service.servers().isEmpty()
        && service.servers().size() <= RulesPool.SERVERS_MAX
        && service.servers().stream().noneMatch(AuditedServer::limited);
  }
}
