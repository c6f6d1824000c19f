package io.lvsim.command.text.awk;

import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files and commands that a program reads from and writes to. */
final class AwkStreams {
  private final Invocation call;
  private final CommandTable table;
  private final Map<String, ByteSink> outputs = new LinkedHashMap<>();
  private final Map<String, ByteArrayOutputStream> commandsToFeed = new LinkedHashMap<>();
  private final Map<String, ByteSource> inputs = new LinkedHashMap<>();

  AwkStreams(Invocation call, CommandTable table) {
    this.call = call;
    this.table = table;
  }

  /** Where {@code > name} and {@code >> name} write. */
  ByteSink file(String name, boolean appending) {
    ByteSink known = outputs.get(name);
    if (known != null) {
      return known;
    }
    try {
      ByteSink sink = call.create(name, appending);
      outputs.put(name, sink);
      return sink;
    } catch (HostException refused) {
      throw new AwkException(
          "cannot open \"" + name + "\" for output (" + refused.errno().text() + ")");
    }
  }

  /** Where {@code | command} writes: the command runs when it is closed, or at the end. */
  ByteSink command(String command) {
    ByteArrayOutputStream text =
        commandsToFeed.computeIfAbsent(command, unknown -> new ByteArrayOutputStream());
    return text::writeBytes;
  }

  /** What getline reads from a file; null if it cannot be read. */
  @Nullable ByteSource input(String name) {
    ByteSource known = inputs.get("<" + name);
    if (known == null) {
      try {
        known = call.open(name);
      } catch (HostException unreadable) {
        return null;
      }
      inputs.put("<" + name, known);
    }
    return known;
  }

  /** What getline reads from a command. */
  ByteSource output(String command) {
    ByteSource known = inputs.get("|" + command);
    if (known == null) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      Invocation inner =
          new Invocation(
              "sh",
              List.of("-c", command),
              call.net(),
              call.process(),
              call.in(),
              text::writeBytes,
              call.err(),
              call.variables());
      shell().run(inner);
      known = new MemorySource(text.toByteArray());
      inputs.put("|" + command, known);
    }
    return known;
  }

  /** Runs a command as system() does. */
  int run(String command) {
    return shell().run(call.with("sh", List.of("-c", command)));
  }

  /** Closes a file or command; -1 if it is not open. */
  int close(String name) {
    boolean open = inputs.remove("<" + name) != null;
    open |= inputs.remove("|" + name) != null;
    open |= outputs.remove(name) != null;
    ByteArrayOutputStream text = commandsToFeed.remove(name);
    if (text != null) {
      return feed(name, text);
    }
    return open ? 0 : -1;
  }

  /** Closes all that is open. */
  void closeAll() {
    for (String name : List.copyOf(commandsToFeed.keySet())) {
      close(name);
    }
  }

  private int feed(String command, ByteArrayOutputStream text) {
    Invocation inner = call.with("sh", List.of("-c", command));
    return shell().run(inner.withInput(new MemorySource(text.toByteArray())));
  }

  private Command shell() {
    Command shell = table.find("sh");
    if (shell == null) {
      throw new AwkException("run time error: there is no shell to run commands");
    }
    return shell;
  }

  /** Bytes as a source. */
  private static final class MemorySource implements ByteSource {
    private final byte[] bytes;
    private int position;

    MemorySource(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public byte[] read() {
      byte[] rest = java.util.Arrays.copyOfRange(bytes, position, bytes.length);
      position = bytes.length;
      return rest;
    }

    @Override
    public @Nullable String readLine() {
      if (position >= bytes.length) {
        return null;
      }
      int start = position;
      while (position < bytes.length && bytes[position] != '\n') {
        position++;
      }
      String line = new String(bytes, start, position - start, StandardCharsets.UTF_8);
      position++;
      return line;
    }

    @Override
    public byte[] readAll() {
      return read();
    }
  }
}
