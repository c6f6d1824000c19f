import sys, os, subprocess, socket, struct, threading
sys.path.insert(0, os.environ['CASE'])
from vslab import *
VIP, C = '192.168.2.188', '192.168.2.10'
def rows():
    time.sleep(0.02)
    for r in sorted(conns(), key=lambda r: (r[1], r[2])): print('  ' + ' '.join(map(str, r)))
    print('  ' + ', '.join('%s %d %d' % (d[0], d[1], d[2]) for d in sorted(dests())))
def sock(ns):
    enter(ns); s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 132)
    s.settimeout(3); return s
lis = {}
for ns in ('rs1', 'rs2'):
    s = sock(ns); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind((VIP, 80)); s.listen(8); lis[ns] = s
def step(t): print('# ' + t); rows()
port = 22000
def connect():
    global port
    port += 1
    c = sock('c1'); c.bind((C, port)); c.connect((VIP, 80))
    for ns, l in lis.items():
        l.settimeout(0.2)
        try: a, _ = l.accept(); a.settimeout(3); return c, a, ns
        except socket.timeout: pass
c, a, ns = connect(); step('connected to ' + ns)
c.send(b'hello'); print(a.recv(100)); step('asked')
a.send(b'world'); print(c.recv(100)); step('answered')
c.close(); time.sleep(0.3); step('the client closed'); print(a.recv(100)); a.close(); time.sleep(0.3); step('the server closed')
c, a, ns = connect(); step('connected to ' + ns)
c.send(b'x' * 4000); n = 0
while n < 4000: n += len(a.recv(5000))
time.sleep(0.3); step('4000 bytes asked')
a.close(); time.sleep(0.5); step('the server closed'); print(c.recv(10)); c.close(); time.sleep(0.3); step('the client closed')
c, a, ns = connect(); step('connected to ' + ns)
c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); c.close(); time.sleep(.3); step('the client aborted'); a.close()
c, a, ns = connect(); step('connected to ' + ns)
a.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); a.close(); time.sleep(.3); step('the server aborted'); c.close()
c = sock('c1'); c.bind((C, 22100))
try: c.connect((VIP, 81)); print('connected')
except OSError as e: print('no service:', e)
rows()
lis['rs1'].close(); lis['rs2'].close(); time.sleep(0.3)
c = sock('c1'); c.bind((C, 22101))
try: c.connect((VIP, 80)); print('connected')
except OSError as e: print('nobody listens:', e)
rows()
c, = [sock('c1')]; enter('dir'); os.system('ipvsadm -d --sctp-service 192.168.2.188:80 -r 192.168.2.191; ipvsadm -d --sctp-service 192.168.2.188:80 -r 192.168.2.192')
c.bind((C, 22102))
try: c.connect((VIP, 80)); print('connected')
except OSError as e: print('no server left:', e)
