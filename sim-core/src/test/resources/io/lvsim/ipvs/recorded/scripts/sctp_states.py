import sys, os
sys.path.insert(0, os.environ['CASE'])
from vslab import *
DIR, VIP, C, R = '192.168.2.190', '192.168.2.188', '192.168.2.10', '192.168.2.191'
c1 = Nic('c1', C); rs = Nic('rs1', R)
ctl('sloppy_sctp', 1); ctl('conn_reuse_mode', 0)
port = 20000
CH = list(range(15)) + [64, 130, 192, 193]
def send(step, port):
    d, cs = step[0], [int(x) for x in step[1:].split('+')]
    if d == 'i': c1.send(DIR, ipv4(C, VIP, 132, sctp(port, 80, cs)))
    else: rs.send(DIR, ipv4(VIP, C, 132, sctp(80, port, cs)))
def find(port):
    for r in conns():
        if r[1] == '%s:%d' % (C, port): return r
def flush():
    os.system('ip netns exec dir ipvsadm -C; ip netns exec dir ipvsadm -A --sctp-service %s:80 -s rr; ip netns exec dir ipvsadm -a --sctp-service %s:80 -r %s -g' % (VIP, VIP, R))
def ask(path):
    while True:             # again if an older entry ran out meanwhile
        r = ask_once(path)
        if r is None or r[2] + r[3] == 1: return r
def ask_once(path):
    global port
    port += 1
    b = dests()
    for s in path: send(s, port)
    time.sleep(0)
    r = find(port)
    a = dests()
    if not r: return None
    return r[4], r[5], a[0][1] - b[0][1], a[0][2] - b[0][2]
STEPS = ['i%d' % c for c in CH] + ['i10+6', 'i11+6', 'i10+0', 'i0+6', 'i7+6', 'i1+10'] + ['o%d' % c for c in CH] + ['o10+6', 'o11+6', 'o11+0', 'o0+6']
# settle ARP
send('i1', 19999); time.sleep(2)
seen, todo = {}, [()]
while todo:
    path = todo.pop(0)
    for s in STEPS:
        if not path and s[0] == 'o': continue
        r = ask(path + (s,))
        print(' '.join(path + (s,)), '=>', *(r if r else ['none']), flush=True)
        if r:
            key = (r[0], any(x[0] == 'o' for x in path + (s,)))
            if key not in seen:
                seen[key] = path + (s,); todo.append(path + (s,))
for k, v in seen.items(): print('# reached', k, 'by', *v, file=sys.stderr)
