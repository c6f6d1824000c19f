# probe.py FILE: asks a real kernel what FILE asks, and prints FILE with its answers; as root, best in a kernel whose only work it is.
# One host r stands between two wires, lan (r's eth0, 192.168.2.1/24) and far (r's eth1, 10.9.9.1/24); each section (#) has a new r.
# Steps: $ settings of net.ipv4 (g those that exist once in a kernel), ! a command, u datagrams of a program, l a listening program,
# > a frame on a wire (after the bytes, in words), ~ milliseconds pass, w the same with the neighbour table watched, ? that table,
# r a route.  Answers: = what came back, < what was heard, with milliseconds since the section's start.  A recording can be asked again.
import ctypes, errno, os, select, socket, struct, subprocess, sys, time
libc=ctypes.CDLL(None,use_errno=True)
def setns(path):
    fd=os.open(path,os.O_RDONLY)
    if libc.setns(fd,0x40000000)!=0: raise OSError(ctypes.get_errno(),'setns')
    os.close(fd)
INIT='/proc/1/ns/net'
def sh(cmd): subprocess.run(cmd,shell=True,check=True,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)
def mac_of(ip,side=0):
    o=int(ip.split('.')[-1]); return '02:00:00:%02d:%02d:%02d'%(side,o//100,o%100)
def m(s): return bytes(int(x,16) for x in s.split(':'))
def mt(b): return ':'.join('%02x'%x for x in b)
ip4=socket.inet_aton; ipt=socket.inet_ntoa
RMAC={'lan':'02:00:00:00:00:01','far':'02:00:00:01:00:01'}
RIP={'lan':'192.168.2.1','far':'10.9.9.1'}
def csum(b):
    if len(b)%2: b+=b'\0'
    s=sum(struct.unpack('!%dH'%(len(b)//2),b))
    while s>>16: s=(s&0xffff)+(s>>16)
    return ~s&0xffff
def iphdr(src,dst,proto,n,ttl=64,df=False,ident=1,tos=0,frag=0,opts=b''):
    h=struct.pack('!BBHHHBBH4s4s',0x45+len(opts)//4,tos,20+len(opts)+n,ident,(0x4000 if df else 0)|frag,ttl,proto,0,ip4(src),ip4(dst))+opts
    return h[:10]+struct.pack('!H',csum(h))+h[12:]
def udp(src,dst,sport,dport,n):
    d=bytes(n); u=struct.pack('!HHHH',sport,dport,8+n,0)+d
    c=csum(ip4(src)+ip4(dst)+struct.pack('!BBH',0,17,8+n)+u) or 0xffff
    return u[:6]+struct.pack('!H',c)+d
def icmp(t,c,rest,data):
    b=struct.pack('!BBHI',t,c,0,rest)+data
    return b[:2]+struct.pack('!H',csum(b))+b[4:]
def build(wire,w):
    side=1 if wire=='far' else 0
    o={}
    pos=[]
    for x in w[1:]:
        if '=' in x: k,v=x.split('=',1); o[k]=v
        elif x=='df': o['df']=1
        else: pos.append(x)
    me=RMAC[wire]
    kind=w[0]
    if kind in('request','reply','garp','greply'):
        spa=pos[0]; sha=pos[1] if len(pos)>1 else mac_of(spa,side)
        tpa=o.get('to',RIP[wire])
        if kind=='request': op,dst,tha=1,o.get('edst','ff:ff:ff:ff:ff:ff'),'00:00:00:00:00:00'
        elif kind=='reply': op,dst,tha=2,o.get('edst',me),o.get('tha',me)
        elif kind=='garp': op,dst,tha,tpa=1,'ff:ff:ff:ff:ff:ff','00:00:00:00:00:00',spa
        else: op,dst,tha,tpa=2,'ff:ff:ff:ff:ff:ff',sha,spa
        return m(dst)+m(o.get('esrc',sha))+b'\x08\x06'+struct.pack('!HHBBH',1,0x800,6,4,op)+m(sha)+ip4(spa)+m(tha)+ip4(tpa)
    src,dst=pos[0],pos[1]
    ttl=int(o.get('ttl',64)); df='df' in o; tos=int(o.get('tos','0'),0)
    if kind=='udp':
        p=udp(src,dst,int(o.get('sport',5000)),int(o.get('dport',9)),int(o.get('len',10))); proto=17
    elif kind=='echo':
        p=icmp(8,0,int(o.get('rest','0x00010001'),0),bytes(int(o.get('len',10)))); proto=1
    elif kind=='icmp':
        t,c=map(int,pos[2].split('/'))
        rest=o.get('rest','0'); rest=struct.unpack('!I',ip4(rest))[0] if '.' in rest else int(rest,0)
        q=o.get('quote')
        data=b''
        if q:   # quote=udp,SRC,DST,SPORT,DPORT,LEN | echo,SRC,DST
            f=q.split(',')
            if f[0]=='udp':
                pay=udp(f[1],f[2],int(f[3]),int(f[4]),int(f[5])); data=iphdr(f[1],f[2],17,len(pay),df=True,ttl=int(o.get('qttl',63)))+pay[:int(o.get('qlen',8))]
            else:
                pay=icmp(8,0,0x00010001,bytes(10)); data=iphdr(f[1],f[2],1,len(pay))+pay
        p=icmp(t,c,rest,data); proto=1
    elif kind=='syn':
        t=struct.pack('!HHIIBBHHH',int(o.get('sport',5000)),int(o.get('dport',80)),1,0,0x50,int(o.get('flags','2'),0),1000,0,0)+bytes(int(o.get('len',0)))
        c=csum(ip4(src)+ip4(dst)+struct.pack('!BBH',0,6,len(t))+t)
        p=t[:16]+struct.pack('!H',c)+t[18:]; proto=6
    f=m(o.get('edst',me))+m(o.get('mac',mac_of(src,side)))+b'\x08\x00'+iphdr(src,dst,proto,len(p),ttl,df,int(o.get('id',1)),tos,int(o.get('frag','0'),0))+p
    return f
def text(f):
    et=f[12:14]
    if et==b'\x08\x06':
        op=struct.unpack('!H',f[20:22])[0]
        s='%s who-has %s tell %s'%(mt(f[:6]),ipt(f[38:42]),ipt(f[28:32])) if op==1 else '%s %s is-at %s'%(mt(f[:6]),ipt(f[28:32]),mt(f[22:28]))
        return 'arp '+s
    if et!=b'\x08\0': return 'other'
    return iptext(f[14:],mt(f[:6])+' ')
def iptext(p,pre=''):
    hl=(p[0]&15)*4; tl,fo=struct.unpack('!H',p[2:4])[0],struct.unpack('!H',p[6:8])[0]
    s=pre+'%s > %s ttl %d tos 0x%x len %d'%(ipt(p[12:16]),ipt(p[16:20]),p[8],p[1],tl)
    if fo&0x4000: s+=' DF'
    if fo&0x3fff: s+=' frag %d%s'%((fo&0x1fff)*8,'+' if fo&0x2000 else '')
    b=p[hl:tl]
    if fo&0x1fff: return s
    if p[9]==17: s+=' udp %d > %d'%struct.unpack('!HH',b[:4])
    elif p[9]==6:
        fl=b[13]; s+=' tcp %d > %d '%struct.unpack('!HH',b[:4])+''.join(c for i,c in enumerate('FSRPA') if fl>>i&1)
    elif p[9]==1:
        s+=' icmp %d/%d'%(b[0],b[1])
        if b[0] in(3,5,11,12): s+=' %s quotes %d'%(ipt(b[4:8]),len(b)-8)
    else: s+=' proto %d'%p[9]
    return s
NUD={0:'NONE',1:'INCOMPLETE',2:'REACHABLE',4:'STALE',8:'DELAY',16:'PROBE',32:'FAILED',64:'NOARP',128:'PERMANENT'}
class Host:
    def __init__(s):
        sh('ip netns del r; true'); sh('ip netns del w; true')
        for n in 'r','w':
            sh('ip netns add %s; ip netns exec %s sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1; ip netns exec %s ip link set lo up'%(n,n,n))
        for nic,wire in('eth0','lan'),('eth1','far'):
            sh('ip link add %s netns r address %s type veth peer name %s netns w'%(nic,RMAC[wire],wire))
            sh('ip netns exec r ethtool -K %s tx off rx off tso off gso off gro off; true'%nic)
            sh('ip netns exec w ethtool -K %s tx off rx off tso off gso off gro off; true'%wire)
            sh('ip netns exec w ip link set %s arp off mtu 9000 up; ip netns exec r ip addr add %s/24 brd + dev %s; ip netns exec r ip link set %s up'%(wire,RIP[wire],nic,nic))
        s.socks={}
        setns('/run/netns/w')
        for wire in 'lan','far': s.socks[wire]=s.sniff(wire)
        setns('/run/netns/r')
        s.socks['lo']=s.sniff('lo')
        s.nl=socket.socket(socket.AF_NETLINK,socket.SOCK_RAW,0); s.nl.bind((0,0))
        s.names={i:n for i,n in socket.if_nameindex()}
        s.udp={}; s.listen=[]
        s.rx=[]
        s.t0=time.time(); s.at=0
        s.pump(0); 
    def close(s):
        for x in list(s.socks.values())+[s.nl]+list(s.udp.values())+s.listen: x.close()
        setns(INIT)
    def sniff(s,dev):
        k=socket.socket(socket.AF_PACKET,socket.SOCK_RAW,socket.htons(3)); k.bind((dev,3)); k.setsockopt(socket.SOL_SOCKET,35,1)
        k.setsockopt(socket.SOL_SOCKET,socket.SO_RCVBUF,1<<20)
        return k
    def now(s): return (time.time()-s.t0)*1000
    def pump(s,until):   # receive until virtual ms
        while True:
            left=(until-s.now())/1000
            r,_,_=select.select(list(s.socks.values())+s.listen,[],[],max(0,left))
            for k in s.listen:
                if k in r:
                    d,anc,_,a=k.recvmsg(70000,200,socket.MSG_DONTWAIT)
                    to=[ipt(v[8:12]) for l,ty,v in anc if l==0 and ty==8]
                    s.rx.append((s.now(),'got','%s > %s port %d len %d'%(a[0],to[0],k.getsockname()[1],len(d))))
            for wire,k in s.socks.items():
                if k in r:
                    while True:
                        try: d,anc,_,a=k.recvmsg(70000,200,socket.MSG_DONTWAIT)
                        except BlockingIOError: break
                        if a[2]==4: continue
                        if a[1]==0x86dd: continue
                        ts=s.now()
                        for l,ty,v in anc:
                            if l==socket.SOL_SOCKET and ty==35:
                                a1,b1=struct.unpack('qq',v[:16]); ts=(a1+b1/1e9-s.t0)*1000
                        s.rx.append((ts,wire,text(d)))
            if not r and left<=0: return
    def flush(s):
        s.rx.sort(key=lambda x:x[0])
        for ts,w,t in s.rx: print('< %d %s %s'%(round(ts),w,t))
        s.rx=[]
    def neigh(s):
        s.nl.send(struct.pack('IHHIIBxxxiHBB',28,30,0x301,1,0,2,0,0,0,0))
        out=[];done=False
        while not done:
            b=s.nl.recv(65536)
            while b:
                ln,ty=struct.unpack('IH',b[:6])
                if ty==3: done=True;break
                fam,ifi,st,fl,nty=struct.unpack('BxxxiHBB',b[16:28])
                a=b[28:ln];at={}
                while len(a)>=4:
                    l,t=struct.unpack('HH',a[:4]);at[t]=a[4:l];a=a[(l+3)&~3:]
                if fam==2 and not (fl&8):
                    c=struct.unpack('IIII',at[3]); pr=struct.unpack('I',at[4])[0] if 4 in at else 0
                    nm=s.names.get(ifi,'?')
                    if nm!='lo' and st!=64: out.append((ip4(ipt(at[1])),ipt(at[1]),nm,NUD.get(st,str(st)),mt(at[2]) if 2 in at else '-',pr,c[1],c[0],c[2]))
                b=b[(ln+3)&~3:]
        out.sort(); return [o[1:] for o in out]
def neighline(n,times=False):
    s='%s %s %s %s probes %d'%n[:5]
    if times: s+=' used %.1f/%.1f/%.1f'%tuple(x/100 for x in n[5:8])
    return s
def main(path):
    h=None
    for line in open(path):
        line=line.rstrip('\n').rstrip()
        if not line or line.startswith('//') or line[0] in '<=': continue
        if line[0]=='>' and ' ; ' in line: line='> '+line.split()[1]+' '+line.split(' ; ',1)[1]
        k,rest=line[0],line[2:]
        if k=='#':
            if h: h.flush(); h.close()
            print(line); h=Host(); h.t0=time.time(); h.at=0; continue
        try:
            step(h,k,rest,line)
        except Exception as e:
            print('= FAIL',repr(e))
        h.pump(h.now()+3) if k in '>u!$' else None
        if k!='w': h.flush()
        sys.stdout.flush()
    h.flush(); h.close()
def step(h,k,rest,line):
    w=rest.split()
    if k=='~':
        h.at+=int(rest); print(line); h.pump(h.at)
    elif k=='>':
        f=build(w[0],w[1:]); g=f.rstrip(b'\0'); print('> %s %s+%d ; %s'%(w[0],g.hex(),len(f)-len(g),' '.join(w[1:])))
        h.socks[w[0]].send(f)
    elif k=='$' or k=='g':
        print(line)
        if k=='g': setns(INIT)
        for a in w:
            key,v=a.split('=',1)
            try:
                fd=os.open('/proc/sys/net/ipv4/'+key.replace('.','/'),os.O_WRONLY); os.write(fd,v.replace('_',' ').encode()); os.close(fd)
            except OSError as e: print('= '+errno.errorcode[e.errno])
        if k=='g': setns('/run/netns/r')
    elif k=='!':
        print(line)
        p=subprocess.run(rest,shell=True,stdout=subprocess.PIPE,stderr=subprocess.STDOUT)
        for l in p.stdout.decode().split('\n'):
            if l: print('= '+l.rstrip())
        if p.returncode: print('= [exit %d]'%p.returncode)
    elif k=='u':   # u DST DPORT LEN [df|nodf|confirm|src=A|sport=N|times=N]
        print(line)
        o=dict((x.split('=',1)+[''])[:2] for x in w[3:])
        key=(o.get('src',''),int(o.get('sport',5000)))
        if key not in h.udp:
            k2=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); k2.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1); k2.setsockopt(socket.SOL_SOCKET,socket.SO_SNDBUF,1<<21); k2.setsockopt(socket.SOL_SOCKET,socket.SO_BROADCAST,1); k2.bind(key); h.udp[key]=k2
        sk=h.udp[key]
        if 'df' in o or 'nodf' in o: sk.setsockopt(0,10,2 if 'df' in o else 0)
        for i in range(int(o.get('times',1))):
            try: sk.sendto(bytes(int(w[2])),0x800 if 'confirm' in o else 0,(w[0],int(w[1])))
            except OSError as e: print('= '+errno.errorcode[e.errno])
    elif k=='l':   # l PORT: a program listens
        print(line)
        k2=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); k2.setsockopt(0,8,1); k2.bind(('',int(rest))); h.listen.append(k2)
    elif k=='?':
        print(line)
        h.pump(0); h.flush()
        for n in h.neigh(): print('= '+neighline(n,rest=='times'))
    elif k=='w':   # w MS: states as they change, looked at every 50 ms
        print(line)
        end=h.at+int(rest); last=None
        while True:
            ns=h.neigh(); cur=[neighline(n) for n in ns]
            if cur!=last:
                for c in cur:
                    if last is None or c not in last: h.rx.append((h.at if last is None else h.now(),'=',c))
                if last is not None:
                    have={c.split()[0]+c.split()[1] for c in cur}
                    for c in last:
                        if c.split()[0]+c.split()[1] not in have: h.rx.append((h.now(),'=','%s %s gone'%tuple(c.split()[:2])))
            last=cur
            if h.at>=end: break
            h.at+=50; h.pump(h.at)
        h.flush()
    elif k=='r':   # route cache of a destination
        print(line)
        p=subprocess.run('ip -4 route get '+rest,shell=True,stdout=subprocess.PIPE,stderr=subprocess.STDOUT)
        for l in p.stdout.decode().split('\n'):
            if l.strip(): print('= '+l.strip())
    else: print('= ??')
main(sys.argv[1])
