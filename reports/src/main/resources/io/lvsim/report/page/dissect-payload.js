'use strict';
/* HTTP, SIP and the directors' synchronisation as fields; see dissect.js. */

/** The layers of what TCP or UDP carries from `at` on. */
function payloadLayers(d, at, destinationPort) {
  const b = d.bytes;
  if (d.end - at > 4 && beginsHttp(b, at)) return [textLayer(d, at, 'http', 'Hypertext Transfer Protocol')];
  if (destinationPort !== undefined && d.end - at > 8 && beginsSip(b, at)) return [textLayer(d, at, 'sip', 'Session Initiation Protocol')];
  if (destinationPort === SYNC_PORT && d.end - at >= 4) return [syncLayer(d, at)];
  return [d.context.http ? bodyField('http.file_data', 'Hypertext Transfer Protocol', d, at, d.end) : payloadData(d, at)];
}

function payloadData(d, at) {
  const node = dataLayer(d.bytes, at, d.end);
  if (isText(d.bytes, at, d.end)) node.fields.push(bodyField('data.text', 'Text', d, at, d.end));
  return node;
}

function isText(b, from, to) {
  for (let i = from; i < Math.min(to, from + 64); i++) if (b[i] < 9 || (b[i] > 13 && b[i] < 32)) return false;
  return true;
}

const decodeText = (b, from, to) => visible(new TextDecoder('utf-8', {fatal: false}).decode(b.subarray(from, to)).replace(/\r\n/g, '\n'));
const bodyField = (key, name, d, from, to) => ({...field(key, name, decodeText(d.bytes, from, to), from, to), text: true});

/** A head of lines and a body, as HTTP and SIP have them. */
function textLayer(d, at, key, name) {
  const node = field(key, name, '', at, d.end), b = d.bytes;
  const answer = asciiAt(b, at, 'HTTP/') || asciiAt(b, at, 'SIP/');
  let next = at;
  while (next < d.end) {
    let end = next;
    while (end < d.end && b[end] !== 10) end++;
    const line = lineAt(b, next, end);
    const after = Math.min(d.end, end + 1);
    if (line === '' && next > at) {
      node.fields.push(field('', '\\r\\n', '', next, after));
      next = after;
      break;
    }
    node.fields.push(headLine(key, line, next, after, next === at, answer));
    next = after;
  }
  node.value = node.fields[0] ? node.fields[0].value : '';
  if (next < d.end) node.fields.push(bodyField(key === 'http' ? 'http.file_data' : 'sip.msg_body', 'Body', d, next, d.end));
  return node;
}

function headLine(key, line, from, to, first, answer) {
  if (first) return field(`${key}.${answer ? 'response.line' : 'request.line'}`, answer ? 'Status-Line' : 'Request-Line', line, from, to);
  const colon = line.indexOf(':');
  const name = colon > 0 ? line.slice(0, colon) : '';
  return field(name ? `${key}.${name.toLowerCase().replace(/-/g, '_')}` : key, name, name ? line.slice(colon + 1).trim() : line, from, to);
}

/** A message from the master to the backup: struct ip_vs_sync_mesg (version 1) or ip_vs_sync_mesg_v0. */
function syncLayer(d, at) {
  return d.layer('ipvs', 'IP Virtual Services Sync Daemon', at, d.end, (f, node) => {
    const old = d.u8(at) !== 0;
    const count = old ? d.u8(at) : d.u8(at + 4);
    node.value = `v${old ? 0 : 1}, ${count} Connection(s)`;
    if (old) f.push(field('ipvs.conncount', 'Connection Count', count, at, at + 1));
    f.push(field('ipvs.syncid', 'Synchronization ID', d.u8(at + 1), at + 1, at + 2), field('ipvs.size', 'Size', d.u16(at + 2), at + 2, at + 4));
    if (!old) {
      f.push(field('ipvs.conncount', 'Connection Count', count, at + 4, at + 5), field('ipvs.version', 'Version', d.u8(at + 5), at + 5, at + 6));
    }
    let next = at + (old ? 4 : 8);
    for (let i = 1; i <= count; i++) {
      const length = old ? (d.u16(next + 20) & 0x600 ? 48 : 24) : d.u16(next + 2) & 0xfff;
      f.push(old ? syncEntry0(d, next, length, i) : syncEntry1(d, next, length, i));
      if (length < 24) break;
      next += old ? length : length + 3 & ~3;
    }
  });
}

const SYNC_STATES = ['NONE', 'ESTABLISHED', 'SYN_SENT', 'SYN_RECV', 'FIN_WAIT', 'TIME_WAIT', 'CLOSE', 'CLOSE_WAIT', 'LAST_ACK', 'LISTEN', 'SYNACK'];
const SYNC_FLAGS = [[0x20, 'SYNC'], [0x40, 'HASHED'], [0x80, 'NOOUTPUT'], [0x100, 'INACTIVE'], [0x200, 'OUT_SEQ'], [0x400, 'IN_SEQ'], [0x800, 'NO_CPORT'], [0x1000, 'TEMPLATE'], [0x2000, 'ONE_PACKET']];
const SYNC_METHODS = ['Masquerade', 'Local', 'Tunnel', 'Route', 'Bypass'];

function syncFlagsText(flags) {
  return `0x${flags.toString(16)} (${SYNC_METHODS[flags & 7] || flags & 7}` + SYNC_FLAGS.filter(([bit]) => flags & bit).map(([, name]) => ', ' + name).join('') + ')';
}

const syncState = (state, flags, protocol) => `${state}` + (flags & 0x1000 || protocol !== 6 ? '' : ` (${SYNC_STATES[state] || 'unknown'})`);
const syncTitle = (d, protocol, addresses, ports) =>
  `${IP_PROTOCOLS[protocol] || protocol} ${d.ip(addresses)}:${d.u16(ports)} → ${d.ip(addresses + 4)}:${d.u16(ports + 2)} to ${d.ip(addresses + 8)}:${d.u16(ports + 4)}`;

function syncEnds(d, addresses, ports, f) {
  ['Client', 'Virtual', 'Destination'].forEach((name, i) => f.push(
    field(['ipvs.caddr', 'ipvs.vaddr', 'ipvs.daddr'][i], name + ' Address', d.ip(addresses + 4 * i), addresses + 4 * i, addresses + 4 * i + 4),
    field(['ipvs.cport', 'ipvs.vport', 'ipvs.dport'][i], name + ' Port', d.u16(ports + 2 * i), ports + 2 * i, ports + 2 * i + 2)));
}

function syncEntry0(d, at, length, number) {
  return d.layer('ipvs.conn', `Connection #${number}`, at, at + length, (f, node) => {
    const protocol = d.u8(at + 1), flags = d.u16(at + 20);
    node.value = syncTitle(d, protocol, at + 8, at + 2);
    f.push(field('ipvs.proto', 'Protocol', `${IP_PROTOCOLS[protocol] || 'Unknown'} (${protocol})`, at + 1, at + 2));
    syncEnds(d, at + 8, at + 2, f);
    f.push(field('ipvs.flags', 'Flags', syncFlagsText(flags), at + 20, at + 22), field('ipvs.state', 'State', syncState(d.u16(at + 22), flags, protocol), at + 22, at + 24));
  });
}

function syncEntry1(d, at, length, number) {
  return d.layer('ipvs.conn', `Connection #${number}`, at, at + length, (f, node) => {
    const protocol = d.u8(at + 1), flags = d.u32(at + 4);
    node.value = syncTitle(d, protocol, at + 24, at + 10);
    f.push(field('ipvs.conn.type', 'Type', d.u8(at) & 1 ? 'IPv6' : 'IPv4', at, at + 1), field('ipvs.proto', 'Protocol', `${IP_PROTOCOLS[protocol] || 'Unknown'} (${protocol})`, at + 1, at + 2));
    f.push(field('ipvs.ver', 'Version', d.u16(at + 2) >> 12, at + 2, at + 3), field('ipvs.conn.size', 'Size', length, at + 2, at + 4));
    f.push(field('ipvs.flags', 'Flags', syncFlagsText(flags), at + 4, at + 8), field('ipvs.state', 'State', syncState(d.u16(at + 8), flags, protocol), at + 8, at + 10));
    syncEnds(d, at + 24, at + 10, f);
    f.push(field('ipvs.fwmark', 'Fwmark', d.u32(at + 16), at + 16, at + 20), field('ipvs.timeout', 'Timeout', `${d.u32(at + 20)} s`, at + 20, at + 24));
    if (length > 36) f.push(field('ipvs.optdata', 'Parameters', hexText(d.bytes, d.need(at + 36, at + length), at + length), at + 36, at + length));
  });
}
