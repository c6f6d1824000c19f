. "$LAB/topology.sh"
lan; director dir 192.168.2.190; host rs1 192.168.2.191; host rs2 192.168.2.192; host c1 192.168.2.10
on c1 ip neigh replace 192.168.2.190 lladdr 02:00:00:00:01:90 dev eth0 nud permanent
for i in 191 192; do on dir ip neigh replace 192.168.2.$i lladdr 02:00:00:00:01:${i#1} dev eth0 nud permanent; done
on dir ip neigh replace 192.168.2.10 lladdr 02:00:00:00:00:10 dev eth0 nud permanent
python3 $CASE/$1.py >$OUT/$1.txt 
