import sys, os, random, subprocess
sys.path.insert(0, os.environ['CASE'])
from vslab import *
DIR, VIP, C = '192.168.2.190', '192.168.2.188', '192.168.2.10'
c1 = Nic('c1', C); enter('dir')
ears = {}
for n, name in ((191, 'rs1'), (192, 'rs2')):
    enter(name); e = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800)); e.bind(('eth0', 0)); e.setblocking(False); ears[n] = e
def heard():
    out = []
    for n, e in ears.items():
        while True:
            try:
                f = e.recv(2000)
                if f[23] == 17 and f[:6] == mac('192.168.2.%d' % n): out.append(str(n))
            except BlockingIOError: break
    return ' '.join(out) or 'none'
enter('dir')
def iv(line):
    enter('dir'); print('$ ipvsadm ' + line); subprocess.run(['ipvsadm'] + line.split(), check=True)
def where(port):
    for r in conns():
        if r[1] == '%s:%d' % (C, port): return r[3].split(':')[0].split('.')[3]
    return 'none'
def counts():
    return ', '.join('%s %d %d' % (d[0].split(':')[0].split('.')[3], d[1], d[2]) for d in sorted(dests()))
port = 20000
for seed in range(6):
    r = random.Random(seed); live = []
    print('\n## walk %d' % seed); iv('-C'); time.sleep(2000)
    iv('-A -t %s:80 -s rr' % VIP)
    for s in (191, 192): iv('-a -t %s:80 -r 192.168.2.%d -g -x %d -y %d' % (VIP, s, r.randint(1, 6), r.randint(0, 1)))
    for _ in range(70):
        k = r.random()
        if k < 0.5:
            port += 1
            c1.send(DIR, ipv4(C, VIP, 6, tcp(C, VIP, port, 80, 2))); c1.send(DIR, ipv4(C, VIP, 6, tcp(C, VIP, port, 80, 16)))
            w = where(port)
            if w != 'none': live.append(port)
            print('open %d => %s; %s' % (port, w, counts()))
        elif k < 0.85 and live:
            p = live.pop(r.randrange(len(live)))
            c1.send(DIR, ipv4(C, VIP, 6, tcp(C, VIP, p, 80, 4)))
            print('reset %d => %s' % (p, counts()))
            time.sleep(10.7)
            print('wait 10.7 => %s' % counts())
            # keep the others alive
            for q in live: c1.send(DIR, ipv4(C, VIP, 6, tcp(C, VIP, q, 80, 16)))
            print('refresh => %s' % counts())
        else:
            x = r.choice([0, 1, 2, 3, 4, 5, 8]); y = r.randint(0, x)
            iv('-e -t %s:80 -r 192.168.2.%d -g -x %d -y %d' % (VIP, r.choice((191, 192)), x, y))
for x in (0, 1, 2):
    print('\n## one packet, upper threshold %d' % x); iv('-C'); time.sleep(2000)
    iv('-A -u %s:80 -s rr -o' % VIP)
    for s in (191, 192): iv('-a -u %s:80 -r 192.168.2.%d -g -x %d' % (VIP, s, x))
    for p in (1, 1, 2, 3, 3):
        heard(); c1.send(DIR, ipv4(C, VIP, 17, udp(C, VIP, 40000 + p, 80)))
        print('udp %d => %s; %s' % (40000 + p, heard(), counts()))
