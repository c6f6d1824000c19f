package io.lvsim.cli;

import io.lvsim.ipvs.ListedTables;
import io.lvsim.process.Process;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private final LiveCrew crew;
  private final Supplier<String> afterwards;
  private final ArrayDeque<ControlSocket.Asked> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * @param afterwards done when ipvsadm has ended; what it has to say goes to standard error
   */
  LiveAnswers(LiveCrew crew, Supplier<String> afterwards) {
    this.crew = crew;
    this.afterwards = afterwards;
  }

  /** Answers now, or when what was asked for has been done. */
  void answer(ControlSocket.Asked asked) {
    List<String> words = asked.question().arguments();
    switch (words.isEmpty() ? "" : words.getFirst()) {
      case PROMETHEUS -> tell(asked, LiveMetrics::prometheus);
      case METRICS -> tell(asked, LiveMetrics::json);
      case TRACE -> trace(asked, words.subList(1, words.size()));
      default -> {
        waiting.add(asked);
        runNext();
      }
    }
  }

  private void tell(ControlSocket.Asked asked, Function<LiveMetrics, String> text) {
    String device = crew.first().director().nic().name();
    crew.ask(
        LiveState::of,
        workers -> {
          LiveMetrics metrics = new LiveMetrics(device, LiveState.sum(workers));
          asked.answer().complete(new ControlMessage.Answer(text.apply(metrics), "", 0));
        });
  }

  /** One after the other: each lists what the workers have when it begins. */
  private void runNext() {
    ControlSocket.Asked asked = busy ? null : waiting.poll();
    if (asked == null) {
      return;
    }
    busy = true;
    boolean connections = mayListConnections(asked.question());
    crew.askOthers(
        worker -> ListedTables.of(worker.director().machine().ipvs(), connections),
        others -> runIpvsadm(asked, others));
  }

  /** Whether a word may be {@code -c}; to make a list in vain does no harm. */
  private static boolean mayListConnections(ControlMessage.Question question) {
    return Stream.concat(
            question.arguments().stream(), Arrays.stream(question.input().split("\\s+")))
        .anyMatch(word -> word.equals("--connection") || word.matches("-[^-].*c.*|-c"));
  }

  private void runIpvsadm(ControlSocket.Asked asked, List<ListedTables> others) {
    LiveDirector director = crew.first().director();
    director.machine().ipvs().listWith(others);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ControlMessage.Question question = asked.question();
    List<String> words = new ArrayList<>(List.of("ipvsadm"));
    question.arguments().forEach(argument -> words.add(quoted(argument)));
    Process process =
        director.start(String.join(" ", words), question.input(), out::writeBytes, err::writeBytes);
    process.whenEnded(() -> {
      err.writeBytes(afterwards.get().getBytes(StandardCharsets.UTF_8));
      ControlMessage.Answer answer =
          new ControlMessage.Answer(
              out.toString(StandardCharsets.UTF_8),
              err.toString(StandardCharsets.UTF_8),
              process.exitStatus());
      director.machine().ipvs().listWith(List.of());
      crew.askOthers(worker -> "has done the same", done -> end(asked, answer));
    });
  }

  private void end(ControlSocket.Asked asked, ControlMessage.Answer answer) {
    asked.answer().complete(answer);
    busy = false;
    crew.first().post(this::runNext);
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

  private void trace(ControlSocket.Asked asked, List<String> words) {
    crew.ask(
        worker -> trace(worker.traces(), words),
        answers -> asked.answer().complete(together(answers)));
  }

  /** What all say, once what several say alike. */
  private static ControlMessage.Answer together(List<ControlMessage.Answer> answers) {
    return new ControlMessage.Answer(
        joined(answers, ControlMessage.Answer::out),
        joined(answers, ControlMessage.Answer::err),
        answers.stream().mapToInt(ControlMessage.Answer::status).max().orElseThrow());
  }

  private static String joined(
      List<ControlMessage.Answer> answers, Function<ControlMessage.Answer, String> part) {
    return answers.stream().map(part).distinct().collect(Collectors.joining());
  }

  private static ControlMessage.Answer trace(LiveTraces traces, List<String> words) {
    try {
      return new ControlMessage.Answer(traced(traces, TraceWords.of(words)) + "\n", "", 0);
    } catch (BadInput e) {
      return new ControlMessage.Answer("", e.getMessage() + "\n", ExitCode.BAD_INPUT);
    }
  }

  private static String traced(LiveTraces traces, TraceWords words) throws BadInput {
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
