package io.lvsim.command.net.ip;

/** The usage texts of iproute2 6.1. */
final class Usage {
  /** {@code ip help}. */
  static final String IP =
      """
      Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
             ip [ -force ] -batch filename
      where  OBJECT := { address | addrlabel | amt | fou | help | ila | ioam | l2tp |
                         link | macsec | maddress | monitor | mptcp | mroute | mrule |
                         neighbor | neighbour | netconf | netns | nexthop | ntable |
                         ntbl | route | rule | sr | tap | tcpmetrics |
                         token | tunnel | tuntap | vrf | xfrm }
             OPTIONS := { -V[ersion] | -s[tatistics] | -d[etails] | -r[esolve] |
                          -h[uman-readable] | -iec | -j[son] | -p[retty] |
                          -f[amily] { inet | inet6 | mpls | bridge | link } |
                          -4 | -6 | -M | -B | -0 |
                          -l[oops] { maximum-addr-flush-attempts } | -br[ief] |
                          -o[neline] | -t[imestamp] | -ts[hort] | -b[atch] [filename] |
                          -rc[vbuf] [size] | -n[etns] name | -N[umeric] | -a[ll] |
                          -c[olor]}
      """;

  /** {@code ip address help}. */
  static final String ADDRESS =
      """
      Usage: ip address {add|change|replace} IFADDR dev IFNAME [ LIFETIME ]
                                                            [ CONFFLAG-LIST ]
             ip address del IFADDR dev IFNAME [mngtmpaddr]
             ip address {save|flush} [ dev IFNAME ] [ scope SCOPE-ID ]
                                  [ to PREFIX ] [ FLAG-LIST ] [ label LABEL ] [up]
             ip address [ show [ dev IFNAME ] [ scope SCOPE-ID ] [ master DEVICE ]
                               [ nomaster ]
                               [ type TYPE ] [ to PREFIX ] [ FLAG-LIST ]
                               [ label LABEL ] [up] [ vrf NAME ] ]
             ip address {showdump|restore}
      IFADDR := PREFIX | ADDR peer PREFIX
                [ broadcast ADDR ] [ anycast ADDR ]
                [ label IFNAME ] [ scope SCOPE-ID ] [ metric METRIC ]
      SCOPE-ID := [ host | link | global | NUMBER ]
      FLAG-LIST := [ FLAG-LIST ] FLAG
      FLAG  := [ permanent | dynamic | secondary | primary |
                 [-]tentative | [-]deprecated | [-]dadfailed | temporary |
                 CONFFLAG-LIST ]
      CONFFLAG-LIST := [ CONFFLAG-LIST ] CONFFLAG
      CONFFLAG  := [ home | nodad | mngtmpaddr | noprefixroute | autojoin ]
      LIFETIME := [ valid_lft LFT ] [ preferred_lft LFT ]
      LFT := forever | SECONDS
      TYPE := { amt | bareudp | bond | bond_slave | bridge | bridge_slave |
                dsa | dummy | erspan | geneve | gre | gretap | gtp | ifb |
                ip6erspan | ip6gre | ip6gretap | ip6tnl |
                ipip | ipoib | ipvlan | ipvtap |
                macsec | macvlan | macvtap |
                netdevsim | nlmon | rmnet | sit | team | team_slave |
                vcan | veth | vlan | vrf | vti | vxcan | vxlan | wwan |
                xfrm | virt_wifi }
      """;

  /** {@code ip link help}. */
  static final String LINK =
      """
      Usage: ip link add [link DEV | parentdev NAME] [ name ] NAME
      \t\t    [ txqueuelen PACKETS ]
      \t\t    [ address LLADDR ]
      \t\t    [ broadcast LLADDR ]
      \t\t    [ mtu MTU ] [index IDX ]
      \t\t    [ numtxqueues QUEUE_COUNT ]
      \t\t    [ numrxqueues QUEUE_COUNT ]
      \t\t    [ netns { PID | NAME } ]
      \t\t    type TYPE [ ARGS ]

      \tip link delete { DEVICE | dev DEVICE | group DEVGROUP } type TYPE [ ARGS ]

      \tip link set { DEVICE | dev DEVICE | group DEVGROUP }
      \t\t\t[ { up | down } ]
      \t\t\t[ type TYPE ARGS ]
      \t\t[ arp { on | off } ]
      \t\t[ dynamic { on | off } ]
      \t\t[ multicast { on | off } ]
      \t\t[ allmulticast { on | off } ]
      \t\t[ promisc { on | off } ]
      \t\t[ trailers { on | off } ]
      \t\t[ carrier { on | off } ]
      \t\t[ txqueuelen PACKETS ]
      \t\t[ name NEWNAME ]
      \t\t[ address LLADDR ]
      \t\t[ broadcast LLADDR ]
      \t\t[ mtu MTU ]
      \t\t[ netns { PID | NAME } ]
      \t\t[ link-netns NAME | link-netnsid ID ]
      \t\t[ alias NAME ]
      \t\t[ vf NUM [ mac LLADDR ]
      \t\t\t [ vlan VLANID [ qos VLAN-QOS ] [ proto VLAN-PROTO ] ]
      \t\t\t [ rate TXRATE ]
      \t\t\t [ max_tx_rate TXRATE ]
      \t\t\t [ min_tx_rate TXRATE ]
      \t\t\t [ spoofchk { on | off} ]
      \t\t\t [ query_rss { on | off} ]
      \t\t\t [ state { auto | enable | disable} ]
      \t\t\t [ trust { on | off} ]
      \t\t\t [ node_guid EUI64 ]
      \t\t\t [ port_guid EUI64 ] ]
      \t\t[ { xdp | xdpgeneric | xdpdrv | xdpoffload } { off |
      \t\t\t  object FILE [ { section | program } NAME ] [ verbose ] |
      \t\t\t  pinned FILE } ]
      \t\t[ master DEVICE ][ vrf NAME ]
      \t\t[ nomaster ]
      \t\t[ addrgenmode { eui64 | none | stable_secret | random } ]
      \t\t[ protodown { on | off } ]
      \t\t[ protodown_reason PREASON { on | off } ]
      \t\t[ gso_max_size BYTES ] | [ gso_max_segs PACKETS ]
      \t\t[ gro_max_size BYTES ]

      \tip link show [ DEVICE | group GROUP ] [up] [master DEV] [vrf NAME] [type TYPE]
      \t\t[nomaster]

      \tip link xstats type TYPE [ ARGS ]

      \tip link afstats [ dev DEVICE ]
      \tip link property add dev DEVICE [ altname NAME .. ]
      \tip link property del dev DEVICE [ altname NAME .. ]

      \tip link help [ TYPE ]

      TYPE := { amt | bareudp | bond | bond_slave | bridge | bridge_slave |
                dsa | dummy | erspan | geneve | gre | gretap | gtp | ifb |
                ip6erspan | ip6gre | ip6gretap | ip6tnl |
                ipip | ipoib | ipvlan | ipvtap |
                macsec | macvlan | macvtap |
                netdevsim | nlmon | rmnet | sit | team | team_slave |
                vcan | veth | vlan | vrf | vti | vxcan | vxlan | wwan |
                xfrm | virt_wifi }
      """;

  /** {@code ip route help}. */
  static final String ROUTE =
      """
      Usage: ip route { list | flush } SELECTOR
             ip route save SELECTOR
             ip route restore
             ip route showdump
             ip route get [ ROUTE_GET_FLAGS ] ADDRESS
                                  [ from ADDRESS iif STRING ]
                                  [ oif STRING ] [ tos TOS ]
                                  [ mark NUMBER ] [ vrf NAME ]
                                  [ uid NUMBER ] [ ipproto PROTOCOL ]
                                  [ sport NUMBER ] [ dport NUMBER ]
             ip route { add | del | change | append | replace } ROUTE
      SELECTOR := [ root PREFIX ] [ match PREFIX ] [ exact PREFIX ]
                  [ table TABLE_ID ] [ vrf NAME ] [ proto RTPROTO ]
                  [ type TYPE ] [ scope SCOPE ]
      ROUTE := NODE_SPEC [ INFO_SPEC ]
      NODE_SPEC := [ TYPE ] PREFIX [ tos TOS ]
                   [ table TABLE_ID ] [ proto RTPROTO ]
                   [ scope SCOPE ] [ metric METRIC ]
                   [ ttl-propagate { enabled | disabled } ]
      INFO_SPEC := { NH | nhid ID } OPTIONS FLAGS [ nexthop NH ]...
      NH := [ encap ENCAPTYPE ENCAPHDR ] [ via [ FAMILY ] ADDRESS ]
            [ dev STRING ] [ weight NUMBER ] NHFLAGS
      FAMILY := [ inet | inet6 | mpls | bridge | link ]
      OPTIONS := FLAGS [ mtu NUMBER ] [ advmss NUMBER ] [ as [ to ] ADDRESS ]
                 [ rtt TIME ] [ rttvar TIME ] [ reordering NUMBER ]
                 [ window NUMBER ] [ cwnd NUMBER ] [ initcwnd NUMBER ]
                 [ ssthresh NUMBER ] [ realms REALM ] [ src ADDRESS ]
                 [ rto_min TIME ] [ hoplimit NUMBER ] [ initrwnd NUMBER ]
                 [ features FEATURES ] [ quickack BOOL ] [ congctl NAME ]
                 [ pref PREF ] [ expires TIME ] [ fastopen_no_cookie BOOL ]
      TYPE := { unicast | local | broadcast | multicast | throw |
                unreachable | prohibit | blackhole | nat }
      TABLE_ID := [ local | main | default | all | NUMBER ]
      SCOPE := [ host | link | global | NUMBER ]
      NHFLAGS := [ onlink | pervasive ]
      RTPROTO := [ kernel | boot | static | NUMBER ]
      PREF := [ low | medium | high ]
      TIME := NUMBER[s|ms]
      BOOL := [1|0]
      FEATURES := ecn
      ENCAPTYPE := [ mpls | ip | ip6 | seg6 | seg6local | rpl | ioam6 | xfrm ]
      ENCAPHDR := [ MPLSLABEL | SEG6HDR | SEG6LOCAL | IOAM6HDR | XFRMINFO ]
      SEG6HDR := [ mode SEGMODE ] segs ADDR1,ADDRi,ADDRn [hmac HMACKEYID] [cleanup]
      SEGMODE := [ encap | encap.red | inline | l2encap | l2encap.red ]
      SEG6LOCAL := action ACTION [ OPTIONS ] [ count ]
      ACTION := { End | End.X | End.T | End.DX2 | End.DX6 | End.DX4 |
                  End.DT6 | End.DT4 | End.DT46 | End.B6 | End.B6.Encaps |
                  End.BM | End.S | End.AS | End.AM | End.BPF }
      OPTIONS := OPTION [ OPTIONS ]
      OPTION := { flavors FLAVORS | srh SEG6HDR | nh4 ADDR | nh6 ADDR | iif DEV | oif DEV |
                  table TABLEID | vrftable TABLEID | endpoint PROGNAME }
      FLAVORS := { FLAVOR[,FLAVOR] }
      FLAVOR := { psp | usp | usd | next-csid }
      IOAM6HDR := trace prealloc type IOAM6_TRACE_TYPE ns IOAM6_NAMESPACE size IOAM6_TRACE_SIZE
      XFRMINFO := if_id IF_ID [ link_dev LINK ]
      ROUTE_GET_FLAGS := [ fibmatch ]
      """;

  /** {@code ip neigh help}. */
  static final String NEIGHBOUR =
      """
      Usage: ip neigh { add | del | change | replace }
                      { ADDR [ lladdr LLADDR ] [ nud STATE ] proxy ADDR }
                      [ dev DEV ] [ router ] [ use ] [ managed ] [ extern_learn ]
                      [ protocol PROTO ]

      \tip neigh { show | flush } [ proxy ] [ to PREFIX ] [ dev DEV ] [ nud STATE ]
      \t\t\t\t  [ vrf NAME ] [ nomaster ]
      \tip neigh get { ADDR | proxy ADDR } dev DEV

      STATE := { delay | failed | incomplete | noarp | none |
                 permanent | probe | reachable | stale }
      """;

  /** {@code ip netns help}. */
  static final String NETNS =
      """
      Usage:\tip netns list
      \tip netns add NAME
      \tip netns attach NAME PID
      \tip netns set NAME NETNSID
      \tip [-all] netns delete [NAME]
      \tip netns identify [PID]
      \tip netns pids NAME
      \tip [-all] netns exec [NAME] cmd ...
      \tip netns monitor
      \tip netns list-id [target-nsid POSITIVE-INT] [nsid POSITIVE-INT]
      NETNSID := auto | POSITIVE-INT
      """;

  private Usage() {}
}
