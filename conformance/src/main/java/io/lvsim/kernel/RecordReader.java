package io.lvsim.kernel;

import io.lvsim.kernel.LabRecord.FrameRecord;
import io.lvsim.kernel.LabRecord.Look;
import io.lvsim.kernel.LabRecord.MachineLook;
import io.lvsim.kernel.LabRecord.StepRecord;
import io.lvsim.kernel.LabRecord.Typed;
import io.lvsim.wire.MacAddress;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the agent on a real kernel left of a lab. */
final class RecordReader {
  private static final int LONGEST_FRAME = 1 << 17;

  private final JsonMapper json = new JsonMapper();
  private final List<StepRecord> steps = new ArrayList<>();
  private final List<String> interfaces = new ArrayList<>();
  private List<Typed> typed = new ArrayList<>();
  private long stepBeganAt;
  private int stepNumber;
  private String kernel = "";
  private String error = "the lab was not run to its end";

  /** Reads a lab's directory. */
  static LabRecord read(Path directory) throws KernelException {
    try {
      return new RecordReader().readAll(directory);
    } catch (IOException | JacksonException e) {
      throw new KernelException("what the kernel left in " + directory + " cannot be read: " + e);
    }
  }

  private LabRecord readAll(Path directory) throws IOException {
    Path trouble = directory.resolve("trouble");
    if (Files.exists(trouble)) {
      error = Files.readString(trouble).strip();
    }
    Path events = directory.resolve("events.jsonl");
    if (Files.exists(events)) {
      for (String line : Files.readAllLines(events)) {
        take(json.readTree(line));
      }
    }
    if (stepNumber > steps.size()) {
      steps.add(new StepRecord(stepNumber, stepBeganAt, stepBeganAt, List.copyOf(typed), null));
    }
    return new LabRecord(
        kernel, error, List.copyOf(interfaces), List.copyOf(steps), frames(directory));
  }

  private void take(JsonNode event) {
    switch (event.get("event").asString()) {
      case "begin" -> {
        kernel = event.get("kernel").asString();
        event.get("interfaces").forEach(name -> interfaces.add(name.asString()));
      }
      case "step" -> {
        stepNumber = event.get("number").asInt();
        stepBeganAt = event.get("at").asLong();
        typed = new ArrayList<>();
      }
      case "typed" -> typed.add(typed(event));
      case "done" ->
          steps.add(
              new StepRecord(
                  stepNumber,
                  stepBeganAt,
                  event.get("at").asLong(),
                  List.copyOf(typed),
                  look(event.get("look"))));
      case "end" -> error = "";
      case "error" -> error = event.get("message").asString();
      default ->
          throw new IllegalStateException("an event that the agent does not write: " + event);
    }
  }

  private static Typed typed(JsonNode event) {
    JsonNode status = event.get("status");
    return new Typed(
        event.get("on").asString(),
        event.get("number").asInt(),
        event.get("at").asLong(),
        event.get("until").asLong(),
        status.isNull() ? null : status.asInt(),
        Base64.getDecoder().decode(event.get("output").asString()));
  }

  private static @Nullable Look look(JsonNode node) {
    if (node.isEmpty()) {
      return null;
    }
    Map<String, MachineLook> machines = new LinkedHashMap<>();
    node.get("machines").forEachEntry((name, machine) -> machines.put(name, machineLook(machine)));
    Map<String, Map<Long, String>> switches = new LinkedHashMap<>();
    node.get("switches")
        .forEachEntry((name, table) -> {
          Map<Long, String> ports = new LinkedHashMap<>();
          table.forEach(entry ->
              ports.put(MacAddress.parse(entry.get(0).asString()), entry.get(1).asString()));
          switches.put(name, ports);
        });
    return new Look(machines, switches);
  }

  private static MachineLook machineLook(JsonNode machine) {
    Map<String, @Nullable String> files = new LinkedHashMap<>();
    machine
        .get("files")
        .forEachEntry((path, text) -> files.put(path, text.isNull() ? null : text.asString()));
    Map<String, String> settings = new LinkedHashMap<>();
    machine.get("settings").forEachEntry((key, value) -> settings.put(key, value.asString()));
    return new MachineLook(
        machine.get("neighbours").asString(),
        machine.get("services").asString(),
        machine.get("connections").asString(),
        files,
        settings);
  }

  private static List<FrameRecord> frames(Path directory) throws IOException {
    Path file = directory.resolve("frames.bin");
    List<FrameRecord> frames = new ArrayList<>();
    if (!Files.exists(file)) {
      return frames;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        int number = in.readInt();
        long at = in.readLong();
        boolean outgoing = in.readByte() != 0;
        int length = in.readInt();
        if (length < 0 || length > LONGEST_FRAME) {
          throw new IOException(file + " is damaged: a frame of " + length + " bytes");
        }
        frames.add(new FrameRecord(number, at, outgoing, in.readNBytes(length)));
      }
    } catch (EOFException end) {
      return FrameOrder.of(frames);
    }
  }
}
