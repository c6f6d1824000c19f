"""Which settings change what happens in direct routing: a fixed course of packets, each setting by itself."""
import sys, os, subprocess
sys.path.insert(0, os.environ['CASE'])
from vslab import *
DIR, VIP, C = '192.168.2.190', '192.168.2.188', '192.168.2.10'
c1 = Nic('c1', C)
ears = {}
for n, name, me in ((191, 'rs1', '192.168.2.191'), (192, 'rs2', '192.168.2.192'), (10, 'c1', C)):
    enter(name); e = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800)); e.bind(('eth0', 0)); e.setblocking(False); ears[n] = (e, mac(me))
def heard():
    time.sleep(.03); out = []
    for n, (e, m) in ears.items():
        while True:
            try: f = e.recv(2000)
            except BlockingIOError: break
            if f[:6] == m and f[6:12] == mac(DIR): out.append('%d:%s' % (n, 'icmp %d %d' % (f[34], f[35]) if f[23] == 1 else f[23]))
    return ' '.join(out) or 'nothing'
def iv(line): enter('dir'); subprocess.run(['ipvsadm'] + line.split(), check=True)
def course():
    iv('-C'); time.sleep(2000)
    for p in ('-t %s:80' % VIP, '-u %s:80' % VIP, '-f 9', '-t %s:90' % VIP):
        iv('-A %s -s rr' % p)
        if p != '-f 9' and '90' not in p:
            for s in (191, 192): iv('-a %s -r 192.168.2.%d -g' % (p, s))
    heard(); r = []
    def go(what, pkt): c1.send(DIR, pkt); r.append(what + ' ' + heard())
    go('syn', ipv4(C, VIP, 6, tcp(C, VIP, 7001, 80, 2)))
    go('ack', ipv4(C, VIP, 6, tcp(C, VIP, 7001, 80, 16)))
    go('unknown', ipv4(C, VIP, 6, tcp(C, VIP, 7002, 80, 16)))
    go('big-df', ipv4(C, VIP, 17, udp(C, VIP, 7003, 80, b'x' * 1400)))
    go('big', ipv4(C, VIP, 17, udp(C, VIP, 7003, 80, b'x' * 1400), df=False))
    go('none-left', ipv4(C, VIP, 6, tcp(C, VIP, 7004, 90, 2)))
    go('marked-none-left', ipv4(C, VIP, 17, udp(C, VIP, 7005, 99)))
    q = ipv4(VIP, C, 6, tcp(VIP, C, 80, 7001, 16))[:28]; i = struct.pack('>BBHI', 3, 4, 0, 1400) + q
    go('error-known', ipv4(C, VIP, 1, i[:2] + struct.pack('>H', csum(i)) + i[4:]))
    q = ipv4(VIP, C, 6, tcp(VIP, C, 80, 7009, 16))[:28]; i = struct.pack('>BBHI', 3, 4, 0, 1400) + q
    go('error-unknown', ipv4(C, VIP, 1, i[:2] + struct.pack('>H', csum(i)) + i[4:]))
    inner = ipv4(C, VIP, 6, tcp(C, VIP, 7011, 80, 2)); go('ipip', ipv4(C, VIP, 4, inner))
    return ', '.join(r), sorted((x[0], x[1], x[4]) for x in conns())
base = course(); print('defaults:', base[0]); print('   ', base[1])
for k, v in (('cache_bypass', 1), ('pmtu_disc', 0), ('conntrack', 1), ('nat_icmp_send', 1), ('snat_reroute', 0), ('ignore_tunneled', 1), ('backup_only', 1), ('schedule_icmp', 1), ('sloppy_tcp', 1), ('sync_version', 0), ('am_droprate', 1), ('debug_level', 0)):
    if k == 'debug_level': continue
    enter('dir'); old = open('/proc/sys/net/ipv4/vs/' + k).read().strip(); ctl(k, v); c = course(); ctl(k, old)
    print('%s=%d:' % (k, v), 'as by default' if c == base else c[0] + '\n    ' + str(c[1]))
