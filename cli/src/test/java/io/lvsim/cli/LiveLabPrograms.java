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

  /** Writes all frames that pass an interface into a pcap file, until it is ended. */
  static final String SNIFFER =
      """
      import socket, struct, sys, time

      wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
      wire.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)
      wire.bind((sys.argv[1], 3))
      with open(sys.argv[2], "wb", buffering=0) as out:
          out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
          while True:
              frame = wire.recv(65535)
              at = time.time()
              out.write(struct.pack("<IIII", int(at), int(at % 1 * 1e6), len(frame), len(frame))
                        + frame)
      """;

  /**
   * Sends frames that a director must not forward, each marked, to its MAC: name, its MAC and
   * address, the VIP.
   */
  static final String HOSTILE =
      """
      import random, socket, struct, sys

      name, director, dip, vip = sys.argv[1:]
      wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
      wire.bind((name, 0))
      me = wire.getsockname()[4]
      director = bytes.fromhex(director.replace(":", ""))
      MARK = b"not to be forwarded"
      dice = random.Random(4)

      def summed(data):
          total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
          while total >> 16:
              total = (total & 0xFFFF) + (total >> 16)
          return ~total & 0xFFFF

      def ip(payload, source="192.168.2.10", to=vip, first=0x45, length=None, fragment=0,
             protocol=6, break_sum=False):
          length = 20 + len(payload) if length is None else length
          head = struct.pack("!BBHHHBBH4s4s", first, 0, length, dice.randrange(65536), fragment, 64,
                             protocol, 0, socket.inet_aton(source), socket.inet_aton(to))
          total = summed(head) ^ (0x5555 if break_sum else 0)
          return head[:10] + struct.pack("!H", total) + head[12:] + payload

      def syn():
          return struct.pack("!HHIIBBHHH", dice.randrange(1024, 65536), 80, 1, 0, 0x50, 2, 8192, 0, 0
                             ) + MARK

      def send(payload, kind=0x0800, to=director, source=me):
          frame = to + source + struct.pack("!H", kind) + payload
          wire.send(frame.ljust(60, b"\\0")[:1514])

      for _ in range(200):
          send(MARK + dice.randbytes(dice.randrange(1400)), kind=dice.randrange(65536))
          send(ip(MARK + dice.randbytes(dice.randrange(900)), to="192.168.2.%d" % dice.choice(
              [192, 191, 10, 77])))
          send(dice.randbytes(dice.randrange(12)) + MARK)
      for _ in range(20):
          send(ip(syn(), length=1400))
          send(ip(syn(), length=12))
          send(ip(syn(), first=0x44))
          send(ip(syn(), first=0x4F))
          send(ip(syn(), first=0x55))
          send(ip(syn(), break_sum=True))
          send(ip(syn()[:7] + MARK[:0]))
          send(ip(syn(), fragment=0x2000))
          send(ip(syn()[8:], fragment=0x0001))
          send(struct.pack("!HH", 5, 0x0800) + ip(syn()), kind=0x8100)
          send(struct.pack("!HHHH", 5, 0x8100, 6, 0x0800) + ip(syn()), kind=0x88A8)
          send(struct.pack("!IHBB", 0x60000000, 20 + len(MARK), 6, 64) + bytes(15) + b"\\1"
               + bytes(15) + b"\\2" + syn(), kind=0x86DD)
          for source in vip, dip, "127.0.0.1", "255.255.255.255", "224.0.0.1", "0.0.0.0":
              send(ip(syn(), source=source))
          for to in "8.8.8.8", "192.168.2.191", "255.255.255.255", "224.0.0.1", dip:
              send(ip(syn(), to=to))
          send(ip(syn()), source=director)
          send(ip(syn()), source=b"\\3" + me[1:])
          send(ip(syn()), to=b"\\xff" * 6)
          send(ip(syn()), to=b"\\1\\0\\x5e\\0\\0\\1")
          send(ip(syn()), to=b"\\2\\0\\0\\0\\x77\\x77")
      print("sent")
      """;

  /**
   * Connects so many times and keeps the connections; tries once more, for two seconds; then asks
   * by each that it kept. Prints what came of it.
   */
  static final String HOLDER =
      """
      import socket, sys

      where, count = (sys.argv[1], 80), int(sys.argv[2])
      kept = [socket.create_connection(where, 5) for _ in range(count)]
      try:
          socket.create_connection(where, 2)
          print("one more")
      except OSError as e:
          print(type(e).__name__)
      for connection in kept:
          connection.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
          answer = b""
          while data := connection.recv(4096):
              answer += data
          print(answer.decode().split()[-1])
      """;

  /**
   * Asks a web server from each of so many clients' addresses, so many times in turn, by ports from
   * one on; prints the client and what it was answered.
   */
  static final String CLIENTS =
      """
      import http.client, sys

      where, clients, rounds, port = sys.argv[1], *map(int, sys.argv[2:])
      for turn in range(rounds):
          for client in range(20, 20 + clients):
              source = "192.168.2.%d" % client
              try:
                  connection = http.client.HTTPConnection(where, 80, timeout=5,
                                                          source_address=(source, port + turn))
                  connection.request("GET", "/")
                  print(source, connection.getresponse().read().decode().strip())
                  connection.close()
              except OSError as e:
                  print(source, type(e).__name__)
      """;

  /** Answers datagrams on port 80 of an address with its name and how long they were. */
  static final String UDP_SERVER =
      """
      import socket, sys

      server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      server.bind((sys.argv[1], 80))
      print("ready", flush=True)
      while True:
          data, client = server.recvfrom(65535)
          server.sendto(("%s got %d" % (sys.argv[2], len(data))).encode(), client)
      """;

  /** Sends one datagram of so many bytes to port 80 and prints the answer. */
  static final String UDP_CLIENT =
      """
      import socket, sys

      client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      client.settimeout(5)
      client.setsockopt(socket.SOL_IP, 10, 0)
      client.sendto(b"x" * int(sys.argv[2]), (sys.argv[1], 80))
      print(client.recv(65535).decode())
      """;

  /**
   * Opens connections to port 81 of a VIP at a steady rate, from ever other ends: SYN, ACK, data,
   * FIN. Interface, the director's MAC, the VIP, connections a second, and how many in all; prints
   * how many frames were sent.
   */
  static final String STREAM =
      """
      import socket, struct, sys, time

      name, director, vip, rate, count = sys.argv[1:]
      rate, count = int(rate), int(count)
      wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
      wire.setsockopt(socket.SOL_SOCKET, 32, 16 << 20)
      wire.bind((name, 0))
      link = bytes.fromhex(director.replace(":", "")) + wire.getsockname()[4] + b"\\x08\\0"
      to = socket.inet_aton(vip)

      def summed(data):
          total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
          while total >> 16:
              total = (total & 0xFFFF) + (total >> 16)
          return struct.pack("!H", ~total & 0xFFFF)

      def heads(source):
          for length in 40, 104:
              head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, length, 7, 0x4000, 64, 6, 0, source, to)
              yield link + head[:10] + summed(head) + head[12:]

      def segment(port, flags, size):
          return struct.pack("!HHIIBBHHH", port, 81, 7, 9, 0x50, flags, 9999, 0x1234, 0) + bytes(size)

      sent, start, first = 0, time.time(), int(time.time()) % 50000
      for i in range(count):
          late = time.time() - start - i / rate
          if late < -0.002:
              time.sleep(-late)
          short, long = heads(struct.pack("!I", 0x0A000000 + (first + i) % 0xFFFF00 + 1))
          port = 1024 + i % 60000
          for frame in (short + segment(port, 2, 6), short + segment(port, 16, 6),
                        long + segment(port, 24, 64), short + segment(port, 17, 6)):
              wire.send(frame)
              sent += 1
      print(sent)
      """;

  private LiveLabPrograms() {}
}
