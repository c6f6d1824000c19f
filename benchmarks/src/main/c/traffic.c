/*
 * Sends TCP segments of many connections into a director, and times those that come back.
 *
 *   traffic flood INTERFACE DIRECTOR-MAC VIP:PORT BYTES CONNECTIONS SECONDS   as fast as it can
 *   traffic open  INTERFACE DIRECTOR-MAC VIP:PORT CONNECTIONS   a SYN and an ACK each, none lost
 *   traffic ping  INTERFACE DIRECTOR-MAC VIP:PORT BYTES CONNECTIONS RATE COUNT
 *   traffic answer INTERFACE IP=MAC [IP=MAC ...]        ARP requests, until it is ended
 *
 * ping prints the 50th and the 99th percentile and the greatest of the times between sending a frame
 * and having it back, in microseconds, and how many did not come back. Frames that come back are
 * those to any other MAC, on the same interface.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ETHERNET = 14, IPV4 = 20, TCP = 20, BURST = 64, LONGEST = 1514, STRIDE = 7919, UNDER_WAY = 1024 };
enum { SYN = 2, ACK = 16 };

static int fd, interface;
static uint8_t own_mac[6], director[6], frames[BURST][LONGEST];
static uint32_t vip;
static uint16_t vport;

static void fail(const char *what, const char *why) {
  fprintf(stderr, "traffic: %s: %s\n", what, why);
  exit(1);
}

static uint64_t clock_nanos(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

static uint16_t finish(uint64_t sum) {
  while (sum >> 16) sum = (sum & 0xFFFF) + (sum >> 16);
  return (uint16_t)~sum;
}

static uint64_t add(uint64_t sum, const uint8_t *bytes, int length) {
  for (int i = 0; i + 1 < length; i += 2) sum += bytes[i] << 8 | bytes[i + 1];
  return length & 1 ? sum + (bytes[length - 1] << 8) : sum;
}

static void put16(uint8_t *to, uint16_t value) {
  to[0] = value >> 8;
  to[1] = value;
}

/* A frame of so many bytes of one connection, with right checksums. */
static void write_frame(uint8_t *f, int bytes, uint32_t connection, int flags, uint32_t number) {
  int total = bytes - ETHERNET > 46 ? bytes - ETHERNET : IPV4 + TCP + (bytes > 54 ? bytes - 54 : 0);
  uint8_t *ip = f + ETHERNET, *tcp = ip + IPV4;
  memset(f, 0, ETHERNET + IPV4 + TCP + 4);
  memcpy(f, director, 6);
  memcpy(f + 6, own_mac, 6);
  put16(f + 12, ETHERTYPE_IP);
  ip[0] = 0x45;
  put16(ip + 2, total);
  ip[6] = 0x40;
  ip[8] = 64;
  ip[9] = IPPROTO_TCP;
  uint32_t client = htonl(0x0A000001 + connection / 1000);
  memcpy(ip + 12, &client, 4);
  memcpy(ip + 16, &vip, 4);
  put16(ip + 10, finish(add(0, ip, IPV4)));
  put16(tcp, 1024 + connection % 1000);
  memcpy(tcp + 2, &vport, 2);
  uint32_t sequence = htonl(number);
  memcpy(tcp + 4, &sequence, 4);
  tcp[12] = 0x50;
  tcp[13] = flags;
  put16(tcp + 14, 502);
  uint64_t sum = add(0, ip + 12, 8) + IPPROTO_TCP + (total - IPV4);
  put16(tcp + 16, finish(add(sum, tcp, TCP))); /* the data are zeros */
}

static void send_burst(int count, int bytes) {
  static struct mmsghdr messages[BURST];
  static struct iovec vectors[BURST];
  for (int i = 0; i < count; i++) {
    vectors[i] = (struct iovec){frames[i], bytes};
    messages[i].msg_hdr.msg_iov = &vectors[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  for (int sent = 0; sent < count;) {
    int n = sendmmsg(fd, messages + sent, count - sent, 0);
    if (n < 0) return;
    sent += n;
  }
}

static void flood(int bytes, uint32_t connections, double seconds) {
  uint64_t end = clock_nanos() + (uint64_t)(seconds * 1e9);
  uint32_t connection = 0;
  for (uint64_t n = 0; clock_nanos() < end; n++) {
    for (int i = 0; i < BURST; i++) {
      write_frame(frames[i], bytes, connection, ACK, 1);
      connection = (connection + STRIDE) % connections;
    }
    send_burst(BURST, bytes);
  }
}

/* How many frames have come back, by the interface's own count. */
static uint64_t come_back(const char *name) {
  char path[128], text[32] = {0};
  snprintf(path, sizeof path, "/sys/class/net/%s/statistics/rx_packets", name);
  int file = open(path, O_RDONLY);
  if (file < 0 || read(file, text, sizeof text - 1) < 0) fail(path, "cannot be read");
  close(file);
  return strtoull(text, NULL, 10);
}

/* A SYN and an ACK of each, never more under way than a ring holds. */
static void open_all(const char *name, uint32_t connections) {
  uint64_t before = come_back(name), sent = 0;
  for (uint32_t c = 0; c < connections;) {
    int count = connections - c < BURST ? connections - c : BURST;
    for (int flags = SYN; flags; flags = flags == SYN ? ACK : 0) {
      for (int i = 0; i < count; i++) write_frame(frames[i], 60, c + i, flags, 1);
      send_burst(count, 60);
      sent += count;
    }
    c += count;
    for (uint64_t start = clock_nanos(); sent > come_back(name) - before + UNDER_WAY;)
      if (clock_nanos() - start > 20000000000ULL) fail("open", "frames were lost");
  }
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/* Takes what has come back; how many. */
static int take_back(uint64_t *sent_at, uint64_t *took, int have) {
  uint8_t bytes[LONGEST];
  struct sockaddr_ll from;
  socklen_t length = sizeof from;
  while (recvfrom(fd, bytes, sizeof bytes, MSG_DONTWAIT, (struct sockaddr *)&from, &length) > 54) {
    uint32_t number;
    memcpy(&number, bytes + ETHERNET + IPV4 + 4, 4);
    number = ntohl(number);
    if (from.sll_pkttype != PACKET_OUTGOING && bytes[12] == 8 && bytes[13] == 0 && sent_at[number])
      took[have++] = clock_nanos() - sent_at[number];
    length = sizeof from;
  }
  return have;
}

static void ping(int bytes, uint32_t connections, int rate, int count) {
  uint64_t *sent_at = calloc(count + 1, sizeof *sent_at), *took = calloc(2 * count + 2, sizeof *took);
  uint64_t start = clock_nanos(), gap = 1000000000ULL / rate;
  int have = 0;
  for (int n = 1; n <= count + rate / 10; n++) {
    uint64_t due = start + n * gap;
    while (clock_nanos() < due) have = take_back(sent_at, took, have);
    if (n > count) continue;
    write_frame(frames[0], bytes, (uint32_t)((uint64_t)n * STRIDE % connections), ACK, n);
    sent_at[n] = clock_nanos();
    send_burst(1, bytes);
  }
  qsort(took, have, sizeof *took, by_value);
  if (!have) fail("ping", "nothing came back");
  printf("%.1f %.1f %.1f %d\n", took[have / 2] / 1e3, took[have * 99L / 100] / 1e3,
         took[have - 1] / 1e3, count - have);
}

static void answer(int count, char **stations) {
  uint8_t frame[LONGEST];
  for (;;) {
    ssize_t length = recv(fd, frame, sizeof frame, 0);
    for (int i = 0; i < count && length >= 42 && frame[13] == 6 && frame[21] == 1; i++) {
      char ip[32];
      uint8_t mac[6];
      if (sscanf(stations[i], "%31[^=]=%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", ip, &mac[0], &mac[1], &mac[2],
                 &mac[3], &mac[4], &mac[5]) != 7)
        fail(stations[i], "expected IP=MAC");
      uint32_t asked = inet_addr(ip);
      if (memcmp(frame + 38, &asked, 4)) continue;
      uint8_t reply[60] = {0};
      memcpy(reply, frame + 6, 6);
      memcpy(reply + 6, mac, 6);
      memcpy(reply + 12, "\x08\x06\x00\x01\x08\x00\x06\x04\x00\x02", 10);
      memcpy(reply + 22, mac, 6);
      memcpy(reply + 28, &asked, 4);
      memcpy(reply + 32, frame + 22, 10);
      if (send(fd, reply, sizeof reply, 0) < 0) fail("answer", "cannot send");
    }
  }
}

static void open_socket(const char *name, int protocol) {
  struct ifreq request = {0};
  fd = socket(AF_PACKET, SOCK_RAW, htons(protocol));
  if (fd < 0) fail("socket", "not allowed");
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  if (ioctl(fd, SIOCGIFHWADDR, &request) < 0) fail(name, "no such interface");
  memcpy(own_mac, request.ifr_hwaddr.sa_data, 6);
  interface = if_nametoindex(name);
  struct sockaddr_ll address = {.sll_family = AF_PACKET,
                                .sll_protocol = htons(protocol),
                                .sll_ifindex = interface};
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) fail(name, "bind");
  int bytes = protocol == ETH_P_ALL ? 32 << 20 : 1 << 20;
  setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
  bytes = 4 << 20;
  setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof bytes);
}

int main(int argc, char **argv) {
  if (argc > 3 && strcmp(argv[1], "answer") == 0) {
    open_socket(argv[2], ETH_P_ARP);
    answer(argc - 3, argv + 3);
  }
  if (argc < 6) fail("usage", "traffic flood|open|ping|answer INTERFACE ...");
  open_socket(argv[2], strcmp(argv[1], "ping") == 0 ? ETH_P_ALL : 0);
  if (sscanf(argv[3], "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", &director[0], &director[1], &director[2],
             &director[3], &director[4], &director[5]) != 6)
    fail(argv[3], "expected a MAC");
  char *colon = strchr(argv[4], ':');
  if (!colon) fail(argv[4], "expected VIP:PORT");
  *colon = 0;
  vip = inet_addr(argv[4]);
  vport = htons(atoi(colon + 1));
  prctl(PR_SET_TIMERSLACK, 1);
  if (strcmp(argv[1], "flood") == 0 && argc == 8) {
    flood(atoi(argv[5]), atoi(argv[6]), atof(argv[7]));
  } else if (strcmp(argv[1], "open") == 0) {
    open_all(argv[2], atoi(argv[5]));
  } else if (strcmp(argv[1], "ping") == 0 && argc == 9) {
    ping(atoi(argv[5]), atoi(argv[6]), atoi(argv[7]), atoi(argv[8]));
  } else {
    fail("usage", "see the source");
  }
  return 0;
}
