package io.lvsim.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The Unix domain socket by which a director that runs is asked and changed. Only its owner may
 * open it. Questions wait here until the director's loop takes them; who asks slowly holds up
 * nobody.
 */
final class ControlSocket implements AutoCloseable {
  private static final int ANSWER_SECONDS_MAX = 60;

  /** A question, and where its answer goes. */
  record Asked(ControlMessage.Question question, CompletableFuture<ControlMessage.Answer> answer) {}

  private final Path path;
  private final ServerSocketChannel server;
  private final ConcurrentLinkedQueue<Asked> waiting = new ConcurrentLinkedQueue<>();

  private ControlSocket(Path path, ServerSocketChannel server) {
    this.path = path;
    this.server = server;
  }

  /** Where it is if nobody says otherwise. */
  static Path defaultPath() {
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    return Path.of(runtime == null || runtime.isEmpty() ? "/run" : runtime, "lvsim.sock");
  }

  /**
   * Opens it; what an lvsim that is gone has left there is replaced.
   *
   * @throws BadInput if another lvsim listens there, or it cannot be made
   */
  static ControlSocket open(Path path) throws BadInput {
    if (Files.exists(path) && answers(path)) {
      throw new BadInput(
          path + ": another lvsim live listens there; say --control with another path");
    }
    try {
      ControlSocket socket = new ControlSocket(path, bind(path));
      Thread.ofPlatform().daemon(true).name("control").start(socket::serve);
      return socket;
    } catch (IOException | UnsupportedOperationException e) {
      throw new BadInput(
          path
              + ": the control socket cannot be made ("
              + FailureHandler.messageOf(e)
              + "); say --control with another path");
    }
  }

  private static boolean answers(Path path) {
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Made in a directory that only the owner may enter, and moved when its permissions are set. */
  private static ServerSocketChannel bind(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    Path aside =
        Files.createTempDirectory(
            parent,
            ".lvsim-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path made = aside.resolve("s");
    try {
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(UnixDomainSocketAddress.of(made));
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return channel;
    } finally {
      Files.deleteIfExists(made);
      Files.deleteIfExists(aside);
    }
  }

  /** The next question that waits; null if none does. */
  @Nullable Asked next() {
    return waiting.poll();
  }

  /** Asks from within this process; any thread may. */
  CompletableFuture<ControlMessage.Answer> ask(ControlMessage.Question question) {
    Asked asked = new Asked(question, new CompletableFuture<>());
    waiting.add(asked);
    return asked.answer();
  }

  private void serve() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        Thread.ofPlatform().daemon(true).name("control client").start(() -> answer(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void answer(SocketChannel client) {
    try (client) {
      ControlMessage.Question question =
          ControlMessage.readQuestion(Channels.newInputStream(client));
      ControlMessage.write(
          Channels.newOutputStream(client),
          ask(question).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS));
    } catch (IOException | ExecutionException | TimeoutException e) {
      return; // whoever asked is gone, or asked no question
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      return; // it is left behind, and replaced by the next
    }
  }
}
