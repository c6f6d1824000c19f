package io.lvsim.cli;

import io.lvsim.process.Process;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * What a live director answers to lvsim ctl: metrics, traces, and for all else what ipvsadm says.
 */
final class LiveAnswers {
  static final String PROMETHEUS = "--prometheus";
  static final String METRICS = "--metrics";
  static final String TRACE = "trace";

  private final LiveDirector director;
  private final LiveMetrics metrics;
  private final LiveTraces traces;
  private final Supplier<String> afterwards;

  /**
   * @param afterwards done when ipvsadm has ended; what it has to say goes to standard error
   */
  LiveAnswers(
      LiveDirector director, LiveMetrics metrics, LiveTraces traces, Supplier<String> afterwards) {
    this.director = director;
    this.metrics = metrics;
    this.traces = traces;
    this.afterwards = afterwards;
  }

  /** Answers now, or when what was asked for has been done. */
  void answer(ControlSocket.Asked asked) {
    List<String> words = asked.question().arguments();
    switch (words.isEmpty() ? "" : words.getFirst()) {
      case PROMETHEUS -> tell(asked, metrics.prometheus());
      case METRICS -> tell(asked, metrics.json());
      case TRACE -> asked.answer().complete(trace(words.subList(1, words.size())));
      default -> runIpvsadm(asked);
    }
  }

  private static void tell(ControlSocket.Asked asked, String text) {
    asked.answer().complete(new ControlMessage.Answer(text, "", 0));
  }

  private void runIpvsadm(ControlSocket.Asked asked) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ControlMessage.Question question = asked.question();
    List<String> words = new ArrayList<>(List.of("ipvsadm"));
    question.arguments().forEach(argument -> words.add(quoted(argument)));
    Process process =
        director.start(String.join(" ", words), question.input(), out::writeBytes, err::writeBytes);
    process.whenEnded(() -> {
      err.writeBytes(afterwards.get().getBytes(StandardCharsets.UTF_8));
      asked
          .answer()
          .complete(
              new ControlMessage.Answer(
                  out.toString(StandardCharsets.UTF_8),
                  err.toString(StandardCharsets.UTF_8),
                  process.exitStatus()));
    });
  }

  private static String quoted(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
  }

  /** {@code lvsim ctl trace ...}. */
  static final class TraceWords {
    @CommandLine.Parameters(index = "0", arity = "0..1", defaultValue = "status")
    private String what = "status";

    @Option(names = {"-o", "--output"})
    private @Nullable Path output;

    @CommandLine.Mixin private TraceOptions options = new TraceOptions();

    static TraceWords of(List<String> words) throws BadInput {
      TraceWords read = new TraceWords();
      try {
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(read))
            .parseArgs(words.toArray(new String[0]));
      } catch (CommandLine.ParameterException e) {
        throw new BadInput("lvsim ctl trace: " + FailureHandler.messageOf(e));
      }
      return read;
    }

    TraceOptions.Limits limits() throws BadInput {
      return options.limits();
    }
  }

  private ControlMessage.Answer trace(List<String> words) {
    try {
      return new ControlMessage.Answer(traced(TraceWords.of(words)) + "\n", "", 0);
    } catch (BadInput e) {
      return new ControlMessage.Answer("", e.getMessage() + "\n", ExitCode.BAD_INPUT);
    }
  }

  private String traced(TraceWords words) throws BadInput {
    return switch (words.what) {
      case "start" -> {
        if (words.output == null) {
          throw new BadInput("lvsim ctl trace start: say where to: -o DIR");
        }
        yield traces.start(words.output, words.limits());
      }
      case "stop" -> traces.stop();
      case "status" -> traces.status();
      default ->
          throw new BadInput(
              "lvsim ctl trace: there is no '" + words.what + "'; say start, stop or status");
    };
  }
}
