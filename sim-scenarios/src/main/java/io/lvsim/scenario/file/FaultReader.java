package io.lvsim.scenario.file;

import io.lvsim.scenario.FaultAction;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code fault:}: {@code clear}, one fault, or a list of faults. */
final class FaultReader {
  private static final String FAULT = "a fault like { link: rs2.eth0, state: down }, or clear";

  private final Stations stations;

  FaultReader(Stations stations) {
    this.stations = stations;
  }

  List<FaultAction> readAll(Value value) {
    List<FaultAction> actions = new ArrayList<>();
    List<Value> elements = value.isList() ? value.list(FAULT) : List.of(value);
    for (Value element : elements) {
      if (element.isText() && element.written().equals("clear")) {
        actions.add(new FaultAction.Clear());
      } else if (element.isMapping()) {
        read(Fields.of(element, Shapes.FAULT), actions);
      } else {
        element.expected(FAULT);
      }
    }
    return List.copyOf(actions);
  }

  private void read(Fields fields, List<FaultAction> actions) {
    if (fields.has("link") == fields.has("host")) {
      fields
          .value()
          .wrong(
              "a fault of "
                  + (fields.has("link") ? "both" : "neither")
                  + " 'link' and 'host'; expected one of them");
      return;
    }
    if (fields.has("host")) {
      readHost(fields, actions);
    } else {
      fields.get("link").map(stations::plug).ifPresent(plug -> readLink(fields, plug, actions));
      refuseNothing(fields, "state, loss, delay or rate", "state", "loss", "delay", "rate");
    }
  }

  private void readHost(Fields fields, List<FaultAction> actions) {
    String host = fields.get("host").map(stations::machine).orElse("");
    for (String name : List.of("loss", "delay", "rate")) {
      fields
          .get(name)
          .ifPresent(value -> value.wrong("'" + name + "' of a host; expected it of a 'link'"));
    }
    fields
        .required("state", "on or off")
        .ifPresent(state -> {
          boolean on = Scalars.choice(state, List.of("off", "on")).equals("on");
          actions.add(new FaultAction.HostPower(host, on));
        });
  }

  private static void readLink(Fields fields, Names.Plug plug, List<FaultAction> actions) {
    String host = plug.host();
    String nic = plug.interfaceName();
    fields
        .get("state")
        .ifPresent(state ->
            actions.add(
                switch (Scalars.choice(state, List.of("down", "up", "clear"))) {
                  case "up" -> new FaultAction.LinkState(host, nic, true);
                  case "clear" -> new FaultAction.LinkClear(host, nic);
                  default -> new FaultAction.LinkState(host, nic, false);
                }));
    fields
        .get("loss")
        .ifPresent(loss -> actions.add(new FaultAction.LinkLoss(host, nic, Scalars.loss(loss))));
    fields
        .get("delay")
        .ifPresent(delay ->
            actions.add(new FaultAction.LinkDelay(host, nic, Scalars.durationNanos(delay))));
    fields
        .get("rate")
        .ifPresent(rate -> actions.add(new FaultAction.LinkRate(host, nic, Scalars.rate(rate))));
  }

  private static void refuseNothing(Fields fields, String expectation, String... names) {
    for (String name : names) {
      if (fields.has(name)) {
        return;
      }
    }
    fields.value().wrong("a fault that changes nothing; expected " + expectation);
  }
}
