. "$LAB/topology.sh"
lan; director dir 192.168.2.190; host rs1 192.168.2.191; host c1 192.168.2.10
set_sysctl dir net.ipv4.conf.all.accept_local=1 net.ipv4.conf.eth0.accept_local=1
iv -A --sctp-service $VIP:80 -s rr; iv -a --sctp-service $VIP:80 -r 192.168.2.191 -g
for h in rs1 c1; do on $h ip neigh replace 192.168.2.190 lladdr 02:00:00:00:01:90 dev eth0 nud permanent; on dir ip neigh replace 192.168.2.191 lladdr 02:00:00:00:01:91 dev eth0 nud permanent;  on dir ip neigh replace 192.168.2.10 lladdr 02:00:00:00:00:10 dev eth0 nud permanent; done
python3 $CASE/sctp_states.py >$OUT/sctp-states.txt 
