. "$LAB/topology.sh"
/run/lab/modprobe sctp || echo no sctp
lan; director dir 192.168.2.190
for i in 1 2; do host rs$i 192.168.2.19$i; set_sysctl rs$i net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2; on rs$i ip addr add $VIP/32 dev lo; done
host c1 192.168.2.10
iv -A --sctp-service $VIP:80 -s rr; for i in 1 2; do iv -a --sctp-service $VIP:80 -r 192.168.2.19$i -g; done
capture c1 eth0 client sctp or icmp
capture dir eth0 director sctp or icmp
python3 $CASE/sctp_real.py >$OUT/sctp-real.txt 2>&1
show iv -Lnc; show iv -Ln
captures_end
