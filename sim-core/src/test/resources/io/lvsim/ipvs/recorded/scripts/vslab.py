"""Packets and tables for probes of the director, in one process: no forks, so time is exact."""
import ctypes, os, socket, struct, time
libc = ctypes.CDLL(None, use_errno=True)
def enter(ns):
    fd = os.open('/run/netns/' + ns, os.O_RDONLY)
    if libc.setns(fd, 0x40000000): raise OSError(ctypes.get_errno(), 'setns')
    os.close(fd)
T = []
for n in range(256):
    c = n
    for _ in range(8): c = c >> 1 ^ (0x82F63B78 if c & 1 else 0)
    T.append(c)
def crc32c(b):
    c = 0xFFFFFFFF
    for x in b: c = c >> 8 ^ T[(c ^ x) & 255]
    return c ^ 0xFFFFFFFF
def csum(b):
    if len(b) & 1: b += b'\0'
    s = sum(struct.unpack('>%dH' % (len(b) // 2), b))
    while s >> 16: s = (s & 0xFFFF) + (s >> 16)
    return ~s & 0xFFFF
def ip(a): return socket.inet_aton(a)
def mac(a):
    o = int(a.split('.')[-1]); return bytes([2, 0, 0, 0, int('%02d' % (o // 100), 16), int('%02d' % (o % 100), 16)])
def ipv4(src, dst, proto, payload, df=True, ttl=64):
    h = struct.pack('>BBHHHBBH4s4s', 0x45, 0, 20 + len(payload), 1, 0x4000 if df else 0, ttl, proto, 0, ip(src), ip(dst))
    return h[:10] + struct.pack('>H', csum(h)) + h[12:] + payload
def sctp(sport, dport, chunks):
    body = b''
    for c in chunks:
        if isinstance(c, int): body += struct.pack('>BBH', c, 0, 4)
        else: body += c
    h = struct.pack('>HHI', sport, dport, 1)
    return h + struct.pack('<I', crc32c(h + b'\0\0\0\0' + body)) + body
def pseudo(src, dst, proto, seg): return ip(src) + ip(dst) + struct.pack('>BBH', 0, proto, len(seg))
def tcp(src, dst, sport, dport, flags, data=b''):
    s = struct.pack('>HHIIBBHHH', sport, dport, 1, 1, 0x50, flags, 64240, 0, 0) + data
    return s[:16] + struct.pack('>H', csum(pseudo(src, dst, 6, s) + s)) + s[18:]
def udp(src, dst, sport, dport, data=b'ask!'):
    s = struct.pack('>HHHH', sport, dport, 8 + len(data), 0) + data
    return s[:6] + struct.pack('>H', csum(pseudo(src, dst, 17, s) + s)) + s[8:]
class Nic:
    def __init__(self, ns, me):
        enter(ns); self.me = me; self.burst = False
        self.s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        self.s.bind(('eth0', 0))
    def send(self, to, packet):
        f = mac(to) + mac(self.me) + b'\x08\0' + packet
        self.s.send(f + b'\0' * (60 - len(f)))
        if not self.burst: time.sleep(0.003)
def conns(ns='dir'):
    enter(ns); rows = []
    for l in open('/proc/net/ip_vs_conn').read().splitlines()[1:]:
        w = l.split()
        f = lambda a, p: socket.inet_ntoa(bytes.fromhex(a)) + ':%d' % int(p, 16)
        rows.append((w[0], f(w[1], w[2]), f(w[3], w[4]), f(w[5], w[6]), w[7], int(w[8])))
    return rows
def dests(ns='dir'):
    """(server, active, inactive) of all services, in order."""
    enter(ns); out = []
    for l in open('/proc/net/ip_vs').read().splitlines()[3:]:
        w = l.split()
        if w[0] == '->':
            a, p = w[1].split(':'); out.append((socket.inet_ntoa(bytes.fromhex(a)) + ':%d' % int(p, 16), int(w[4]), int(w[5])))
    return out
def ctl(k, v, ns='dir'):
    enter(ns); open('/proc/sys/net/ipv4/vs/' + k, 'w').write(str(v))
