'use strict';
/* The numbers in a frame's headers, read without making anything but the one object they go into. */
const KINDS = ['other', 'arp', 'tcp', 'http', 'udp', 'sip', 'sync', 'icmp', 'igmp', 'sctp', 'ipv4', 'ipv6'];
const K_OTHER = 0, K_ARP = 1, K_TCP = 2, K_HTTP = 3, K_UDP = 4, K_SIP = 5, K_SYNC = 6, K_ICMP = 7, K_IGMP = 8,
  K_SCTP = 9, K_IPV4 = 10, K_IPV6 = 11;
const FIN = 1, SYN = 2, RST = 4, PSH = 8, ACK = 16, URG = 32;
const SYNC_PORT = 8848;
/* So much of a frame's beginning holds every header with all options, and how its payload begins. */
const HEADERS_MOST = 192;

const be16 = (b, at) => b[at] << 8 | b[at + 1];
const be32 = (b, at) => (b[at] << 24 | b[at + 1] << 16 | b[at + 2] << 8 | b[at + 3]) >>> 0;
const le16 = (b, at) => b[at] | b[at + 1] << 8;

const hexByte = number => number.toString(16).padStart(2, '0');
const hex16 = number => '0x' + number.toString(16).padStart(4, '0');
const ipText = address => `${address >>> 24}.${address >>> 16 & 255}.${address >>> 8 & 255}.${address & 255}`;

function macText(b, at) {
  let text = hexByte(b[at]);
  for (let i = 1; i < 6; i++) text += ':' + hexByte(b[at + i]);
  return text;
}

/** The number of an address such as 192.168.2.188; -1 if it is none. */
function ipNumber(text) {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!parts || parts.slice(1).some(part => +part > 255)) return -1;
  return ((+parts[1] << 24 | +parts[2] << 16 | +parts[3] << 8 | +parts[4]) >>> 0);
}

/**
 * Reads what stands in the headers of a frame: `bytes` holds it or at least its first HEADERS_MOST
 * bytes, `length` says how long it is. A header that is cut short or makes no sense is not read;
 * `l3`, `l4` and `payload` are where a layer begins, -1 where there is none to be read.
 */
function readHeaders(bytes, length, h) {
  h.length = length;
  h.kind = K_OTHER;
  h.vlan = h.l3 = h.l4 = h.payload = -1;
  h.etherType = h.protocol = h.source = h.destination = h.sourcePort = h.destinationPort = h.flags = h.payloadLength = 0;
  h.seq = h.ack = h.window = h.id = h.fragment = 0;
  h.moreFragments = false;
  if (length < 14) return h;
  let at = 12;
  h.etherType = be16(bytes, at);
  at += 2;
  if (h.etherType === 0x8100 && length >= 18) {
    h.vlan = be16(bytes, at) & 0xfff;
    h.etherType = be16(bytes, at + 2);
    at += 4;
  }
  if (h.etherType === 0x0806) readArp(bytes, at, h);
  else if (h.etherType === 0x0800) readIpv4(bytes, at, length, h);
  else if (h.etherType === 0x86dd) h.kind = K_IPV6;
  return h;
}

function readArp(b, at, h) {
  h.kind = K_ARP;
  if (h.length < at + 28 || be16(b, at) !== 1 || be16(b, at + 2) !== 0x0800 || b[at + 4] !== 6 || b[at + 5] !== 4) return;
  h.l3 = at;
  h.flags = be16(b, at + 6);
  h.source = be32(b, at + 14);
  h.destination = be32(b, at + 24);
}

/** Also the packet that an ICMP error quotes, whose end may be missing. */
function readIpv4(b, at, end, h) {
  h.kind = K_IPV4;
  if (end < at + 20 || b[at] >> 4 !== 4) return;
  const headerLength = (b[at] & 15) * 4;
  if (headerLength < 20 || end < at + headerLength) return;
  h.l3 = at;
  h.id = be16(b, at + 4);
  h.moreFragments = (b[at + 6] & 0x20) !== 0;
  h.fragment = (be16(b, at + 6) & 0x1fff) * 8;
  h.ttl = b[at + 8];
  h.protocol = b[at + 9];
  h.source = be32(b, at + 12);
  h.destination = be32(b, at + 16);
  const l3End = Math.min(end, at + Math.max(be16(b, at + 2), headerLength));
  if (h.fragment > 0) return;
  const l4 = at + headerLength;
  const room = l3End - l4;
  if (h.protocol === 6) readTcp(b, l4, room, h);
  else if (h.protocol === 17) readUdp(b, l4, room, h);
  else if (h.protocol === 1) readIcmp(b, l4, room, h);
  else if (h.protocol === 2) { h.kind = K_IGMP; if (room >= 8) h.l4 = l4; }
  else if (h.protocol === 132) { h.kind = K_SCTP; if (room >= 12) readPorts(b, l4, h); }
  if (h.moreFragments) h.kind = K_IPV4;
  h.l3End = l3End;
}

function readPorts(b, at, h) {
  h.l4 = at;
  h.sourcePort = be16(b, at);
  h.destinationPort = be16(b, at + 2);
}

function readTcp(b, at, room, h) {
  h.kind = K_TCP;
  if (room < 20) return;
  readPorts(b, at, h);
  h.seq = be32(b, at + 4);
  h.ack = be32(b, at + 8);
  h.flags = be16(b, at + 12) & 0xfff;
  h.window = be16(b, at + 14);
  const headerLength = (b[at + 12] >> 4) * 4;
  if (headerLength < 20 || headerLength > room) return;
  h.payload = at + headerLength;
  h.payloadLength = room - headerLength;
  if (h.payloadLength > 4 && beginsHttp(b, h.payload)) h.kind = K_HTTP;
}

function readUdp(b, at, room, h) {
  h.kind = K_UDP;
  if (room < 8) return;
  readPorts(b, at, h);
  h.payload = at + 8;
  h.payloadLength = Math.min(room, Math.max(8, be16(b, at + 4))) - 8;
  if (h.destinationPort === SYNC_PORT && h.payloadLength >= 4) h.kind = K_SYNC;
  else if (h.payloadLength > 8 && beginsSip(b, h.payload)) h.kind = K_SIP;
}

function readIcmp(b, at, room, h) {
  h.kind = K_ICMP;
  if (room < 8) return;
  h.l4 = at;
  h.flags = b[at] << 8 | b[at + 1];
  h.payload = at + 8;
  h.payloadLength = room - 8;
}

/** Whether an ICMP message quotes the packet that it is about. */
const quotesPacket = type => type === 3 || type === 5 || type === 11 || type === 12 || type === 4;

const asciiAt = (b, at, text) => {
  for (let i = 0; i < text.length; i++) if (b[at + i] !== text.charCodeAt(i)) return false;
  return true;
};
const HTTP_BEGINNINGS = ['GET ', 'HTTP/', 'POST ', 'HEAD ', 'PUT ', 'DELETE ', 'OPTIONS ', 'CONNECT ', 'TRACE ', 'PATCH '];
const SIP_BEGINNINGS = ['SIP/', 'OPTIONS sip:', 'INVITE sip:', 'REGISTER sip:', 'ACK sip:', 'BYE sip:', 'CANCEL sip:'];
const beginsHttp = (b, at) => HTTP_BEGINNINGS.some(text => asciiAt(b, at, text));
const beginsSip = (b, at) => SIP_BEGINNINGS.some(text => asciiAt(b, at, text));

/** The options of a TCP header: what each says, `bad` where one makes no sense. */
function tcpOptions(b, from, to) {
  const options = [];
  for (let at = from; at < to;) {
    const kind = b[at];
    if (kind === 0 || kind === 1) {
      options.push({kind, at, length: 1});
      if (kind === 0) break;
      at++;
      continue;
    }
    const length = at + 1 < to ? b[at + 1] : 0;
    if (length < 2 || at + length > to) {
      options.push({kind, at, length: to - at, bad: true});
      break;
    }
    options.push({kind, at, length});
    at += length;
  }
  return options;
}
