/*
 * A direct-routing director on libpcap: what lvsim live does to a frame, written in C to be measured
 * beside it. One interface, one thread. For each frame: is it for this MAC and the VIP, is its IPv4
 * header sane; find the connection by its five numbers in a hash table (or make one, round robin,
 * for a SYN), move its TCP state, put its expiry off, count for connection, server, service; lower
 * the TTL, write both MACs, in libpcap's ring; pcap_inject from there on the same handle.
 *
 *   forwarder INTERFACE VIP:PORT batch|low RIP=MAC [RIP=MAC ...]
 *
 * Connections whose time is up are looked for a few slots each turn, as the table is gone round.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <pcap/pcap.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ETHERNET = 14, IPV4 = 20, MOST_SERVERS = 16, RING = 16 << 20, SLOTS = 1 << 21 };
enum { FREE, ESTABLISHED, SYN_RECV, FIN_WAIT, CLOSED, STATES };
enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

struct connection {
  uint32_t client, vip;
  uint16_t client_port, vport;
  uint8_t protocol, state, server, packets;
  uint64_t expires;
};

struct counters {
  uint64_t packets, bytes, connections;
};

struct server {
  uint8_t mac[6];
  struct counters counted;
};

static const uint64_t timeout_nanos[STATES] = {
    0, 900000000000ULL, 60000000000ULL, 120000000000ULL, 10000000000ULL};

static struct connection *table;
static struct server servers[MOST_SERVERS];
static int server_count, next_server;
static struct counters service, total;
static uint8_t own_mac[6];
static uint32_t vip;
static uint16_t vport;
static uint64_t now;
static uint32_t sweep;
static pcap_t *pcap;
static volatile sig_atomic_t stopped;

static void fail(const char *what, const char *why) {
  fprintf(stderr, "forwarder: %s: %s\n", what, why);
  exit(1);
}

static uint64_t clock_nanos(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

static uint32_t home(uint32_t client, uint16_t client_port, uint32_t to, uint16_t port, int protocol) {
  uint64_t mixed = ((uint64_t)client << 32 | (uint32_t)client_port << 16 | port) * 0x9E3779B97F4A7C15ULL;
  mixed ^= mixed >> 32;
  mixed = (mixed + to * 0x85EBCA77ULL + protocol) * 0xC2B2AE3D27D4EB4FULL;
  return (uint32_t)(mixed >> 32) & (SLOTS - 1);
}

static struct connection *find(const struct connection *key) {
  uint32_t at = home(key->client, key->client_port, key->vip, key->vport, key->protocol);
  while (table[at].state != FREE) {
    struct connection *c = &table[at];
    if (c->client == key->client && c->client_port == key->client_port && c->vip == key->vip &&
        c->vport == key->vport && c->protocol == key->protocol)
      return c;
    at = (at + 1) & (SLOTS - 1);
  }
  return &table[at];
}

static void take_out(uint32_t hole) {
  uint32_t at = hole;
  for (;;) {
    table[hole].state = FREE;
    for (;;) {
      at = (at + 1) & (SLOTS - 1);
      struct connection *c = &table[at];
      if (c->state == FREE) return;
      uint32_t h = home(c->client, c->client_port, c->vip, c->vport, c->protocol);
      if (((at - h) & (SLOTS - 1)) >= ((at - hole) & (SLOTS - 1))) break;
    }
    table[hole] = table[at];
    hole = at;
  }
}

static void expire_some(void) {
  for (int i = 0; i < 8; i++, sweep = (sweep + 1) & (SLOTS - 1))
    if (table[sweep].state != FREE && table[sweep].expires < now) take_out(sweep);
}

static int next_state(int state, int flags) {
  if (flags & RST) return CLOSED;
  if (flags & SYN) return state == ESTABLISHED || state == SYN_RECV ? state : SYN_RECV;
  if (flags & FIN) return FIN_WAIT;
  return state == SYN_RECV ? ESTABLISHED : state;
}

static int checksum_is_right(const uint8_t *ip) {
  uint64_t sum = 0;
  for (int i = 0; i < IPV4; i += 4) {
    uint32_t word;
    memcpy(&word, ip + i, 4);
    sum += word;
  }
  while (sum >> 16) sum = (sum & 0xFFFF) + (sum >> 16);
  return sum == 0xFFFF;
}

static void lower_ttl(uint8_t *ip) {
  uint16_t sum;
  memcpy(&sum, ip + 10, 2);
  uint32_t mended = sum + htons(0x0100);
  sum = (uint16_t)(mended + (mended >> 16));
  memcpy(ip + 10, &sum, 2);
  ip[8]--;
}

static void count(struct counters *c, uint32_t bytes) {
  c->packets++;
  c->bytes += bytes;
}

static void forward(u_char *unused, const struct pcap_pkthdr *header, const u_char *bytes) {
  (void)unused;
  uint8_t *frame = (uint8_t *)bytes, *ip = frame + ETHERNET, *transport = ip + IPV4;
  if (header->caplen < ETHERNET + IPV4 + 8 || header->caplen != header->len) return;
  if (memcmp(frame, own_mac, 6) || memcmp(frame + 6, own_mac, 6) == 0 || frame[6] & 1) return;
  if (frame[12] != 8 || frame[13] != 0 || ip[0] != 0x45) return;
  uint32_t length = ip[2] << 8 | ip[3];
  struct connection key;
  memcpy(&key.client, ip + 12, 4);
  memcpy(&key.vip, ip + 16, 4);
  key.protocol = ip[9];
  if (key.vip != vip || ETHERNET + length > header->caplen || (ip[6] & 0x3F) || ip[7]) return;
  if (key.protocol != IPPROTO_TCP || length < IPV4 + 20 || ip[8] <= 1 || !checksum_is_right(ip)) return;
  memcpy(&key.client_port, transport, 2);
  memcpy(&key.vport, transport + 2, 2);
  int flags = transport[13];
  struct connection *c = find(&key);
  if (c->state == FREE) {
    if (!(flags & SYN) || key.vport != vport) return;
    *c = key;
    c->state = SYN_RECV;
    c->server = next_server;
    c->packets = 0;
    next_server = next_server + 1 == server_count ? 0 : next_server + 1;
    servers[c->server].counted.connections++;
    service.connections++;
    total.connections++;
  }
  struct server *s = &servers[c->server];
  count(&s->counted, length);
  count(&service, length);
  count(&total, length);
  c->state = next_state(c->state, flags);
  c->expires = now + timeout_nanos[c->state];
  if (c->packets < 15) c->packets++;
  lower_ttl(ip);
  memcpy(frame, s->mac, 6);
  memcpy(frame + 6, own_mac, 6);
  size_t out = ETHERNET + length < 60 ? 60 : ETHERNET + length;
  pcap_inject(pcap, frame, out);
}

static void stop(int unused) {
  (void)unused;
  stopped = 1;
  pcap_breakloop(pcap);
}

static void read_server(const char *text) {
  const char *mac = strchr(text, '=');
  struct server *s = &servers[server_count++];
  if (!mac || sscanf(mac + 1, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", &s->mac[0], &s->mac[1], &s->mac[2],
                     &s->mac[3], &s->mac[4], &s->mac[5]) != 6)
    fail(text, "expected RIP=MAC");
}

static void read_own_mac(const char *name) {
  struct ifreq request = {0};
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (ioctl(fd, SIOCGIFHWADDR, &request) < 0) fail(name, "no such interface");
  memcpy(own_mac, request.ifr_hwaddr.sa_data, 6);
  close(fd);
}

static void open_pcap(const char *name, int immediate) {
  char error[PCAP_ERRBUF_SIZE], filter[256];
  struct bpf_program program;
  pcap = pcap_create(name, error);
  if (!pcap) fail(name, error);
  pcap_set_snaplen(pcap, 1900);
  pcap_set_timeout(pcap, 1);
  pcap_set_immediate_mode(pcap, immediate);
  pcap_set_buffer_size(pcap, RING);
  if (pcap_activate(pcap) < 0) fail(name, pcap_geterr(pcap));
  snprintf(filter, sizeof filter, "ether dst %02x:%02x:%02x:%02x:%02x:%02x and ip dst host %s",
           own_mac[0], own_mac[1], own_mac[2], own_mac[3], own_mac[4], own_mac[5],
           inet_ntoa((struct in_addr){vip}));
  if (pcap_compile(pcap, &program, filter, 1, PCAP_NETMASK_UNKNOWN) < 0 ||
      pcap_setfilter(pcap, &program) < 0)
    fail(name, pcap_geterr(pcap));
  if (pcap_setdirection(pcap, PCAP_D_IN) < 0) fail(name, pcap_geterr(pcap));
}

int main(int argc, char **argv) {
  if (argc < 5 || argc > 4 + MOST_SERVERS)
    fail("usage", "forwarder INTERFACE VIP:PORT batch|low RIP=MAC...");
  char *colon = strchr(argv[2], ':');
  if (!colon) fail(argv[2], "expected VIP:PORT");
  *colon = 0;
  vip = inet_addr(argv[2]);
  vport = htons(atoi(colon + 1));
  for (int i = 4; i < argc; i++) read_server(argv[i]);
  table = calloc(SLOTS, sizeof *table);
  if (!table) fail("the table", "no memory");
  read_own_mac(argv[1]);
  open_pcap(argv[1], strcmp(argv[3], "low") == 0);
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  fprintf(stderr, "forwarder: running\n");
  while (!stopped) {
    now = clock_nanos();
    expire_some();
    if (pcap_dispatch(pcap, 256, forward, NULL) == PCAP_ERROR) fail(argv[1], pcap_geterr(pcap));
  }
  fprintf(stderr, "forwarder: %llu packets, %llu connections\n", (unsigned long long)total.packets,
          (unsigned long long)total.connections);
  return 0;
}
