package io.lvsim.cli;

/** Programs of the hosts of a live lab, in Python. */
final class LiveLabPrograms {
  /** Says who it is on ports 80 and 81; /big is 50 MB; what is posted is counted. */
  static final String WEB_SERVER =
      """
      import http.server, socketserver, sys, threading

      class Handler(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              self.reply(b"x" * 50_000_000 if self.path == "/big" else (sys.argv[1] + "\\n").encode())

          def do_POST(self):
              left = length = int(self.headers["Content-Length"])
              while left:
                  data = self.rfile.read(min(65536, left))
                  if not data:
                      break
                  left -= len(data)
              self.reply(("%s got %d\\n" % (sys.argv[1], length - left)).encode())

          def reply(self, body):
              self.send_response(200)
              self.send_header("Content-Length", str(len(body)))
              self.end_headers()
              self.wfile.write(body)

          def log_message(self, *words):
              pass

      class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
          daemon_threads = True

      for port in 80, 81:
          threading.Thread(target=Server(("0.0.0.0", port), Handler).serve_forever).start()
      """;

  /** Asks by ARP who has an address, and prints the MAC of each that answers within a second. */
  static final String WHO_HAS =
      """
      import socket, sys, time

      name, sender, target = sys.argv[1:]
      wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0806))
      wire.bind((name, 0x0806))
      mac = wire.getsockname()[4]
      wire.send(b"\\xff" * 6 + mac + b"\\x08\\x06\\x00\\x01\\x08\\x00\\x06\\x04\\x00\\x01" + mac
                + socket.inet_aton(sender) + bytes(6) + socket.inet_aton(target))
      end = time.time() + 1
      while time.time() < end:
          wire.settimeout(max(end - time.time(), 0.001))
          try:
              frame = wire.recv(100)
          except socket.timeout:
              break
          if frame[20:22] == b"\\x00\\x02" and frame[28:32] == socket.inet_aton(target):
              print(frame[22:28].hex(":"))
      """;

  private LiveLabPrograms() {}
}
