package io.lvsim.command.socket;

import io.lvsim.process.Process;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Launch;
import io.lvsim.shell.Pipe;
import java.util.List;

/** A command that socat has started, with pipes to its standard input and from its output. */
final class ChildCommand implements Channel {
  private final Pipe input;
  private final Pipe output;
  private final Process process;
  private boolean finished;

  private ChildCommand(Pipe input, Pipe output, Process process) {
    this.input = input;
    this.output = output;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param words the program and its arguments
   */
  static ChildCommand start(Invocation call, CommandTable commands, List<String> words) {
    Pipe input = new Pipe(call.process().simulation());
    Pipe output = new Pipe(call.process().simulation());
    input.reader().opened();
    input.writer().opened();
    output.reader().opened();
    output.writer().opened();
    Invocation inner = call.withInput(input.reader()).withOutput(output.writer());
    Process started =
        new Launch(commands).start(inner, words.getFirst(), words.subList(1, words.size()));
    started.whenEnded(() -> {
      input.reader().closed();
      output.writer().closed();
    });
    return new ChildCommand(input, output, started);
  }

  @Override
  public ByteSource source() {
    return output.reader();
  }

  @Override
  public ByteSink sink() {
    return input.writer();
  }

  @Override
  public void finishWriting() {
    if (!finished) {
      finished = true;
      input.writer().closed();
    }
  }

  @Override
  public void close() {
    finishWriting();
    output.reader().closed();
    process.kill(15);
  }
}
