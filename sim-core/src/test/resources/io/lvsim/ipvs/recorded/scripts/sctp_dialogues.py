import sys, os, subprocess
sys.path.insert(0, os.environ['CASE'])
from vslab import *
DIR, VIP, C = '192.168.2.190', '192.168.2.188', '192.168.2.10'
c1 = Nic('c1', C)
ear = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800)); ear.bind(('eth0', 0)); ear.setblocking(False)
def iv(line):
    enter('dir'); print('$ ipvsadm ' + line); subprocess.run(['ipvsadm'] + line.split(), check=True)
def rows():
    for r in sorted(conns(), key=lambda r: (r[1], r[2])): print('  ' + ' '.join(map(str, r)))
    print('  ' + ', '.join('%s %d %d' % (d[0], d[1], d[2]) for d in sorted(dests())))
def send(port, chunks, to=80):
    c1.send(DIR, ipv4(C, VIP, 132, sctp(port, to, chunks)))
    print('sctp %d %d %s' % (port, to, '+'.join(map(str, chunks)))); time.sleep(0.03); answers(); rows()
def answers():
    while True:
        try: f = ear.recv(2000)
        except BlockingIOError: return
        if f[6:12] == mac(DIR) and f[12:14] == b'\x08\0' and f[23] == 1: print('  answer icmp %d %d' % (f[34], f[35]))
def sysctl(k, v): print('$ sysctl %s=%s' % (k, v)); ctl(k, v)
def wait(s): time.sleep(s); print('wait %g' % s); rows()
port = 21000
def start(title, extra=''):
    print('\n## ' + title); iv('-C'); time.sleep(1000)
    iv('-A --sctp-service %s:80 -s rr%s' % (VIP, extra))
    for s in (191, 192, 193): iv('-a --sctp-service %s:80 -r 192.168.2.%d -g' % (VIP, s))
for m in (0, 1, 2, 3):
    start('a client port again, conn_reuse_mode=%d' % m); sysctl('conn_reuse_mode', m)
    port += 1
    for c in ([1], [10, 0], [0], [7], [14], [1], [10], [6], [1], [10]): send(port, c)
sysctl('conn_reuse_mode', 1)
start('packets that begin nothing'); sysctl('sloppy_sctp', 0); port += 1
for c in ([0], [10, 0], [6], [2], [], [1]): send(port, c)
start('with sloppy_sctp'); sysctl('sloppy_sctp', 1); port += 1
for c in ([6], [], [0], [6], [0], [1]): send(port, c)
sysctl('sloppy_sctp', 0)
start('timers'); port += 10
send(port, [1]); send(port + 1, [1]); send(port + 1, [1]); send(port + 2, [1]); send(port + 2, [10, 0])
send(port + 3, [1]); send(port + 3, [6])
wait(3); wait(1.5); wait(50); wait(20)
send(port + 2, [7]); wait(40); send(port + 2, [14]); wait(30); wait(40)
start('persistence', ' -p 50'); port += 10
send(port, [1]); send(port, [10]); send(port + 1, [1]); wait(10); send(port + 2, [1]); send(port, [6])
wait(35); wait(30)
start('a server removed'); port += 10
send(port, [1]); send(port, [10, 0]); send(port + 1, [1]); send(port + 1, [10, 0]); send(port + 2, [1]); send(port + 2, [10, 0])
iv('-d --sctp-service %s:80 -r 192.168.2.192' % VIP)
for i in range(3): send(port + i, [0])
for i in range(3): send(port + i, [1])
sysctl('expire_nodest_conn', 1)
for i in range(3): send(port + i, [0])
for i in range(3): send(port + i, [1])
sysctl('expire_nodest_conn', 0)

start('no server left'); port += 10
for s in (191, 192, 193): iv('-d --sctp-service %s:80 -r 192.168.2.%d' % (VIP, s))
send(port, [1]); send(port, [10, 0]); send(port, [1], 81)
