import sys, os, subprocess
sys.path.insert(0, os.environ['CASE'])
from vslab import *
DIR, VIP, C = '192.168.2.190', '192.168.2.188', '192.168.2.10'
c1 = Nic('c1', C); c1.burst = True; enter('dir')
def iv(*a): return subprocess.run(['ipvsadm'] + list(a), capture_output=True, text=True).stdout
def totals(): return open('/proc/net/ip_vs_stats').read().splitlines()
port = [30000]
def do(words):
    a = words.split()
    if a[0] == 'udp':
        for _ in range(int(a[1])):
            port[0] += 1
            c1.send(DIR, ipv4(C, VIP, 17, udp(C, VIP, port[0], 80, b'x' * int(a[2]))))
    elif a[0] == 'again':
        for _ in range(int(a[1])): c1.send(DIR, ipv4(C, VIP, 17, udp(C, VIP, port[0], 80, b'x' * int(a[2]))))
    elif a[0] == 'ipvsadm': iv(*a[1:])
    elif a[0] == 'sysctl': ctl(a[1], a[2])
def sample():
    s = iv('-Ln', '--stats', '--exact').splitlines()[3:]; r = iv('-Ln', '--rate', '--exact').splitlines()[3:]
    out = []
    for x, y in zip(s, r):
        x, y = x.split(), y.split()
        name = x[1]; out.append(name + ' ' + ' '.join(x[2:]) + ' | ' + ' '.join(y[2:]))
    t = totals()
    out.append('total ' + ' '.join(str(int(w, 16)) for w in t[2].split()) + ' | ' + ' '.join(str(int(w, 16)) for w in t[5].split()))
    return out
def align():
    t = totals()[2]; do('udp 1 4'); 
    while totals()[2] == t: time.sleep(0.001)
    return time.monotonic()
def run(title, events, until):
    print('\n## ' + title)
    iv('-C'); time.sleep(400)           # entries and servers of before are gone, rates are 0
    iv('-A', '-u', VIP + ':80', '-s', 'rr'); iv('-a', '-u', VIP + ':80', '-r', '192.168.2.191', '-g')
    align(); time.sleep(60)             # the packet of align has left the rates
    iv('-Z'); zero = align(); time.sleep(59.5); iv('-Z')
    zero += 60                          # a beat
    last = None; at = 0; todo = sorted(events)
    t = 0.05
    while t < until:
        while todo and todo[0][0] < t:
            e = todo.pop(0); time.sleep(max(0, zero + e[0] - time.monotonic()))
            print('@%.2f %s' % e); do(e[1])
        time.sleep(max(0, zero + t - time.monotonic()))
        late = time.monotonic() - zero - t
        s = sample()
        if s != last:
            for l in s: print('%.2f %s' % (t, l))
            if late > 0.03: print('# late by %.3f' % late)
        last = s; t = round(t + 0.1, 2)
    late = time.monotonic() - zero - t
    print('# ends late by %.3f' % late, file=sys.stderr)
run('ten connections at once', [(0.5, 'udp 10 4')], 40)
run('a thousand packets of one connection', [(0.5, 'udp 1 100'), (0.6, 'again 999 100')], 60)
run('one connection a second for ten seconds', [(0.5 + i, 'udp 1 20') for i in range(10)], 30)
run('zeroed between two beats and after one', [(0.5, 'udp 10 4'), (1.0, 'ipvsadm -Z'), (4.5, 'udp 7 4'), (7.0, 'ipvsadm -Z'), (9.0, 'udp 3 4'), (9.5, 'ipvsadm -Z -u 192.168.2.188:80')], 20)
run('run_estimation off and on', [(0.5, 'udp 10 4'), (2.5, 'sysctl run_estimation 0'), (3.0, 'udp 5 4'), (9.0, 'sysctl run_estimation 1')], 24)
run('a server that comes, goes and comes again', [(0.5, 'udp 4 4'), (1.0, 'ipvsadm -a -u 192.168.2.188:80 -r 192.168.2.192 -g'), (1.2, 'udp 6 4'), (4.5, 'udp 6 4'), (5.0, 'ipvsadm -d -u 192.168.2.188:80 -r 192.168.2.192'), (5.2, 'udp 2 4'), (8.5, 'ipvsadm -a -u 192.168.2.188:80 -r 192.168.2.192 -g'), (9.0, 'udp 4 4')], 20)
run('the table cleared and made again', [(0.5, 'udp 4 4'), (3.0, 'udp 5 4'), (3.5, 'ipvsadm -C'), (5.0, 'ipvsadm -A -u 192.168.2.188:80 -s rr'), (5.1, 'ipvsadm -a -u 192.168.2.188:80 -r 192.168.2.191 -g'), (5.5, 'udp 2 4')], 20)
run('one packet a connection', [(0.3, 'ipvsadm -E -u 192.168.2.188:80 -s rr -o'), (0.5, 'udp 10 4'), (0.6, 'again 5 4')], 20)
run('many', [(0.5, 'udp 300 1000'), (2.5, 'udp 100 1000'), (4.5, 'udp 50 30')], 60)
