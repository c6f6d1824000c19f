package io.lvsim.cli;

import io.lvsim.report.Ink;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What every setting did, for people and for machines. */
final class ArpMatrixTable {
  private static final String COLUMNS = "%-7s %-10s %-12s %-22s %-9s %-9s %-7s %-9s %s";

  private ArpMatrixTable() {}

  /** The head of the table, with what its columns mean. */
  static void printHead(PrintStream out, Ink ink, String vipOn) {
    out.println(
        "Two real servers with the VIP on " + vipOn + " have the same setting. client2 has");
    out.println("sent one request before; then client1, which knows nobody, sends ten.");
    out.println("round: frames for the VIP that reached a real server without the director.");
    out.println();
    out.println(
        ink.strong(
            String.format(
                    COLUMNS,
                    "set on",
                    "arp_ignore",
                    "arp_announce",
                    "who answers for VIP",
                    "client1's",
                    "client2's",
                    "served",
                    "round",
                    "")
                .stripTrailing()));
  }

  static void print(PrintStream out, Ink ink, ArpMatrixRow row) {
    ArpSetting setting = row.setting();
    String line =
        String.format(
            COLUMNS,
            setting.on(),
            setting.ignore() == 4 ? "4 to 7" : setting.ignore(),
            setting.announce(),
            row.answeredBy().isEmpty() ? "nobody" : String.join(" ", row.answeredBy()),
            row.firstCache(),
            row.secondCache(),
            row.served() + "/" + ArpMatrixRow.REQUESTS,
            row.roundDirector(),
            row.works() ? "works" : "");
    out.println(row.works() ? ink.good(line) : line.stripTrailing());
  }

  /** One object a line. */
  static void printJson(PrintStream out, ArpMatrixRow row) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("vip_on", row.setting().vipOn());
      json.writeStringProperty("set_on", row.setting().on());
      json.writeNumberProperty("arp_ignore", row.setting().ignore());
      json.writeNumberProperty("arp_announce", row.setting().announce());
      writeNames(json, row.answeredBy());
      json.writeStringProperty("client1_cache", row.firstCache());
      json.writeStringProperty("client2_cache", row.secondCache());
      json.writeNumberProperty("requests", ArpMatrixRow.REQUESTS);
      json.writeNumberProperty("served", row.served());
      json.writeNumberProperty("frames_round_director", row.roundDirector());
      json.writeBooleanProperty("works", row.works());
      json.writeEndObject();
    }
    out.println(line);
  }

  private static void writeNames(JsonGenerator json, List<String> names) {
    json.writeArrayPropertyStart("answered_by");
    names.forEach(json::writeString);
    json.writeEndArray();
  }
}
