package io.lvsim.report;

import io.lvsim.trace.Decision;
import io.lvsim.trace.TraceListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes every decision of a lab as JSON Lines; docs/results.md says what each field is. */
public final class DecisionLog implements TraceListener, AutoCloseable {
  private final Writer to;
  private final JsonGenerator json;
  private String scenario = "";
  private boolean any;

  /**
   * @param to closed with the log
   */
  public DecisionLog(Writer to) {
    this.to = to;
    json = Json.lines(to);
  }

  /** Which scenario the following decisions belong to. */
  public void begin(String scenarioName) {
    scenario = scenarioName;
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    any = true;
    json.writeStartObject();
    json.writeStringProperty("scenario", scenario);
    json.writeNumberProperty("at_ns", nowNanos);
    json.writeStringProperty("node", node);
    json.writeStringProperty("code", decision.code());
    json.writeStringProperty("reason", decision.reason());
    if (frame != null) {
      json.writeStringProperty("frame", FrameText.of(frame));
    }
    json.writeEndObject();
  }

  @Override
  public void close() {
    if (any) {
      json.writeRaw('\n');
    }
    json.close();
    try {
      to.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
