package io.lvsim.cli;

import io.lvsim.report.JourneyFilter.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The option --follow. */
final class Follow {
  private Follow() {}

  /** Reads one end of a connection, or both with a hyphen between them. */
  static List<Endpoint> endpoints(String connection) throws BadInput {
    String[] ends = connection.split(Pattern.quote("-"), -1);
    try {
      if (ends.length > 2) {
        throw new IllegalArgumentException("a connection has two ends");
      }
      List<Endpoint> endpoints = new ArrayList<>();
      for (String end : ends) {
        endpoints.add(Endpoint.parse(end));
      }
      return endpoints;
    } catch (IllegalArgumentException e) {
      throw new BadInput("--follow " + connection + ": " + e.getMessage());
    }
  }
}
