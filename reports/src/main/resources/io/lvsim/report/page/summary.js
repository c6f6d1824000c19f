'use strict';
/* A frame in one line, in the words of Wireshark, which are the same in every language. */
const IP_PROTOCOLS = {1: 'ICMP', 2: 'IGMP', 4: 'IPIP', 6: 'TCP', 17: 'UDP', 41: 'IPv6', 47: 'GRE', 50: 'ESP', 51: 'AH', 132: 'SCTP'};
const TCP_FLAGS = [[FIN, 'FIN'], [SYN, 'SYN'], [RST, 'RST'], [PSH, 'PSH'], [ACK, 'ACK'], [URG, 'URG'],
  [64, 'ECE'], [128, 'CWR'], [256, 'AE']];
const UNREACHABLE = ['Network unreachable', 'Host unreachable', 'Protocol unreachable', 'Port unreachable',
  'Fragmentation needed', 'Source route failed', 'Destination network unknown', 'Destination host unknown',
  'Source host isolated', 'Network administratively prohibited', 'Host administratively prohibited',
  'Network unreachable for TOS', 'Host unreachable for TOS', 'Communication administratively filtered'];
const REDIRECTS = ['Redirect for network', 'Redirect for host', 'Redirect for TOS and network', 'Redirect for TOS and host'];
const SCTP_CHUNKS = {0: 'DATA', 1: 'INIT', 2: 'INIT_ACK', 3: 'SACK', 4: 'HEARTBEAT', 5: 'HEARTBEAT_ACK', 6: 'ABORT',
  7: 'SHUTDOWN', 8: 'SHUTDOWN_ACK', 9: 'ERROR', 10: 'COOKIE_ECHO', 11: 'COOKIE_ACK', 14: 'SHUTDOWN_COMPLETE'};

/** SYN, ACK */
const flagsText = flags => TCP_FLAGS.filter(([bit]) => flags & bit).map(([, name]) => name).join(', ') || '<None>';

/** One line of text behind `at`, without what a terminal would obey. */
function lineAt(b, at, end) {
  let text = '';
  for (let i = at; i < end && b[i] !== 10 && b[i] !== 13; i++) text += String.fromCharCode(b[i]);
  return visible(text);
}

/**
 * What a frame carries: {kind, protocol, info, short}; as text, protocol and info.
 *
 * `context` may say what the frame alone does not: {seqBase, ackBase} to count from, {scale} of the
 * window, {http} if its connection speaks HTTP, {note} such as 'TCP Retransmission'.
 */
function frameSummary(bytes, context) {
  const h = readHeaders(bytes, bytes.length, {});
  const said = summaryOf(bytes, h, context || {});
  said.kind = KINDS[h.kind];
  said.toString = () => said.protocol + ' ' + said.info;
  return said;
}

const SUMMARIES = {
  [K_ARP]: arpSummary, [K_TCP]: tcpSummary, [K_HTTP]: httpSummary, [K_UDP]: udpSummary, [K_SIP]: sipSummary,
  [K_SYNC]: syncSummary, [K_ICMP]: icmpSummary, [K_IGMP]: igmpSummary, [K_SCTP]: sctpSummary, [K_IPV4]: ipv4Summary};

function summaryOf(b, h, context) {
  if (h.length < 14) return {protocol: 'Ethernet', info: `[Malformed Packet] ${h.length} bytes`, short: '?'};
  const teller = SUMMARIES[h.kind];
  if (teller) return teller(b, h, context);
  return {protocol: h.kind === K_IPV6 ? 'IPv6' : hex16(h.etherType), info: `Ethernet II, ${b.length} bytes`, short: hex16(h.etherType)};
}

const malformed = (protocol, b) => ({protocol, info: `[Malformed Packet] ${b.length} bytes`, short: '?'});

function arpSummary(b, h) {
  if (h.l3 < 0) return malformed('ARP', b);
  const at = h.l3, sender = ipText(h.source), target = ipText(h.destination), request = h.flags === 1;
  if (h.flags !== 1 && h.flags !== 2) return {protocol: 'ARP', info: `Unknown ARP opcode ${hex16(h.flags)}`, short: 'ARP'};
  if (h.source === h.destination) {
    const announced = request && [0, 1, 2, 3, 4, 5].every(i => b[at + 18 + i] === 0);
    const info = announced ? `ARP Announcement for ${sender}` : `Gratuitous ARP for ${sender} (${request ? 'Request' : 'Reply'})`;
    return {protocol: 'ARP', info, short: sender + ' !'};
  }
  if (request && h.source === 0) return {protocol: 'ARP', info: `Who has ${target}? (ARP Probe)`, short: target + ' ?'};
  if (request) return {protocol: 'ARP', info: `Who has ${target}? Tell ${sender}`, short: target + ' ?'};
  return {protocol: 'ARP', info: `${sender} is at ${macText(b, at + 8)}`, short: 'is at …' + macText(b, at + 8).slice(-5)};
}

function tcpSummary(b, h, context) {
  if (h.l4 < 0) return malformed('TCP', b);
  if (h.payload < 0) return {protocol: 'TCP', info: `${h.sourcePort} → ${h.destinationPort} [Malformed Packet]`, short: '?'};
  if (context.http && h.payloadLength > 0 && !context.note && !(h.flags & (SYN | RST))) {
    return {protocol: 'HTTP', info: 'Continuation', short: 'HTTP …'};
  }
  const since = (number, base) => base === undefined || base < 0 ? number : (number - base) >>> 0;
  let info = `${context.note ? `[${context.note}] ` : ''}${h.sourcePort} → ${h.destinationPort} [${flagsText(h.flags)}] Seq=${since(h.seq, context.seqBase)}`;
  if (h.flags & ACK) info += ` Ack=${since(h.ack, context.ackBase)}`;
  const scale = h.flags & SYN ? 0 : context.scale || 0;
  info += ` Win=${h.window * 2 ** scale} Len=${h.payloadLength}`;
  info += tcpOptions(b, h.l4 + 20, h.payload).map(option => optionSummary(b, option)).join('');
  const flags = flagsText(h.flags & ~PSH).replace(/, /g, ' ');
  return {protocol: 'TCP', info, short: h.payloadLength ? `${flags === 'ACK' ? '' : flags + ' '}${h.payloadLength} B` : flags};
}

function optionSummary(b, option) {
  const at = option.at + 2;
  if (option.bad) return ' [Malformed option]';
  switch (option.kind) {
    case 2: return option.length === 4 ? ` MSS=${be16(b, at)}` : '';
    case 3: return option.length === 3 ? ` WS=${2 ** Math.min(b[at], 14)}` : '';
    case 4: return ' SACK_PERM';
    case 8: return option.length === 10 ? ` TSval=${be32(b, at)} TSecr=${be32(b, at + 4)}` : '';
    default: return '';
  }
}

function httpSummary(b, h, context) {
  if (context.note && /Retransmission|Out-Of-Order/.test(context.note)) return tcpSummary(b, h, {...context, http: false});
  const end = Math.min(b.length, h.payload + h.payloadLength);
  const line = lineAt(b, h.payload, end);
  const type = asciiAt(b, h.payload, 'HTTP/') ? contentType(b, h.payload, end) : '';
  return {protocol: 'HTTP', info: line + (type ? `  (${type})` : ''), short: line.replace(/^HTTP\/\S+ /, '').replace(/ HTTP\/\S+$/, '')};
}

function contentType(b, at, end) {
  for (let i = at; i < end - 16; i++) {
    if (b[i] === 10 && (b[i + 1] | 32) === 99 && /^content-type:/i.test(lineAt(b, i + 1, i + 14))) {
      return lineAt(b, i + 14, end).trim().replace(/;.*/, '').toLowerCase();
    }
    if (b[i] === 10 && b[i + 1] === 13) return '';
  }
  return '';
}

function udpSummary(b, h) {
  if (h.l4 < 0) return malformed('UDP', b);
  return {protocol: 'UDP', info: `${h.sourcePort} → ${h.destinationPort} Len=${h.payloadLength}`, short: `UDP ${h.payloadLength} B`};
}

function sipSummary(b, h) {
  const line = lineAt(b, h.payload, Math.min(b.length, h.payload + h.payloadLength));
  const answer = line.startsWith('SIP/');
  const what = answer ? line.replace(/^SIP\/\S+ /, '') : line.replace(/ SIP\/\S+$/, '');
  return {protocol: 'SIP', info: (answer ? 'Status: ' : 'Request: ') + what + ' | ', short: what};
}

/** Version 0 counts its entries in the first byte, which is 0 in version 1. */
function syncSummary(b, h) {
  const version = b[h.payload] === 0 ? 1 : 0;
  const count = version ? b[h.payload + 4] : b[h.payload];
  return {protocol: 'IPVS', info: `v${version} ${count} Connection(s)`, short: `sync ${count}`};
}

function icmpSummary(b, h) {
  if (h.l4 < 0) return malformed('ICMP', b);
  const at = h.l4, type = b[at], code = b[at + 1];
  if (type === 8 || type === 0) {
    const what = type === 8 ? 'Echo (ping) request  ' : 'Echo (ping) reply    ';
    return {protocol: 'ICMP', short: type === 8 ? 'ping' : 'pong',
      info: `${what}id=${hex16(be16(b, at + 4))}, seq=${be16(b, at + 6)}/${le16(b, at + 6)}, ttl=${h.ttl}`};
  }
  if (type === 3) return {protocol: 'ICMP', info: `Destination unreachable (${UNREACHABLE[code] || 'code ' + code})`, short: (UNREACHABLE[code] || 'unreachable').toLowerCase()};
  if (type === 5) return {protocol: 'ICMP', info: `Redirect             (${REDIRECTS[code] || 'code ' + code})`, short: 'redirect'};
  if (type === 11) return {protocol: 'ICMP', info: `Time-to-live exceeded (${code ? 'Fragment reassembly time exceeded' : 'Time to live exceeded in transit'})`, short: 'time exceeded'};
  return {protocol: 'ICMP', info: `Type ${type} code ${code}`, short: `ICMP ${type}/${code}`};
}

function igmpSummary(b, h) {
  if (h.l4 < 0) return malformed('IGMP', b);
  const at = h.l4, type = b[at], end = Math.min(b.length, h.l3End), group = ipText(be32(b, at + 4));
  if (type === 0x22) {
    const records = igmpRecords(b, at, end).map(record => ' / ' + igmpRecordText(record));
    return {protocol: 'IGMPv3', info: 'Membership Report' + records.join(''), short: 'IGMP report'};
  }
  const version = type === 0x12 ? 1 : type === 0x11 && end - at >= 12 ? 3 : 2;
  const what = {0x11: 'Membership Query, ' + (be32(b, at + 4) ? 'specific for group ' + group : 'general'),
    0x12: 'Membership Report', 0x16: 'Membership Report group ' + group, 0x17: 'Leave Group ' + group}[type];
  return {protocol: 'IGMPv' + version, info: what || `Type ${hexByte(type)}`, short: 'IGMP'};
}

/** The group records of a report of version 3. */
function igmpRecords(b, at, end) {
  const records = [];
  let next = at + 8;
  for (let i = be16(b, at + 6); i > 0 && next + 8 <= end; i--) {
    const sources = be16(b, next + 2), length = 8 + sources * 4 + b[next + 1] * 4;
    records.push({type: b[next], at: next, length, sources, group: ipText(be32(b, next + 4))});
    next += length;
  }
  return records;
}

function igmpRecordText(record) {
  if (record.sources === 0 && (record.type === 4 || record.type === 2)) return `Join group ${record.group} for any sources`;
  if (record.sources === 0 && (record.type === 3 || record.type === 1)) return `Leave group ${record.group}`;
  return `Group ${record.group}, record type ${record.type}, ${record.sources} source(s)`;
}

function sctpSummary(b, h) {
  if (h.l4 < 0) return malformed('SCTP', b);
  const names = sctpChunks(b, h.l4 + 12, Math.min(b.length, h.l3End)).map(chunk => SCTP_CHUNKS[chunk.type] || 'chunk ' + chunk.type);
  return {protocol: 'SCTP', info: names.join(' ') + ` ${h.sourcePort} → ${h.destinationPort}`, short: names.join(' ')};
}

function sctpChunks(b, from, end) {
  const chunks = [];
  for (let at = from; at + 4 <= end;) {
    const length = be16(b, at + 2);
    chunks.push({type: b[at], at, length: Math.min(Math.max(length, 4), end - at), bad: length < 4 || at + length > end});
    if (length < 4) break;
    at += length + 3 & ~3;
  }
  return chunks;
}

function ipv4Summary(b, h) {
  if (h.l3 < 0) return malformed('IPv4', b);
  const name = IP_PROTOCOLS[h.protocol];
  if (h.fragment || h.moreFragments) {
    const id = h.id.toString(16).padStart(4, '0');
    return {protocol: 'IPv4', info: `Fragmented IP protocol (proto=${name || 'Unknown'} ${h.protocol}, off=${h.fragment}, ID=${id})`, short: 'fragment'};
  }
  return {protocol: 'IPv4', info: `${name || 'Unknown'} (${h.protocol})`, short: name || 'IP ' + h.protocol};
}
