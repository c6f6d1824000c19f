package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Share;
import io.lvsim.report.chart.RequestBook.Request;
import io.lvsim.report.story.Happening;
import io.lvsim.report.story.TableKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many requests each real server got, and how many were due by the weights as they were when
 * each request came. Requests that went round the director are not the director's to share out.
 */
final class ShareSeries implements Series {
  private final RequestBook book;
  private final LabFacts facts;
  private final Map<String, String> holders = new TreeMap<>();
  private final Map<String, Map<String, Map<String, Long>>> weights = new TreeMap<>();
  private final Map<String, Long> lastWeight = new TreeMap<>();
  private final Map<String, Long> got = new TreeMap<>();
  private final Map<String, Double> due = new TreeMap<>();
  private long requests;
  private long judged;

  ShareSeries(RequestBook book, LabFacts facts) {
    this.book = book;
    this.facts = facts;
  }

  @Override
  public void take(Happening happening) {
    if (happening instanceof Happening.Changed changed) {
      if (changed.table() == TableKind.ADDRESS && changed.value() != null) {
        holders.put(LabFacts.addressOf(changed.key()), changed.node());
      } else if (changed.table() == TableKind.SERVER) {
        weigh(changed);
      }
    }
    Request request = book.latest();
    if (request != null && !request.wentRound()) {
      count(request);
    }
  }

  /** Service and server; weight first of the value. */
  private void weigh(Happening.Changed changed) {
    String[] key = changed.key().split("\t", 2);
    if (key.length < 2) {
      return;
    }
    Map<String, Long> servers =
        weights
            .computeIfAbsent(changed.node(), node -> new LinkedHashMap<>())
            .computeIfAbsent(key[0], service -> new TreeMap<>());
    String value = changed.value();
    if (value == null) {
      servers.remove(key[1]);
    } else {
      long weight = weight(value);
      servers.put(key[1], weight);
      lastWeight.put(withoutPort(key[1]), weight);
    }
  }

  private static long weight(String value) {
    int tab = value.indexOf('\t');
    String first = tab < 0 ? value : value.substring(0, tab);
    boolean number = !first.isEmpty() && first.length() <= 9 && allDigits(first, 0);
    return number ? Long.parseLong(first) : 0;
  }

  /** {@code 192.168.2.191} of {@code 192.168.2.191:80}. */
  private static String withoutPort(String end) {
    int colon = end.lastIndexOf(':');
    boolean port = colon >= 0 && colon + 1 < end.length() && allDigits(end, colon + 1);
    return port ? end.substring(0, colon) : end;
  }

  private static boolean allDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private void count(Request request) {
    requests++;
    got.merge(request.server(), 1L, Long::sum);
    Map<String, Long> servers = serversFor(request);
    long total = servers == null ? 0 : servers.values().stream().mapToLong(w -> w).sum();
    if (servers != null && total > 0) {
      judged++;
      servers.forEach(
          (server, weight) -> due.merge(nameOf(server), (double) weight / total, Double::sum));
    }
  }

  /** Those of the service that a request was for: its own, that of all ports, or a mark's. */
  private @Nullable Map<String, Long> serversFor(Request request) {
    Map<String, Map<String, Long>> services = weights.getOrDefault(request.director(), Map.of());
    String own = "TCP " + request.service();
    String allPorts = "TCP " + withoutPort(request.service()) + ":0";
    Map<String, Long> found = services.getOrDefault(own, services.get(allPorts));
    if (found != null) {
      return found;
    }
    for (Map.Entry<String, Map<String, Long>> service : services.entrySet()) {
      if (service.getKey().startsWith("FWM ")) {
        return service.getValue();
      }
    }
    return null;
  }

  private String nameOf(String server) {
    String address = withoutPort(server);
    return facts.isVirtual(address) ? address : holders.getOrDefault(address, address);
  }

  @Override
  public Optional<Chart> chart() {
    if (requests == 0) {
      return Optional.empty();
    }
    Map<String, String> weightByName = new TreeMap<>();
    lastWeight.forEach((address, weight) -> weightByName.put(nameOf(address), weight.toString()));
    Map<String, Long> all = new TreeMap<>(got);
    due.keySet().forEach(name -> all.putIfAbsent(name, 0L));
    List<Share> shares = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, Long> server : all.entrySet()) {
      double share = (double) server.getValue() / requests;
      double dueShare = judged == 0 ? -1 : due.getOrDefault(server.getKey(), 0.0) / judged;
      shares.add(new Share(server.getKey(), share, dueShare));
      rows.add(
          List.of(
              server.getKey(),
              weightByName.getOrDefault(server.getKey(), ""),
              server.getValue().toString(),
              percent(share),
              dueShare < 0 ? "" : percent(dueShare)));
    }
    ChartTable table =
        new ChartTable(
            List.of(
                ChartTable.Column.text("server"),
                ChartTable.Column.number("weight"),
                ChartTable.Column.number("requests"),
                ChartTable.Column.number("share"),
                ChartTable.Column.number("due")),
            rows,
            0);
    return Optional.of(new Chart(ChartKind.SHARE, new ChartData.Shares(shares), table));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
