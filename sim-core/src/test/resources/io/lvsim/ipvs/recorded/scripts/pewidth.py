import sys, os, subprocess
sys.path.insert(0, os.environ['CASE'])
from vslab import *
c1 = Nic('c1', '192.168.2.10'); enter('dir')
V='192.168.2.188'
for a in ('-A -u %s:5 -s rr -o -p 30 --pe sip'%V, '-a -u %s:5 -r 10.0.0.1 -g'%V, '-A -u %s:6 -s rr -p 30'%V, '-a -u %s:6 -r 10.0.0.1 -g'%V): subprocess.run(['ipvsadm']+a.split(), check=True)
c1.send('192.168.2.190', ipv4('192.168.2.10', V, 17, udp('192.168.2.10', V, 7, 5, b'X: 1\r\nCall-ID: ab@c\r\n\r\n')))
c1.send('192.168.2.190', ipv4('192.168.2.10', V, 17, udp('192.168.2.10', V, 7, 6)))
print(subprocess.run(['ipvsadm','-Lnc','--persistent-conn'], capture_output=True, text=True).stdout.replace(' ','.'))
