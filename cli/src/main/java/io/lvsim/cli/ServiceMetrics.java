package io.lvsim.cli;

import io.lvsim.ipvs.ListedServer;
import io.lvsim.ipvs.ListedService;
import io.lvsim.ipvs.ServiceKey;
import io.lvsim.ipvs.Stats;
import io.lvsim.wire.Ipv4Address;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What is counted for each service and each real server of it. Labels are those that Prometheus's
 * node_exporter gives a kernel's; counters are as ipvsadm shows them: brought up to date every two
 * seconds, and begun anew by {@code ipvsadm -Z}.
 */
final class ServiceMetrics {
  private final List<ListedService> services;

  ServiceMetrics(List<ListedService> services) {
    this.services = services;
  }

  void addTo(PrometheusText text) {
    text.gauge("lvsim_service_info", "Always 1; a label says which scheduler a service has.");
    services.forEach(
        each -> text.sample(1, with(labels(each), "scheduler", each.config().scheduler())));
    text.gauge("lvsim_service_servers", "Real servers of a service.");
    services.forEach(service -> text.sample(service.servers().size(), labels(service)));
    ofServices(text, "connections", "Connections of a service.", Stats::connections);
    ofServices(text, "incoming_packets", "Packets to a service.", Stats::inPackets);
    ofServices(text, "outgoing_packets", "Replies through the director.", Stats::outPackets);
    ofServices(text, "incoming_bytes", "Bytes to a service.", Stats::inBytes);
    ofServices(text, "outgoing_bytes", "Bytes of replies through it.", Stats::outBytes);
    countOfServers(text, "connections", "Connections to a real server.", Stats::connections);
    countOfServers(text, "incoming_packets", "Packets to a real server.", Stats::inPackets);
    countOfServers(text, "outgoing_packets", "Its replies through it.", Stats::outPackets);
    countOfServers(text, "incoming_bytes", "Bytes to a real server.", Stats::inBytes);
    countOfServers(text, "outgoing_bytes", "Bytes of its replies.", Stats::outBytes);
    ofServers(
        text,
        "active_connections",
        "Established or being set up.",
        ListedServer::activeConnections);
    ofServers(text, "inactive_connections", "In other states.", ListedServer::inactiveConnections);
    ofServers(
        text, "persistent_templates", "Templates to it.", ListedServer::persistentConnections);
    ofServers(text, "weight", "Its weight; 0 takes no new connections.", ListedServer::weight);
  }

  private void ofServices(
      PrometheusText text, String name, String help, ToLongFunction<Stats> count) {
    text.counter("lvsim_service_" + name + "_total", help);
    services.forEach(each -> text.sample(count.applyAsLong(each.stats()), labels(each)));
  }

  private void countOfServers(
      PrometheusText text, String name, String help, ToLongFunction<Stats> count) {
    text.counter("lvsim_server_" + name + "_total", help);
    samples(text, server -> count.applyAsLong(server.stats()));
  }

  private void ofServers(
      PrometheusText text, String name, String help, ToLongFunction<ListedServer> value) {
    text.gauge("lvsim_server_" + name, help);
    samples(text, value);
  }

  private void samples(PrometheusText text, ToLongFunction<ListedServer> value) {
    for (ListedService service : services) {
      for (ListedServer server : service.servers()) {
        text.sample(value.applyAsLong(server), labels(service, server));
      }
    }
  }

  private static String[] labels(ListedService service) {
    ServiceKey key = service.key();
    boolean byMark = key.mark() != 0;
    return new String[] {
      "local_address", byMark ? "" : Ipv4Address.format(key.address()),
      "local_port", byMark ? "" : String.valueOf(key.port()),
      "local_mark", byMark ? Integer.toUnsignedString(key.mark()) : "",
      "proto", byMark ? "FWM" : protocol(key.protocol()),
    };
  }

  private static String[] labels(ListedService service, ListedServer server) {
    return with(
        labels(service),
        "remote_address",
        Ipv4Address.format(server.address()),
        "remote_port",
        String.valueOf(server.port()));
  }

  private static String[] with(String[] labels, String... more) {
    String[] all = Arrays.copyOf(labels, labels.length + more.length);
    System.arraycopy(more, 0, all, labels.length, more.length);
    return all;
  }

  private static String protocol(int number) {
    return switch (number) {
      case 6 -> "TCP";
      case 17 -> "UDP";
      case 132 -> "SCTP";
      default -> String.valueOf(number);
    };
  }
}
