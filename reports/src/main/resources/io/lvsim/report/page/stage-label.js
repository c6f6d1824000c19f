'use strict';
/* What a frame is, in a few letters for a cable: {kind, text, short, long}. */
const STAGE_UNREACHABLE = ['net unreachable', 'host unreachable', 'protocol unreachable', 'port unreachable', 'fragmentation needed'];
const STAGE_TCP_FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];
const STAGE_SYNC_PORT = 8848;

const stageIp = (bytes, at) => bytes[at] + '.' + bytes[at + 1] + '.' + bytes[at + 2] + '.' + bytes[at + 3];
const stageLastOctet = ip => ip.slice(ip.lastIndexOf('.'));
const stageWord = (bytes, at) => (bytes[at] << 8) | bytes[at + 1];

function stageMac(bytes, at) {
  return Array.from(bytes.subarray(at, at + 6), b => b.toString(16).padStart(2, '0')).join(':');
}

/* The end of a MAC, which tells it apart. */
const stageShortMac = mac => mac.slice(-6);

/** nameOfMac(mac) may say whose a MAC is. */
function stageLabel(bytes, nameOfMac) {
  const type = bytes.length < 14 ? 0 : stageWord(bytes, 12);
  if (type === 0x0806 && bytes.length >= 42) return stageArp(bytes, nameOfMac);
  if (type === 0x0800 && bytes.length >= 34) return stageIpv4(bytes);
  return stageSame('other', type === 0x86dd ? 'IPv6' : 'type 0x' + type.toString(16).padStart(4, '0'));
}

const stageSame = (kind, text, long) => ({kind, text, short: text, long: long || text});

function stageArp(bytes, nameOfMac) {
  const mac = stageMac(bytes, 22);
  const sender = stageIp(bytes, 28);
  const target = stageIp(bytes, 38);
  const who = nameOfMac(mac) || stageShortMac(mac);
  if (sender === target) {
    return {kind: 'arp', text: `I am ${sender}`, short: `I am ${stageLastOctet(sender)}`,
      long: `gratuitous ARP: ${sender} is at ${mac} (${who})`};
  }
  if (stageWord(bytes, 20) === 1) {
    return {kind: 'arp', text: `who-has ${target}`, short: `who-has ${stageLastOctet(target)}`,
      long: `ARP who-has ${target} tell ${sender === '0.0.0.0' ? 'nobody (a probe)' : sender}`};
  }
  return {kind: 'arp', text: `${sender} is-at ${who}`, short: `${stageLastOctet(sender)} at ${who}`,
    long: `ARP ${sender} is-at ${mac} (${who})`};
}

function stageIpv4(bytes) {
  const header = (bytes[14] & 15) * 4;
  const from = stageIp(bytes, 26);
  const to = stageIp(bytes, 30);
  const body = bytes.subarray(14 + header, Math.min(bytes.length, 14 + stageWord(bytes, 16)));
  const fragment = stageWord(bytes, 20) & 0x1fff;
  const protocol = bytes[23];
  const way = (a, b) => `${from}${a} > ${to}${b}`;
  if (fragment) return stageSame('udp', 'fragment', `a further fragment, ${way('', '')}`);
  if (protocol === 6 && body.length >= 20) return stageTcp(body, way);
  if (protocol === 17 && body.length >= 8) return stageUdp(body, way);
  if (protocol === 1 && body.length >= 8) return stageIcmp(body, way);
  if (protocol === 2) return stageSame('other', 'IGMP', `IGMP, ${way('', '')}`);
  return stageSame('other', 'IP ' + protocol, `IP protocol ${protocol}, ${way('', '')}`);
}

const stageEnds = (body, way) => way(':' + stageWord(body, 0), ':' + stageWord(body, 2));

function stageTcp(body, way) {
  const flags = STAGE_TCP_FLAGS.filter((name, bit) => body[13] & (1 << bit));
  const data = body.subarray((body[12] >> 4) * 4);
  const told = stageEnds(body, way);
  if (flags.includes('RST')) return stageSame('rst', 'RST', `TCP RST, ${told}`);
  if (flags.includes('SYN')) {
    const text = flags.includes('ACK') ? 'SYN-ACK' : 'SYN';
    return stageSame('syn', text, `TCP ${text}, ${told}`);
  }
  if (data.length) {
    const http = stageHttp(data);
    const fin = flags.includes('FIN') ? ' +FIN' : '';
    if (http) return stageSame('http', http + fin, `HTTP ${http.replace('HTTP ', '')}${fin}, ${told}`);
    return stageSame('http', `data ${data.length} B${fin}`, `TCP data, ${data.length} bytes${fin}, ${told}`);
  }
  const text = flags.filter(name => name !== 'PSH').join('-') || 'no flags';
  return stageSame('tcp', text.replace('FIN-ACK', 'FIN'), `TCP ${text}, ${told}`);
}

function stageHttp(data) {
  const head = visible(String.fromCharCode(...data.subarray(0, 80)).split('\r\n')[0]);
  const request = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS) (\S+)/.exec(head);
  if (request) return request[1] + ' ' + (request[2].length > 12 ? request[2].slice(0, 11) + '…' : request[2]);
  const answer = /^HTTP\/1\.\d (\d{3})/.exec(head);
  return answer ? 'HTTP ' + answer[1] : '';
}

function stageUdp(body, way) {
  const told = stageEnds(body, way);
  if (stageWord(body, 2) === STAGE_SYNC_PORT) return stageSame('sync', 'sync', `connections told to the backup, UDP ${told}`);
  return stageSame('udp', `UDP ${Math.max(0, body.length - 8)} B`, `UDP, ${Math.max(0, body.length - 8)} bytes, ${told}`);
}

function stageIcmp(body, way) {
  const names = {0: 'echo reply', 5: 'redirect', 8: 'echo request', 11: 'time exceeded'};
  const text = body[0] === 3 ? STAGE_UNREACHABLE[body[1]] || 'unreachable ' + body[1] : names[body[0]] || 'type ' + body[0];
  return {kind: 'icmp', text: 'ICMP ' + text, short: text.replace('unreachable', 'unreach.').replace('fragmentation', 'frag.'),
    long: `ICMP ${text}, ${way('', '')}`};
}
