import sys, os, subprocess
sys.path.insert(0, os.environ['CASE'])
from vslab import *
DIR, VIP = '192.168.2.190', '192.168.2.188'
c1 = Nic('c1', '192.168.2.10')
ears = {}
for n, name in ((191, 'rs1'), (192, 'rs2'), (193, 'rs3')):
    enter(name); e = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800)); e.bind(('eth0', 0)); e.setblocking(False); ears[n] = e
enter('c1'); ear = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800)); ear.bind(('eth0', 0)); ear.setblocking(False)
def heard():
    out = []
    for n, e in ears.items():
        while True:
            try:
                f = e.recv(2000)
                if f[:6] == mac('192.168.2.%d' % n): out.append(str(n))
            except BlockingIOError: break
    while True:
        try: f = ear.recv(2000)
        except BlockingIOError: break
        if f[6:12] == mac(DIR) and f[12:14] == b'\x08\0' and f[23] == 1: out.append('icmp %d %d' % (f[34], f[35]))
    return ' '.join(out) or 'nowhere'
def iv(line):
    enter('dir'); print('$ ipvsadm ' + line)
    r = subprocess.run(['ipvsadm'] + line.split(), capture_output=True, text=True); out = r.stdout.splitlines()
    if line.startswith('-Lnc'): out = out[:2] + sorted(out[2:], key=lambda l: l[12:])
    for l in out + r.stderr.splitlines(): print(l)
    if r.returncode: print('[exit %d]' % r.returncode)
def udpm(src, sport, text, dport=5060):
    heard(); c1.send(DIR, ipv4(src, VIP, 17, udp(src, VIP, sport, dport, text.encode())))
    time.sleep(0.03); print('udp %s:%d %d %r => %s' % (src, sport, dport, text, heard()))
def sip(src, sport, callid, head='Call-ID'):
    udpm(src, sport, 'INVITE sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.168.2.10\r\n%s: %s\r\nContent-Length: 0\r\n\r\n' % (head, callid))
def wait(s): print('wait %d' % s); time.sleep(s)
def start(title, extra, service='-u'):
    print('\n## ' + title); iv('-C'); time.sleep(2000)
    iv('-A %s %s:5060 -s rr %s' % (service, VIP, extra))
    for s in (191, 192, 193): iv('-a %s %s:5060 -r 192.168.2.%d -g' % (service, VIP, s))
A, B = '192.168.2.10', '192.168.2.11'
start('Call-IDs, one packet at a time', '-o -p 30 --pe sip')
iv('-Ln')
for src, port, cid in ((A, 5060, 'one@a'), (A, 5060, 'two@a'), (A, 5060, 'one@a'), (A, 5061, 'one@a'), (B, 5060, 'one@a'), (A, 5060, 'three@a'), (A, 5060, 'two@a'), (A, 5060, 'ONE@a'), (A, 5060, 'one@a')): sip(src, port, cid)
iv('-Lnc'); iv('-Lnc --persistent-conn'); iv('-Ln --persistent-conn'); wait(20); sip(A, 5060, 'two@a'); iv('-Lnc'); wait(20); iv('-Lnc')
sip(A, 5060, 'short', 'i'); sip(A, 5060, 'lower', 'call-id'); sip(A, 5060, 'x' * 300); sip(A, 5060, 'x' * 65); sip(A, 5060, '  spaced out  '); sip(A, 5060, '')
udpm(A, 5060, 'OPTIONS sip:a SIP/2.0\r\n\r\n'); udpm(A, 5060, 'Call-ID: no-first-line\r\n'); udpm(A, 5060, 'X: 1\r\nCall-ID: noend'); udpm(A, 5060, 'X: 1\nCall-ID: newline\n'); udpm(A, 5060, 'SIP/2.0 200 OK\r\nCall-ID : space\r\n\r\n'); udpm(A, 5060, 'hello'); udpm(A, 5060, ''); udpm(A, 5060, 'X: 1\r\nCall-ID:tight@x\r\n\r\n'); udpm(A, 5060, 'X: 1\r\n\r\nCall-ID: inbody@x\r\n')
iv('-Lnc')
start('Call-IDs, with entries', '-p 30 --pe sip')
for src, port, cid in ((A, 5060, 'one@a'), (A, 5060, 'two@a'), (A, 5061, 'one@a'), (A, 5062, 'two@a'), (B, 5060, 'one@a')): sip(src, port, cid)
udpm(A, 5063, 'hello')
iv('-Lnc'); iv('-Ln --persistent-conn')
start('a netmask', '-o -p 30 -M 255.255.255.0 --pe sip')
sip(A, 5060, 'one@a'); sip(B, 5060, 'one@a'); sip(B, 5060, 'two@a'); sip(A, 5060, 'two@a'); iv('-Lnc')
iv('-Ln'); iv('-Sn'); iv('-Ln --stats')
start('without -p', '--pe sip')
sip(A, 5060, 'one@a'); sip(A, 5061, 'one@a'); iv('-Lnc'); iv('-Ln'); iv('-Sn')
start('over TCP', '-p 30 --pe sip', '-t')
heard(); c1.send(DIR, ipv4(A, VIP, 6, tcp(A, VIP, 7000, 5060, 2))); time.sleep(.03); print('tcp %s:7000 5060 syn => %s' % (A, heard()))
iv('-Lnc')
start('edited', '-o -p 30 --pe sip')
sip(A, 5060, 'one@a'); iv('-E -u 192.168.2.188:5060 -s rr -o -p 30'); sip(A, 5060, 'one@a'); sip(A, 5060, 'two@a'); iv('-Lnc'); iv('-E -u 192.168.2.188:5060 -s rr -o -p 30 --pe sip'); sip(A, 5060, 'one@a'); sip(A, 5060, 'two@a'); iv('-Lnc')
iv('-e -u 192.168.2.188:5060 -r 192.168.2.193 -g -w 0'); sip(A, 5060, 'one@a')
iv('-d -u 192.168.2.188:5060 -r 192.168.2.193'); sip(A, 5060, 'one@a'); iv('-Lnc')

print('\n## engines there are not'); iv('-C')
iv('-A -t 192.168.2.188:80 -s rr -p 30 --pe nosuch'); iv('-A -t 192.168.2.188:80 -s rr --pe nosuch'); iv('-A -t 192.168.2.188:80 -s nosuch --pe sip'); iv('-A -t 192.168.2.188:80 -s twos')
iv('-E -t 192.168.2.188:80 -s rr --pe sip'); iv('-A -t 192.168.2.188:80 -s rr'); iv('-A -t 192.168.2.188:80 -s rr --pe sip'); iv('-A -t 192.168.2.188:80 -s rr --pe nosuch'); iv('-E -t 192.168.2.188:80 -s rr --pe nosuch'); iv('-E -t 192.168.2.188:80 -s rr -p --pe sip'); iv('-Ln'); iv('-Sn')
iv('-A -f 7 -s rr -p 60 --pe sip'); iv('-A --sctp-service 192.168.2.188:80 -s sh -b sh-port -p 60 -M 255.255.0.0 --pe sip'); iv('-Ln'); iv('-Sn'); iv('-A -t 192.168.2.188:81 -s rr --pe'); iv('-A -t 192.168.2.188:81 -s rr --pe sip --pe sip')
