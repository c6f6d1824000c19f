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
            + " its exit status.",
    footer = {
      "  lvsim ctl -Ln",
      "  lvsim ctl -Lnc",
      "  lvsim ctl -e -t 192.168.2.188:80 -r 192.168.2.191 -g -w 0",
      "  lvsim ctl -R < ipvsadm.rules"
    })
final class CtlCommand extends Subcommand {
  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description =
          "The director's control socket; by default lvsim.sock in XDG_RUNTIME_DIR, or in /run.")
  private @Nullable Path socket;

  @Parameters(
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description = "As for ipvsadm; see ipvsadm(8).")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Path path = socket == null ? ControlSocket.defaultPath() : socket;
    ControlMessage.Answer answer = ask(path, new ControlMessage.Question(arguments, input()));
    out().print(answer.out());
    out().flush();
    err().print(answer.err());
    return answer.status();
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
