package io.lvsim.app;

import io.lvsim.app.LoadGenerator.Ending;
import io.lvsim.host.Errno;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import java.nio.charset.StandardCharsets;

/**
 * One of a load generator's clients; used again for another when it has ended. It reads the answer
 * byte by byte: what follows the first empty line is the body, which ends where the server closes,
 * or after Content-Length bytes.
 */
final class LoadClient implements TcpHandler {
  private static final byte[] LENGTH_HEADER = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_BODY = 256;

  private final LoadGenerator generator;
  private final byte[] body = new byte[LONGEST_BODY];
  private long begunAtNanos;
  private int bodyLength;
  private boolean inBody;
  private int lineLength;
  private int headerMatched;
  private long contentLength;
  private boolean done;

  LoadClient(LoadGenerator generator) {
    this.generator = generator;
  }

  void begin(long nowNanos) {
    begunAtNanos = nowNanos;
    bodyLength = 0;
    inBody = false;
    lineLength = 0;
    headerMatched = 0;
    contentLength = -1;
    done = false;
  }

  long begunAtNanos() {
    return begunAtNanos;
  }

  /** The body's first bytes. */
  byte[] body() {
    return body;
  }

  int bodyLength() {
    return Math.min(bodyLength, LONGEST_BODY);
  }

  @Override
  public void connected(TcpConnection connection) {
    byte[] request = generator.request();
    connection.send(request, 0, request.length);
  }

  @Override
  public void received(TcpConnection connection, byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      take(bytes[i]);
    }
  }

  /** A server of short requests closes when it has answered: until then the client waits. */
  @Override
  public void peerClosed(TcpConnection connection) {
    connection.close();
    boolean whole = inBody && (contentLength < 0 || bodyLength >= contentLength);
    end(whole ? Ending.ANSWERED : Ending.CUT_OFF);
  }

  @Override
  public void failed(TcpConnection connection, Errno error) {
    end(LoadGenerator.endingOf(error));
  }

  private void end(Ending ending) {
    if (!done) {
      done = true;
      generator.ended(this, ending);
    }
  }

  private void take(byte next) {
    if (inBody) {
      if (bodyLength < LONGEST_BODY) {
        body[bodyLength] = next;
      }
      bodyLength++;
    } else if (next == '\n') {
      inBody = lineLength == 0;
      lineLength = 0;
      headerMatched = 0;
    } else if (next != '\r') {
      takeOfLine(next);
    }
  }

  private void takeOfLine(byte next) {
    if (headerMatched == LENGTH_HEADER.length) {
      if (next >= '0' && next <= '9' && contentLength < Integer.MAX_VALUE) {
        contentLength = Math.max(0, contentLength) * 10 + next - '0';
      }
    } else if (headerMatched == lineLength
        && Character.toLowerCase((char) next) == LENGTH_HEADER[headerMatched]) {
      headerMatched++;
    }
    lineLength++;
  }
}
