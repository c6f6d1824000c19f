package io.lvsim.app;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.engine.Timer;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import io.lvsim.transport.TcpStack;
import org.jspecify.annotations.Nullable;

/**
 * A web client that makes one request per connection, as curl does: it sends the request once
 * connected, and closes shortly after the whole response has come.
 */
public final class HttpClient implements TcpHandler {
  /**
   * From the last byte of the response to close(2): the time a program takes to wake up and to
   * write. By then the FIN of a server that closes at once has come, as it has for a real curl.
   */
  private static final long CLOSE_DELAY_NANOS = 200 * Nanos.PER_MICRO;

  /** How a request ended; exactly one of the last three methods is called. */
  public interface Outcome {
    /** TCP is connected. */
    default void connected(int localAddress, int localPort) {}

    /** Status line and headers have come: as sent, each line with its end, the empty line too. */
    default void headCame(String head) {}

    /** The whole response has come. */
    void answered(HttpResponse response);

    /** No response: refused, reset, timed out ... */
    void failed(Errno error, boolean connected);

    /**
     * The server has closed the connection in the middle of the response, or before it.
     *
     * @param soFar what has come; null if the head is not whole
     * @param missingBytes of the body, -1 if that is not known
     */
    default void cutOff(@Nullable HttpResponse soFar, long missingBytes) {
      failed(Errno.ECONNRESET, true);
    }
  }

  private final byte[] request;
  private final HttpResponseReader response;
  private final Outcome outcome;
  private final Timer closing;
  private @Nullable TcpConnection connection;
  private boolean connected;
  private boolean done;

  private HttpClient(Simulation simulation, byte[] request, boolean headOnly, Outcome outcome) {
    this.request = request.clone();
    this.outcome = outcome;
    response = new HttpResponseReader(headOnly);
    closing = new Timer(simulation, this::complete);
  }

  /**
   * Begins a request.
   *
   * @param localAddress 0 lets routing choose
   * @param localPort 0 for an ephemeral port
   * @param headOnly whether the response has no body, whatever its head says (HEAD)
   * @return cancels it, as a program that exits: the connection is closed, nothing is told
   * @throws HostException what connect(2) fails with at once
   */
  public static Runnable request(
      TcpStack tcp,
      int localAddress,
      int localPort,
      int address,
      int port,
      byte[] request,
      boolean headOnly,
      Outcome outcome)
      throws HostException {
    HttpClient client = new HttpClient(tcp.clock(), request, headOnly, outcome);
    client.connection = tcp.connect(localAddress, localPort, address, port, client);
    return client::cancel;
  }

  @Override
  public void connected(TcpConnection over) {
    connected = true;
    over.setNoDelay(true);
    outcome.connected(over.localAddress(), over.localPort());
    if (!done) {
      over.send(request, 0, request.length);
    }
  }

  @Override
  public void received(TcpConnection over, byte[] bytes, int from, int length) {
    if (closing.running()) {
      return;
    }
    boolean hadHead = !response.headText().isEmpty();
    response.add(bytes, from, length);
    if (!hadHead && !response.headText().isEmpty()) {
      outcome.headCame(response.headText());
    }
    if (response.isWhole() || response.isGarbage()) {
      closing.start(CLOSE_DELAY_NANOS);
    }
  }

  @Override
  public void peerClosed(TcpConnection over) {
    if (!closing.running()) {
      response.end();
      complete();
    }
  }

  @Override
  public void failed(TcpConnection over, Errno error) {
    closing.stop();
    if (!done) {
      done = true;
      outcome.failed(error, connected);
    }
  }

  private void complete() {
    if (done) {
      return;
    }
    finish();
    HttpResponse whole = response.response();
    if (response.isWhole() && whole != null) {
      outcome.answered(whole);
    } else {
      outcome.cutOff(whole, response.missingBytes());
    }
  }

  private void cancel() {
    if (!done) {
      finish();
    }
  }

  private void finish() {
    done = true;
    closing.stop();
    TcpConnection over = connection;
    if (over != null) {
      over.close();
    }
  }
}
