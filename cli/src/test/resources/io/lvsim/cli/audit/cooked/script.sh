# Cooked captures of a director with one arm, then a director with two arms.
. "$LAB/topology.sh"
VIP=192.168.2.188
lan; director dir 192.168.2.190
realserver rs1 192.168.2.191; realserver rs2 192.168.2.192
host c1 192.168.2.10
iv -A -t $VIP:80 -s rr
for x in 192.168.2.191 192.168.2.192; do iv -a -t $VIP:80 -r $x -g; done
capture dir any cooked-sll2 -y LINUX_SLL2
capture dir any cooked-sll -y LINUX_SLL
curls 4
captures_end
# a second director: clients at eth1 (10.9.9.0/24), real servers at eth0; they answer by r
VIP=10.9.9.188
router two 192.168.2.180 10.9.9.180
on two ip addr add 10.9.9.188/32 dev eth1
host r 192.168.2.1; set_sysctl r net.ipv4.ip_forward=1
ip link add eth1 netns r address "$(mac_of 10.9.9.1 1)" type veth peer name r-far netns sw
on sw ip link set r-far master br-two up
on r ip addr add 10.9.9.1/24 dev eth1; on r ip link set eth1 up
farhost c9 10.9.9.9 two; on c9 ip route del default; on c9 ip route add default via 10.9.9.1
for n in rs1 rs2; do on $n ip addr add $VIP/32 dev lo; on $n ip route add default via 192.168.2.1; stop_server $n; done
serve rs1 share191 192.168.2.191 $VIP; serve rs2 share192 192.168.2.192 $VIP
DIR=two CLIENT=c9
iv -A -t $VIP:80 -s rr
for x in 192.168.2.191 192.168.2.192; do iv -a -t $VIP:80 -r $x -g; done
capture two eth1 two-arms-clients; capture two eth0 two-arms-servers; capture c9 eth0 two-arms-client
curls 4
captures_end
