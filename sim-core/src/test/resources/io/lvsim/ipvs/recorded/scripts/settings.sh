. "$LAB/topology.sh"
lan; director dir 192.168.2.190; host rs1 192.168.2.191; host rs2 192.168.2.192; host c1 192.168.2.10
set_sysctl dir net.ipv4.icmp_ratelimit=0
on dir ip route add 192.168.2.191/32 dev eth0 mtu 1300; on dir ip route add 192.168.2.192/32 dev eth0 mtu 1300
on dir iptables-legacy -t mangle -A PREROUTING -p udp --dport 99 -j MARK --set-mark 9
for h in c1 rs1 rs2; do on $h ip neigh replace 192.168.2.190 lladdr 02:00:00:00:01:90 dev eth0 nud permanent; done
for i in 191:01:91 192:01:92 10:00:10; do on dir ip neigh replace 192.168.2.${i%%:*} lladdr 02:00:00:00:${i#*:} dev eth0 nud permanent; done
python3 $CASE/settings.py
