'use strict';
/*
 * A frame's bytes as a tree of fields, named as Wireshark names them. A field is
 * {key, name, value, from, to, fields, bad}: key is Wireshark's name for a filter, from and to say
 * which bytes it is; bad marks what is wrong. Names are the same in every language.
 */
words({
  d_cut: ['the frame ends here, before {0} is complete', '帧到此结束，{0} 不完整'],
  d_correct: ['correct', '正确'],
  d_should_be: ['incorrect, should be {0}', '不正确，应为 {0}'],
  d_not_checked: ['not checked: only a part is here', '未校验：内容不完整'],
  d_no_checksum: ['none', '无'],
  d_relative: ['relative', '相对'],
  d_bytes: ['{0} bytes', '{0} 字节'],
  d_longer: ['longer than the frame', '超出帧长'],
  d_wrong: ['makes no sense', '不合理'],
});

/** Thrown inside of the dissector only, where the bytes end before a field does. */
class CutShort extends Error {}

class Dissector {
  constructor(bytes, end, context) {
    this.bytes = bytes;
    this.end = end;
    this.context = context;
  }
  need(from, to) { if (to > this.end) throw new CutShort(); return from; }
  u8(at) { return this.bytes[this.need(at, at + 1)]; }
  u16(at) { this.need(at, at + 2); return be16(this.bytes, at); }
  u32(at) { this.need(at, at + 4); return be32(this.bytes, at); }
  ip(at) { return ipText(this.u32(at)); }
  mac(at) { this.need(at, at + 6); return macText(this.bytes, at); }

  /** The same bytes, of which only those before `end` are looked at. */
  within(end, context) { return new Dissector(this.bytes, Math.min(end, this.end), context || this.context); }

  /** A layer, whose fields `read` adds; where the bytes end too early, that is said in it. */
  layer(key, name, from, to, read) {
    const node = field(key, name, '', from, Math.min(to, this.end));
    try {
      read(node.fields, node);
    } catch (cut) {
      if (!(cut instanceof CutShort)) throw cut;
      node.bad = true;
      node.fields.push(troubled('d_cut', Math.min(from, this.end), this.end, name));
    }
    return node;
  }
}

const field = (key, name, value, from, to, fields) => ({key, name, value: String(value), from, to, fields: fields || []});
const troubled = (word, from, to, ...values) => ({...field('_ws.malformed', '', w(word, ...values), from, to), bad: true});

/** The tree of a frame: a list of layers. Whatever the bytes are, nothing is thrown. */
function frameFields(bytes, context) {
  const d = new Dissector(bytes, bytes.length, context || {});
  const layers = [];
  const eth = d.layer('eth', 'Ethernet II', 0, 14, (f, node) => {
    const to = d.mac(0), from = d.mac(6);
    node.value = `Src: ${from}, Dst: ${to}`;
    f.push(field('eth.dst', 'Destination', to + macKind(bytes, 0), 0, 6), field('eth.src', 'Source', from + macKind(bytes, 6), 6, 12));
    f.push(field('eth.type', 'Type', etherTypeText(d.u16(12)), 12, 14));
  });
  layers.push(eth);
  if (eth.bad) return layers;
  let type = d.u16(12), at = 14;
  for (let tags = 0; type === 0x8100 && tags < 2; tags++) {
    const tag = vlanLayer(d, at);
    layers.push(tag);
    if (tag.bad) return layers;
    type = d.u16(at + 2);
    at += 4;
  }
  const l3End = etherPayload(d, type, at, layers);
  if (l3End < d.end && l3End > at) eth.fields.push(padding(bytes, l3End, d.end));
  return layers;
}

function macKind(b, at) {
  if ([0, 1, 2, 3, 4, 5].every(i => b[at + i] === 255)) return ' (Broadcast)';
  if ([0, 1, 2, 3, 4, 5].every(i => b[at + i] === 0)) return '';
  return b[at] & 1 ? ' (multicast)' : '';
}

const ETHER_TYPES = {0x0800: 'IPv4', 0x0806: 'ARP', 0x8100: '802.1Q Virtual LAN', 0x86dd: 'IPv6'};
const etherTypeText = type => `${ETHER_TYPES[type] || 'Unknown'} (${hex16(type)})`;

function padding(bytes, from, to) {
  const zeros = bytes.subarray(from, to).every(byte => byte === 0);
  return field('eth.padding', zeros ? 'Padding' : 'Trailer', hexText(bytes, from, to), from, to);
}

function hexText(bytes, from, to) {
  let text = '';
  for (let i = from; i < Math.min(to, from + 24); i++) text += hexByte(bytes[i]);
  return text + (to - from > 24 ? '…' : '');
}

function vlanLayer(d, at) {
  return d.layer('vlan', '802.1Q Virtual LAN', at, at + 4, (f, node) => {
    const tag = d.u16(at);
    node.value = `PRI: ${tag >> 13}, DEI: ${tag >> 12 & 1}, ID: ${tag & 0xfff}`;
    f.push(field('vlan.priority', 'Priority', tag >> 13, at, at + 1), field('vlan.dei', 'DEI', tag >> 12 & 1, at, at + 1));
    f.push(field('vlan.id', 'ID', tag & 0xfff, at, at + 2), field('vlan.etype', 'Type', etherTypeText(d.u16(at + 2)), at + 2, at + 4));
  });
}

/** Adds the layers above Ethernet; returns where they end. */
function etherPayload(d, type, at, layers) {
  if (type === 0x0806) {
    layers.push(arpLayer(d, at));
    return at + 28;
  }
  if (type === 0x0800) return ipv4Layers(d, at, layers);
  if (d.end > at) layers.push(dataLayer(d.bytes, at, d.end));
  return d.end;
}

function dataLayer(bytes, from, to) {
  return field('data', 'Data', w('d_bytes', to - from), from, to, [field('data.data', 'Data', hexText(bytes, from, to), from, to)]);
}

const ARP_OPERATIONS = {1: 'request', 2: 'reply'};

function arpLayer(d, at) {
  return d.layer('arp', 'Address Resolution Protocol', at, at + 28, (f, node) => {
    const operation = d.u16(at + 6);
    node.value = `(${ARP_OPERATIONS[operation] || 'opcode ' + operation})`;
    f.push(field('arp.hw.type', 'Hardware type', d.u16(at) === 1 ? 'Ethernet (1)' : d.u16(at), at, at + 2));
    f.push(field('arp.proto.type', 'Protocol type', etherTypeText(d.u16(at + 2)), at + 2, at + 4));
    f.push(field('arp.hw.size', 'Hardware size', d.u8(at + 4), at + 4, at + 5), field('arp.proto.size', 'Protocol size', d.u8(at + 5), at + 5, at + 6));
    f.push(field('arp.opcode', 'Opcode', `${ARP_OPERATIONS[operation] || 'unknown'} (${operation})`, at + 6, at + 8));
    if (d.u8(at + 4) !== 6 || d.u8(at + 5) !== 4) {
      f.push(troubled('d_wrong', at + 4, at + 6));
      return;
    }
    f.push(field('arp.src.hw_mac', 'Sender MAC address', d.mac(at + 8), at + 8, at + 14));
    f.push(field('arp.src.proto_ipv4', 'Sender IP address', d.ip(at + 14), at + 14, at + 18));
    f.push(field('arp.dst.hw_mac', 'Target MAC address', d.mac(at + 18), at + 18, at + 24));
    f.push(field('arp.dst.proto_ipv4', 'Target IP address', d.ip(at + 24), at + 24, at + 28));
  });
}

/** The Internet checksum over some bytes, begun with `sum`; 0 where a sum that lies in them is right. */
function internetChecksum(bytes, from, to, sum) {
  for (let i = from; i < to; i += 2) sum += bytes[i] << 8 | (i + 1 < to ? bytes[i + 1] : 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** A checksum that lies at `at` within from..to. */
function checksumField(key, d, at, from, to, pseudo) {
  const got = d.u16(at);
  const node = field(key, 'Checksum', hex16(got), at, at + 2);
  if (to > d.end || d.partial) {
    node.value += ` [${w('d_not_checked')}]`;
    return node;
  }
  const left = internetChecksum(d.bytes, from, to, pseudo);
  if (left === 0) {
    node.value += ` [${w('d_correct')}]`;
  } else {
    node.bad = true;
    const should = internetChecksum(d.bytes, from, to, pseudo + (~got & 0xffff));
    node.value += ` [${w('d_should_be', hex16(should))}]`;
  }
  return node;
}

/** Adds IPv4 and what it carries; returns where the packet ends. `quoted`: by an ICMP error, so its end may lack. */
function ipv4Layers(d, at, layers, quoted) {
  let headerLength = 0, total = 0;
  const ip = d.layer('ip', 'Internet Protocol Version 4', at, at + 20, (f, node) => {
    headerLength = (d.u8(at) & 15) * 4;
    node.to = Math.min(d.end, at + Math.max(20, headerLength));
    ipv4Fields(d, at, headerLength, f, quoted);
    total = d.u16(at + 2);
    node.value = `Src: ${d.ip(at + 12)}, Dst: ${d.ip(at + 16)}`;
  });
  layers.push(ip);
  ip.bad = ip.bad || ip.fields.some(f => f.bad);
  if (headerLength < 20 || at + headerLength > d.end || total < headerLength) return d.end;
  const end = Math.min(d.end, at + total);
  const inner = d.within(end, quoted ? {} : d.context);
  const l4 = at + headerLength, protocol = d.u8(at + 9);
  inner.partial = (d.u8(at + 6) & 0x20) !== 0;
  if (d.u16(at + 6) & 0x1fff || l4 >= end) {
    if (end > l4) layers.push(dataLayer(d.bytes, l4, end));
  } else {
    transportLayers(inner, protocol, {ip: at, l4, end: at + total, quoted}, layers);
  }
  return end;
}

const DSCP = {0: 'CS0', 8: 'CS1', 10: 'AF11', 16: 'CS2', 18: 'AF21', 24: 'CS3', 26: 'AF31', 32: 'CS4', 34: 'AF41', 40: 'CS5', 46: 'EF', 48: 'CS6', 56: 'CS7'};
const ECN = ['Not-ECT', 'ECT(1)', 'ECT(0)', 'CE'];

function ipv4Fields(d, at, headerLength, f, quoted) {
  const version = d.u8(at) >> 4;
  f.push(field('ip.version', 'Version', version, at, at + 1), field('ip.hdr_len', 'Header Length', `${w('d_bytes', headerLength)} (${headerLength / 4})`, at, at + 1));
  if (version !== 4 || headerLength < 20) f.push(troubled('d_wrong', at, at + 1));
  const service = d.u8(at + 1);
  f.push(field('ip.dsfield', 'Differentiated Services Field', `0x${hexByte(service)} (DSCP: ${DSCP[service >> 2] || service >> 2}, ECN: ${ECN[service & 3]})`, at + 1, at + 2));
  const total = field('ip.len', 'Total Length', d.u16(at + 2), at + 2, at + 4);
  if (d.u16(at + 2) < headerLength || (!quoted && at + d.u16(at + 2) > d.end)) {
    total.bad = true;
    total.value += ` [${w(d.u16(at + 2) < headerLength ? 'd_wrong' : 'd_longer')}]`;
  }
  f.push(total, field('ip.id', 'Identification', `${hex16(d.u16(at + 4))} (${d.u16(at + 4)})`, at + 4, at + 6));
  const flags = d.u8(at + 6), names = [[0x80, 'Reserved bit'], [0x40, "Don't fragment"], [0x20, 'More fragments']];
  f.push(field('ip.flags', 'Flags', `0x${(flags >> 5).toString(16)}` + names.filter(([bit]) => flags & bit).map(([, name]) => ', ' + name).join(''), at + 6, at + 7,
    [['ip.flags.rb', 0], ['ip.flags.df', 1], ['ip.flags.mf', 2]].map(([key, i]) => bitField(key, names[i][1], flags, names[i][0], at + 6, 8))));
  f.push(field('ip.frag_offset', 'Fragment Offset', (d.u16(at + 6) & 0x1fff) * 8, at + 6, at + 8));
  f.push(field('ip.ttl', 'Time to Live', d.u8(at + 8), at + 8, at + 9));
  const protocol = d.u8(at + 9);
  f.push(field('ip.proto', 'Protocol', `${IP_PROTOCOLS[protocol] || 'Unknown'} (${protocol})`, at + 9, at + 10));
  d.need(at, at + headerLength);
  f.push(checksumField('ip.checksum', d, at + 10, at, at + Math.max(20, headerLength), 0));
  f.push(field('ip.src', 'Source Address', d.ip(at + 12), at + 12, at + 16), field('ip.dst', 'Destination Address', d.ip(at + 16), at + 16, at + 20));
  if (headerLength > 20) f.push(field('ip.options', 'Options', '', at + 20, at + headerLength, ipOptions(d, at + 20, at + headerLength)));
}

/** .... ..1. = SYN: Set */
function bitField(key, name, value, bit, at, bits) {
  let picture = '';
  for (let i = bits - 1; i >= 0; i--) picture += (bit >> i & 1 ? (value & bit ? '1' : '0') : '.') + (i % 4 === 0 && i ? ' ' : '');
  return field(key, name, `${value & bit ? 'Set' : 'Not set'}  (${picture})`, at, at + bits / 8);
}

const IP_OPTIONS = {7: 'Record Route', 68: 'Time Stamp', 131: 'Loose Source Route', 137: 'Strict Source Route', 148: 'Router Alert'};

function ipOptions(d, from, to) {
  const fields = [];
  for (const option of tcpOptions(d.bytes, from, to)) {
    const name = option.kind === 0 ? 'End of Options List (EOL)' : option.kind === 1 ? 'No-Operation (NOP)' : IP_OPTIONS[option.kind] || 'Option ' + option.kind;
    const node = field('ip.opt.type', name, option.length > 1 ? w('d_bytes', option.length) : '', option.at, option.at + option.length);
    if (option.bad) node.fields.push(troubled('d_wrong', option.at, option.at + option.length));
    fields.push(node);
  }
  return fields;
}
