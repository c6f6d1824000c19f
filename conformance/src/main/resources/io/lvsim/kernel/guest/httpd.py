"""httpd.py PORT...: serves the files below /var/www/html, as lvsim's own web server does."""
import os, selectors, socket, sys, time

ROOT = "/var/www/html"
LOG = "/var/log/httpd/access_log"
PAGE = """<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
<html><head>
<title>%d %s</title>
</head><body>
<h1>%s</h1>
<p>%s</p>
</body></html>
"""


def answer(method, target):
    path = target.split("?")[0].split("#")[0]
    if method not in ("GET", "HEAD"):
        return page(405, "Method Not Allowed",
                    "The requested method %s is not allowed for the URL %s." % (method, path))
    name = ROOT + os.path.normpath(path)
    if os.path.isdir(name):
        if not path.endswith("/"):
            return page(301, "Moved Permanently", 'The document has moved <a href="%s/">here</a>.' % path,
                        "Location: %s/\r\n" % path)
        name = os.path.join(name, "index.html")
        if not os.path.exists(name):
            return page(403, "Forbidden",
                        "You don't have permission to access %s\non this server.<br />" % path)
    try:
        with open(name, "rb") as f:
            return 200, "OK", "", f.read()
    except OSError:
        return page(404, "Not Found", "The requested URL %s was not found on this server." % path)


def page(status, reason, text, more=""):
    body = (PAGE % (status, reason, reason, text)).encode()
    return status, reason, more + "Content-Type: text/html; charset=iso-8859-1\r\n", body


class Connection:
    def __init__(self, sock, peer):
        self.sock, self.peer, self.got = sock, peer, b""

    def ready(self, selector):
        try:
            data = self.sock.recv(65536)
        except OSError:
            data = b""
        self.got += data
        if not data or b"\r\n\r\n" in self.got and self.reply():
            selector.unregister(self.sock)
            self.sock.close()

    def reply(self):
        head, _, self.got = self.got.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        headers = {k.strip().lower(): v.strip() for k, _, v in (l.partition(":") for l in lines[1:])}
        keep = "keep-alive" in headers.get("connection", "").lower()
        if len(words) != 3:
            status, reason, more, body = 400, "Bad Request", "", b"400 Bad Request\n"
        else:
            status, reason, more, body = answer(words[0], words[1])
            self.log(lines[0], status, body, headers)
            more = "Server: Apache/2.4.6 (CentOS)\r\n" + more
        said = "HTTP/1.0 %d %s\r\n%sContent-Length: %d\r\n%s\r\n" % (
            status, reason, more, len(body), "Connection: keep-alive\r\n" if keep else "")
        self.sock.setblocking(True)
        self.sock.sendall(said.encode("latin-1") + (b"" if words[0] == "HEAD" else body))
        return not keep

    def log(self, request, status, body, headers):
        os.makedirs(os.path.dirname(LOG), exist_ok=True)
        with open(LOG, "a") as f:
            f.write('%s - - [%s] "%s" %d %d "%s" "%s"\n' % (
                self.peer, time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime()), request, status,
                len(body), headers.get("referer", "-"), headers.get("user-agent", "-")))


def main(ports):
    selector = selectors.DefaultSelector()
    for port in ports:
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("0.0.0.0", port))
        s.listen(511)
        selector.register(s, selectors.EVENT_READ, None)
    if os.fork():
        os._exit(0)  # whoever started it goes on: it listens
    os.setsid()
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))  # as on a machine of its own
    with open("/run/httpd.pid", "w") as f:
        f.write("%d" % os.getpid())
    null = os.open("/dev/null", os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    while True:
        for key, _ in selector.select():
            if key.data is None:
                sock, peer = key.fileobj.accept()
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                selector.register(sock, selectors.EVENT_READ, Connection(sock, peer[0]))
            else:
                key.data.ready(selector)


if __name__ == "__main__":
    main([int(p) for p in sys.argv[1:]])
