package io.lvsim.cli;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks and changes a director that lvsim live runs. */
@Command(
    name = "ctl",
    description =
        "Runs ipvsadm on the director that lvsim live runs: prints what it prints, and ends with"
            + " its exit status. Shows its metrics, and traces what it does.",
    footer = {
      "  lvsim ctl -Ln",
      "  lvsim ctl -Lnc",
      "  lvsim ctl -e -t 192.168.2.188:80 -r 192.168.2.191 -g -w 0",
      "  lvsim ctl -R < ipvsadm.rules",
      "  lvsim ctl --prometheus",
      "  lvsim ctl trace start -o DIR --sample 1/100",
      "  lvsim ctl trace stop"
    })
final class CtlCommand extends Subcommand {
  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description =
          "The director's control socket; by default lvsim.sock in XDG_RUNTIME_DIR, or in /run.")
  private @Nullable Path socket;

  @Option(names = "--metrics", description = "Show what was counted, as a line of JSON.")
  private boolean metrics;

  @Option(
      names = "--prometheus",
      description = "Show what was counted, also of each service and real server, for Prometheus.")
  private boolean prometheus;

  @Parameters(
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description =
          "As for ipvsadm; see ipvsadm(8). Or: trace start -o DIR [--sample 1/N] [--sample-rate N]"
              + " [--file-size SIZE] [--files N]; trace status; trace stop.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Path path = socket == null ? ControlSocket.defaultPath() : socket;
    ControlMessage.Answer answer = ask(path, new ControlMessage.Question(words(), input()));
    out().print(answer.out());
    out().flush();
    err().print(answer.err());
    return answer.status();
  }

  private List<String> words() throws BadInput {
    if (metrics || prometheus) {
      if (metrics && prometheus || !arguments.isEmpty()) {
        throw new BadInput("lvsim ctl: --metrics and --prometheus stand alone");
      }
      return List.of(metrics ? LiveAnswers.METRICS : LiveAnswers.PROMETHEUS);
    }
    boolean traces = !arguments.isEmpty() && arguments.getFirst().equals(LiveAnswers.TRACE);
    return traces ? fromHere(arguments) : arguments;
  }

  /** The director may run in another directory. */
  private static List<String> fromHere(List<String> words) {
    List<String> absolute = new ArrayList<>(words);
    for (int i = 1; i < absolute.size(); i++) {
      if (absolute.get(i - 1).matches("-o|--output")) {
        absolute.set(i, Path.of(absolute.get(i)).toAbsolutePath().toString());
      }
    }
    return absolute;
  }

  /** Rules to restore come by standard input. */
  private String input() throws IOException {
    boolean restores = arguments.contains("-R") || arguments.contains("--restore");
    return restores ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : "";
  }

  private static ControlMessage.Answer ask(Path path, ControlMessage.Question question)
      throws BadInput {
    if (!Files.exists(path)) {
      throw new BadInput(path + ": no lvsim live listens there; say --socket with its path");
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      ControlMessage.write(Channels.newOutputStream(channel), question);
      return ControlMessage.readAnswer(Channels.newInputStream(channel));
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInput(path + ": the director did not answer: " + FailureHandler.messageOf(e));
    }
  }
}
