'use strict';
/* What a frame is, in a few letters for a cable: {kind, text, short, long}. */
const ICMP_UNREACHABLE = ['net unreachable', 'host unreachable', 'protocol unreachable', 'port unreachable', 'fragmentation needed'];
const TCP_FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];
const SYNC_PORT = 8848;

const ipText = (bytes, at) => bytes[at] + '.' + bytes[at + 1] + '.' + bytes[at + 2] + '.' + bytes[at + 3];
const lastOctet = ip => ip.slice(ip.lastIndexOf('.'));
const word16 = (bytes, at) => (bytes[at] << 8) | bytes[at + 1];

function macText(bytes, at) {
  return Array.from(bytes.subarray(at, at + 6), b => b.toString(16).padStart(2, '0')).join(':');
}

/* The end of a MAC, which tells it apart. */
const shortMac = mac => mac.slice(-6);

/** nameOfMac(mac) may say whose a MAC is. */
function stageLabel(bytes, nameOfMac) {
  const type = bytes.length < 14 ? 0 : word16(bytes, 12);
  if (type === 0x0806 && bytes.length >= 42) return arpLabel(bytes, nameOfMac);
  if (type === 0x0800 && bytes.length >= 34) return ipLabel(bytes);
  return same('other', type === 0x86dd ? 'IPv6' : 'type 0x' + type.toString(16).padStart(4, '0'));
}

const same = (kind, text, long) => ({kind, text, short: text, long: long || text});

function arpLabel(bytes, nameOfMac) {
  const mac = macText(bytes, 22);
  const sender = ipText(bytes, 28);
  const target = ipText(bytes, 38);
  const who = nameOfMac(mac) || shortMac(mac);
  if (sender === target) {
    return {kind: 'arp', text: `I am ${sender}`, short: `I am ${lastOctet(sender)}`,
      long: `gratuitous ARP: ${sender} is at ${mac} (${who})`};
  }
  if (word16(bytes, 20) === 1) {
    return {kind: 'arp', text: `who-has ${target}`, short: `who-has ${lastOctet(target)}`,
      long: `ARP who-has ${target} tell ${sender === '0.0.0.0' ? 'nobody (a probe)' : sender}`};
  }
  return {kind: 'arp', text: `${sender} is-at ${who}`, short: `${lastOctet(sender)} at ${who}`,
    long: `ARP ${sender} is-at ${mac} (${who})`};
}

function ipLabel(bytes) {
  const header = (bytes[14] & 15) * 4;
  const from = ipText(bytes, 26);
  const to = ipText(bytes, 30);
  const body = bytes.subarray(14 + header, Math.min(bytes.length, 14 + word16(bytes, 16)));
  const fragment = word16(bytes, 20) & 0x1fff;
  const protocol = bytes[23];
  const way = (a, b) => `${from}${a} > ${to}${b}`;
  if (fragment) return same('udp', 'fragment', `a further fragment, ${way('', '')}`);
  if (protocol === 6 && body.length >= 20) return tcpLabel(body, way);
  if (protocol === 17 && body.length >= 8) return udpLabel(body, way);
  if (protocol === 1 && body.length >= 8) return icmpLabel(body, way);
  if (protocol === 2) return same('other', 'IGMP', `IGMP, ${way('', '')}`);
  return same('other', 'IP ' + protocol, `IP protocol ${protocol}, ${way('', '')}`);
}

const ends = (body, way) => way(':' + word16(body, 0), ':' + word16(body, 2));

function tcpLabel(body, way) {
  const flags = TCP_FLAGS.filter((name, bit) => body[13] & (1 << bit));
  const data = body.subarray((body[12] >> 4) * 4);
  const told = ends(body, way);
  if (flags.includes('RST')) return same('rst', 'RST', `TCP RST, ${told}`);
  if (flags.includes('SYN')) {
    const text = flags.includes('ACK') ? 'SYN-ACK' : 'SYN';
    return same('syn', text, `TCP ${text}, ${told}`);
  }
  if (data.length) {
    const http = httpLine(data);
    const fin = flags.includes('FIN') ? ' +FIN' : '';
    if (http) return same('http', http + fin, `HTTP ${http.replace('HTTP ', '')}${fin}, ${told}`);
    return same('http', `data ${data.length} B${fin}`, `TCP data, ${data.length} bytes${fin}, ${told}`);
  }
  const text = flags.filter(name => name !== 'PSH').join('-') || 'no flags';
  return same('tcp', text.replace('FIN-ACK', 'FIN'), `TCP ${text}, ${told}`);
}

function httpLine(data) {
  const head = String.fromCharCode(...data.subarray(0, 80)).split('\r\n')[0];
  const request = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS) (\S+)/.exec(head);
  if (request) return request[1] + ' ' + (request[2].length > 12 ? request[2].slice(0, 11) + '…' : request[2]);
  const answer = /^HTTP\/1\.\d (\d{3})/.exec(head);
  return answer ? 'HTTP ' + answer[1] : '';
}

function udpLabel(body, way) {
  const told = ends(body, way);
  if (word16(body, 2) === SYNC_PORT) return same('sync', 'sync', `connections told to the backup, UDP ${told}`);
  return same('udp', `UDP ${Math.max(0, body.length - 8)} B`, `UDP, ${Math.max(0, body.length - 8)} bytes, ${told}`);
}

function icmpLabel(body, way) {
  const names = {0: 'echo reply', 5: 'redirect', 8: 'echo request', 11: 'time exceeded'};
  const text = body[0] === 3 ? ICMP_UNREACHABLE[body[1]] || 'unreachable ' + body[1] : names[body[0]] || 'type ' + body[0];
  return {kind: 'icmp', text: 'ICMP ' + text, short: text.replace('unreachable', 'unreach.').replace('fragmentation', 'frag.'),
    long: `ICMP ${text}, ${way('', '')}`};
}
