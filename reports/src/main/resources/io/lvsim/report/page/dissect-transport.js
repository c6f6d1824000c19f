'use strict';
/* TCP, UDP, ICMP, IGMP and SCTP as fields; see dissect.js. */

/** Adds the layers of an IPv4 packet's payload, which begins at place.l4. */
function transportLayers(d, protocol, place, layers) {
  if (protocol === 6) tcpLayer(d, place, layers);
  else if (protocol === 17) udpLayer(d, place, layers);
  else if (protocol === 1) icmpLayer(d, place, layers);
  else if (protocol === 2) layers.push(igmpLayer(d, place));
  else if (protocol === 132) layers.push(sctpLayer(d, place));
  else layers.push(dataLayer(d.bytes, place.l4, d.end));
}

/** The sum of the pseudo header of TCP and UDP, RFC 9293 section 3.1. */
function pseudoSum(d, place, protocol) {
  let sum = protocol + place.end - place.l4;
  for (let i = 12; i < 20; i += 2) sum += be16(d.bytes, place.ip + i);
  return sum;
}

const relativeText = (number, base) => base === undefined || base < 0 ? '' : `${(number - base) >>> 0}  (${w('d_relative')})`;

function tcpLayer(d, place, layers) {
  const at = place.l4, context = d.context;
  let headerLength = 0;
  const tcp = d.layer('tcp', 'Transmission Control Protocol', at, at + 20, (f, node) => {
    node.value = `Src Port: ${d.u16(at)}, Dst Port: ${d.u16(at + 2)}`;
    f.push(field('tcp.srcport', 'Source Port', d.u16(at), at, at + 2), field('tcp.dstport', 'Destination Port', d.u16(at + 2), at + 2, at + 4));
    if (context.stream) f.push(field('', '[Conversation]', '#' + context.stream, at, at));
    headerLength = (d.u8(at + 12) >> 4) * 4;
    const length = Math.max(0, place.end - at - headerLength), flags = d.u16(at + 12) & 0xfff;
    f.push(field('tcp.len', '[Segment Len]', length, at + 12, at + 13));
    sequenceFields(d, at, flags, length, f);
    const size = field('tcp.hdr_len', 'Header Length', `${w('d_bytes', headerLength)} (${headerLength / 4})`, at + 12, at + 13);
    size.bad = headerLength < 20 || (!place.quoted && at + headerLength > d.end);
    f.push(size, tcpFlags(d, at, flags), field('tcp.window_size_value', 'Window', d.u16(at + 14), at + 14, at + 16));
    if (!place.quoted) {
      const scale = flags & SYN ? 0 : context.scale || 0;
      f.push(field('tcp.window_size', '[Calculated window size]', d.u16(at + 14) * 2 ** scale, at + 14, at + 16));
    }
    f.push(checksumField('tcp.checksum', d, at + 16, at, place.end, pseudoSum(d, place, 6)));
    f.push(field('tcp.urgent_pointer', 'Urgent Pointer', d.u16(at + 18), at + 18, at + 20));
    node.to = Math.min(d.end, at + Math.max(20, headerLength));
    if (headerLength > 20) f.push(field('tcp.options', 'Options', w('d_bytes', headerLength - 20), at + 20, node.to, tcpOptionFields(d, at + 20, node.to)));
    if (length > 0) node.value += `, Len: ${length}`;
  });
  tcp.bad = tcp.bad || tcp.fields.some(f => f.bad);
  layers.push(tcp);
  const payload = at + headerLength;
  if (headerLength >= 20 && payload < d.end) layers.push(...payloadLayers(d, payload));
}

function sequenceFields(d, at, flags, length, f) {
  const seq = d.u32(at + 4), ack = d.u32(at + 8), {seqBase, ackBase} = d.context;
  const next = (seq + length + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0)) >>> 0;
  const relative = relativeText(seq, seqBase);
  if (relative) f.push(field('tcp.seq', 'Sequence Number', relative, at + 4, at + 8));
  f.push(field('tcp.seq_raw', 'Sequence Number (raw)', seq, at + 4, at + 8));
  if (relative) f.push(field('tcp.nxtseq', '[Next Sequence Number]', relativeText(next, seqBase), at + 4, at + 8));
  if (!(flags & ACK)) f.push(field('tcp.ack', 'Acknowledgment Number', ack, at + 8, at + 12));
  else if (relativeText(ack, ackBase)) f.push(field('tcp.ack', 'Acknowledgment Number', relativeText(ack, ackBase), at + 8, at + 12));
  f.push(field('tcp.ack_raw', 'Acknowledgment number (raw)', ack, at + 8, at + 12));
}

const TCP_FLAG_FIELDS = [['tcp.flags.ae', 'Accurate ECN', 256], ['tcp.flags.cwr', 'Congestion Window Reduced', 128], ['tcp.flags.ece', 'ECN-Echo', 64],
  ['tcp.flags.urg', 'Urgent', 32], ['tcp.flags.ack', 'Acknowledgment', 16], ['tcp.flags.push', 'Push', 8], ['tcp.flags.reset', 'Reset', 4],
  ['tcp.flags.syn', 'Syn', 2], ['tcp.flags.fin', 'Fin', 1]];

function tcpFlags(d, at, flags) {
  return field('tcp.flags', 'Flags', `0x${flags.toString(16).padStart(3, '0')} (${flagsText(flags)})`, at + 12, at + 14,
    TCP_FLAG_FIELDS.map(([key, name, bit]) => bit > 128 ? {...bitField(key, name, flags, bit, at + 12, 16), to: at + 13} : bitField(key, name, flags, bit, at + 13, 8)));
}

function tcpOptionFields(d, from, to) {
  return tcpOptions(d.bytes, from, to).map(option => {
    const {at, length} = option, node = field('tcp.option_kind', 'Option ' + option.kind, w('d_bytes', length), at, at + length);
    const say = (key, name, value) => Object.assign(node, {key, name, value: String(value)});
    const b = d.bytes;
    if (option.bad) node.fields.push(troubled('d_wrong', at, at + length));
    else if (option.kind === 0) say('tcp.options.eol', 'End of Option List (EOL)', '');
    else if (option.kind === 1) say('tcp.options.nop', 'No-Operation (NOP)', '');
    else if (option.kind === 2 && length === 4) say('tcp.options.mss_val', 'Maximum segment size', w('d_bytes', be16(b, at + 2)));
    else if (option.kind === 3 && length === 3) say('tcp.options.wscale.shift', 'Window scale', `${b[at + 2]} (× ${2 ** Math.min(14, b[at + 2])})`);
    else if (option.kind === 4) say('tcp.options.sack_perm', 'SACK permitted', '');
    else if (option.kind === 5) say('tcp.options.sack', 'SACK', sackText(d, at, length));
    else if (option.kind === 8 && length === 10) say('tcp.options.timestamp', 'Timestamps', `TSval ${be32(b, at + 2)}, TSecr ${be32(b, at + 6)}`);
    return node;
  });
}

function sackText(d, at, length) {
  const blocks = [], base = Math.max(0, d.context.ackBase || 0);
  for (let i = at + 2; i + 8 <= at + length; i += 8) blocks.push(`${(be32(d.bytes, i) - base) >>> 0}-${(be32(d.bytes, i + 4) - base) >>> 0}`);
  return blocks.join(' ');
}

function udpLayer(d, place, layers) {
  const at = place.l4;
  const udp = d.layer('udp', 'User Datagram Protocol', at, at + 8, (f, node) => {
    node.value = `Src Port: ${d.u16(at)}, Dst Port: ${d.u16(at + 2)}`;
    f.push(field('udp.srcport', 'Source Port', d.u16(at), at, at + 2), field('udp.dstport', 'Destination Port', d.u16(at + 2), at + 2, at + 4));
    const length = d.u16(at + 4), size = field('udp.length', 'Length', length, at + 4, at + 6);
    if (length < 8 || at + length > place.end) Object.assign(size, {bad: true, value: `${length} [${w(length < 8 ? 'd_wrong' : 'd_longer')}]`});
    f.push(size);
    if (d.u16(at + 6) === 0) f.push(field('udp.checksum', 'Checksum', `0x0000 [${w('d_no_checksum')}]`, at + 6, at + 8));
    else f.push(checksumField('udp.checksum', d, at + 6, at, at + Math.max(8, length), pseudoSum(d, {...place, end: at + length}, 17)));
  });
  udp.bad = udp.bad || udp.fields.some(f => f.bad);
  layers.push(udp);
  if (d.end > at + 8) layers.push(...payloadLayers(d, at + 8, be16(d.bytes, at + 2)));
}

const ICMP_TYPES = {0: 'Echo (ping) reply', 3: 'Destination unreachable', 4: 'Source quench', 5: 'Redirect', 8: 'Echo (ping) request',
  9: 'Router advertisement', 10: 'Router solicitation', 11: 'Time-to-live exceeded', 12: 'Parameter problem', 13: 'Timestamp request', 14: 'Timestamp reply'};

function icmpCode(type, code) {
  const name = type === 3 ? UNREACHABLE[code] : type === 5 ? REDIRECTS[code]
    : type === 11 ? ['Time to live exceeded in transit', 'Fragment reassembly time exceeded'][code] : '';
  return name ? `${code} (${name})` : code;
}

function icmpLayer(d, place, layers) {
  const at = place.l4;
  const icmp = d.layer('icmp', 'Internet Control Message Protocol', at, at + 8, (f, node) => {
    const type = d.u8(at);
    node.value = ICMP_TYPES[type] || `type ${type}`;
    f.push(field('icmp.type', 'Type', `${type} (${ICMP_TYPES[type] || 'unknown'})`, at, at + 1));
    f.push(field('icmp.code', 'Code', icmpCode(type, d.u8(at + 1)), at + 1, at + 2));
    f.push(checksumField('icmp.checksum', d, at + 2, at, place.end, 0));
    icmpRest(d, at, type, f);
  });
  icmp.bad = icmp.bad || icmp.fields.some(f => f.bad);
  layers.push(icmp);
  if (icmp.to < at + 8 || d.end <= at + 8) return;
  if (quotesPacket(d.u8(at))) {
    const quote = [];
    ipv4Layers(d, at + 8, quote, true);
    icmp.fields.push(...quote);
    icmp.to = d.end;
  } else {
    layers.push(dataLayer(d.bytes, at + 8, d.end));
  }
}

function icmpRest(d, at, type, f) {
  if (type === 0 || type === 8 || type === 13 || type === 14) {
    const id = d.u16(at + 4), seq = d.u16(at + 6);
    f.push(field('icmp.ident', 'Identifier (BE)', `${id} (${hex16(id)})`, at + 4, at + 6));
    f.push(field('icmp.seq', 'Sequence Number (BE)', `${seq} (${hex16(seq)})`, at + 6, at + 8));
  } else if (type === 5) {
    f.push(field('icmp.redir_gw', 'Gateway Address', d.ip(at + 4), at + 4, at + 8));
  } else if (type === 3 && d.u8(at + 1) === 4) {
    f.push(field('icmp.mtu', 'MTU of next hop', d.u16(at + 6), at + 6, at + 8));
  } else {
    f.push(field('icmp.unused', 'Unused', hexText(d.bytes, d.need(at + 4, at + 8), at + 8), at + 4, at + 8));
  }
}

const IGMP_TYPES = {0x11: 'Membership Query', 0x12: 'Membership Report, version 1', 0x16: 'Membership Report, version 2', 0x17: 'Leave Group', 0x22: 'Membership Report, version 3'};
const IGMP_RECORDS = {1: 'Mode Is Include', 2: 'Mode Is Exclude', 3: 'Change To Include Mode', 4: 'Change To Exclude Mode', 5: 'Allow New Sources', 6: 'Block Old Sources'};

function igmpLayer(d, place) {
  const at = place.l4;
  return d.layer('igmp', 'Internet Group Management Protocol', at, d.end, (f, node) => {
    const type = d.u8(at);
    node.value = IGMP_TYPES[type] || `type 0x${hexByte(type)}`;
    f.push(field('igmp.type', 'Type', `0x${hexByte(type)} (${IGMP_TYPES[type] || 'unknown'})`, at, at + 1));
    f.push(field(type === 0x22 ? 'igmp.reserved' : 'igmp.max_resp', type === 0x22 ? 'Reserved' : 'Max Resp Time', d.u8(at + 1), at + 1, at + 2));
    f.push(checksumField('igmp.checksum', d, at + 2, at, place.end, 0));
    if (type !== 0x22) {
      f.push(field('igmp.maddr', 'Multicast Address', d.ip(at + 4), at + 4, at + 8));
      return;
    }
    f.push(field('igmp.num_grp_recs', 'Num Group Records', d.u16(at + 6), at + 6, at + 8));
    for (const record of igmpRecords(d.bytes, at, d.end)) f.push(igmpRecordField(d, record));
  });
}

function igmpRecordField(d, record) {
  const {at} = record, node = field('igmp.record', 'Group Record', igmpRecordText(record), at, Math.min(d.end, at + record.length));
  node.fields.push(field('igmp.record_type', 'Record Type', `${IGMP_RECORDS[record.type] || 'unknown'} (${record.type})`, at, at + 1));
  node.fields.push(field('igmp.aux_data_len', 'Aux Data Len', d.u8(at + 1), at + 1, at + 2));
  node.fields.push(field('igmp.num_src', 'Num Src', record.sources, at + 2, at + 4), field('igmp.maddr', 'Multicast Address', record.group, at + 4, at + 8));
  for (let i = 0; i < record.sources && at + 12 + 4 * i <= d.end; i++) node.fields.push(field('igmp.saddr', 'Source Address', d.ip(at + 8 + 4 * i), at + 8 + 4 * i, at + 12 + 4 * i));
  return node;
}

function sctpLayer(d, place) {
  const at = place.l4;
  return d.layer('sctp', 'Stream Control Transmission Protocol', at, d.end, (f, node) => {
    node.value = `Src Port: ${d.u16(at)}, Dst Port: ${d.u16(at + 2)}`;
    f.push(field('sctp.srcport', 'Source port', d.u16(at), at, at + 2), field('sctp.dstport', 'Destination port', d.u16(at + 2), at + 2, at + 4));
    f.push(field('sctp.verification_tag', 'Verification tag', '0x' + d.u32(at + 4).toString(16).padStart(8, '0'), at + 4, at + 8));
    f.push(field('sctp.checksum', 'Checksum', '0x' + d.u32(at + 8).toString(16).padStart(8, '0'), at + 8, at + 12));
    for (const chunk of sctpChunks(d.bytes, at + 12, d.end)) {
      const part = field('sctp.chunk', SCTP_CHUNKS[chunk.type] || 'chunk ' + chunk.type, w('d_bytes', chunk.length), chunk.at, chunk.at + chunk.length);
      part.bad = chunk.bad;
      f.push(part);
    }
  });
}
