'use strict';
/*
 * Connections: who speaks with whom, from which numbers TCP counts, and which segments come again.
 * The rules are those by which Wireshark tells; only the first frame of each packet counts.
 */
class Flows {
  constructor(index) {
    this.index = index;
    this.list = [null];
    this.byEnds = new Map();
  }

  /** Puts a frame into its connection. */
  add(f, h, bytes) {
    const {index} = this, before = index.before[f];
    if (before) {
      index.flow[f] = index.flow[before];
      index.way[f] = index.way[before];
      if (index.notes.has(before)) index.notes.set(f, index.notes.get(before));
      index.marks[f] |= index.marks[before] & (M_RETRANSMITTED | M_NOTED);
      return;
    }
    if (h.l3 < 0) return;
    const about = h.kind === K_ICMP && h.l4 >= 0 && quotesPacket(h.flags >> 8) ? quotedHeaders(bytes, h) : h;
    const found = this.find(f, about || h, h);
    index.flow[f] = found.number;
    index.way[f] = this.way;
    if (h.protocol === 6 && h.payload >= 0 && h.kind !== K_IPV4) this.segment(f, found, h, bytes);
  }

  /** The flow of some headers; `this.way` is then 0 if they go as its first packet went, else 1. */
  find(f, h, outer) {
    const a = h.source * 65536 + h.sourcePort, b = h.destination * 65536 + h.destinationPort;
    const low = Math.min(a, b), high = Math.max(a, b);
    const protocol = h.etherType === 0x0806 ? 256 : h.protocol;
    let flow = this.lookUp(protocol, low, high);
    if (flow && protocol === 6 && outer === h && isAnew(flow, h, a)) flow = null;
    if (!flow) flow = this.begin(f, protocol, low, high, a);
    this.way = flow.first === a ? 0 : 1;
    if (outer !== h) this.way = 1 - this.way;
    return flow;
  }

  lookUp(protocol, low, high) {
    const byLow = this.byEnds.get(protocol), byHigh = byLow && byLow.get(low);
    return byHigh && byHigh.get(high);
  }

  begin(f, protocol, low, high, first) {
    const again = this.lookUp(protocol, low, high) !== undefined;
    const flow = {number: this.list.length, frame: f, first, base: [-1, -1], next: [-1, -1], scale: [-1, -1],
      ack: [-1, -1], window: [-1, -1], repeats: [0, 0], repeated: [0, 0], probed: [false, false], http: false, syn: false, again};
    this.list.push(flow);
    if (!this.byEnds.has(protocol)) this.byEnds.set(protocol, new Map());
    const byLow = this.byEnds.get(protocol);
    if (!byLow.has(low)) byLow.set(low, new Map());
    byLow.get(low).set(high, flow);
    return flow;
  }

  /** Follows a connection by one segment of it. */
  segment(f, flow, h, bytes) {
    const way = this.way, back = 1 - way;
    if (h.flags & SYN) flow.syn = true;
    if (flow.base[way] < 0) flow.base[way] = h.flags & SYN ? h.seq : (h.seq - 1) >>> 0;
    if (h.flags & ACK && flow.base[back] < 0) flow.base[back] = (h.ack - 1) >>> 0;
    if (h.flags & SYN) flow.scale[way] = windowScale(bytes, h);
    if (h.kind === K_HTTP) flow.http = true;
    const note = noteOf(f, flow, h, way);
    if (note) this.note(f, note);
    follow(f, flow, h, way, note);
  }

  note(f, text) {
    this.index.notes.set(f, text);
    this.index.marks[f] |= text === 'TCP Retransmission' ? M_RETRANSMITTED | M_NOTED : M_NOTED;
  }

  context(f) {
    const {index} = this, flow = this.list[index.flow[f]];
    if (!flow) return {};
    if (index.protocol[f] !== 6) return {stream: flow.frame};
    const way = index.way[f], scaled = flow.scale[0] >= 0 && flow.scale[1] >= 0;
    return {stream: flow.frame, seqBase: flow.base[way], ackBase: flow.base[1 - way], scale: scaled ? flow.scale[way] : undefined,
      http: flow.http, note: index.notes.get(f)};
  }
}

/** Whether a SYN begins another connection between ends that had one before. */
const isAnew = (flow, h, from) => h.flags & SYN && !(h.flags & ACK) && (flow.base[flow.first === from ? 0 : 1] !== h.seq);

function quotedHeaders(bytes, h) {
  const quoted = {length: h.length, etherType: 0x0800, l3: -1, l4: -1, sourcePort: 0, destinationPort: 0, flags: 0};
  readIpv4(bytes, h.payload, Math.min(h.l3End, HEADERS_MOST), quoted);
  if (quoted.l3 < 0) return null;
  const l4 = quoted.l3 + (bytes[quoted.l3] & 15) * 4;
  if (quoted.l4 < 0 && (quoted.protocol === 6 || quoted.protocol === 17) && l4 + 4 <= h.l3End) readPorts(bytes, l4, quoted);
  return quoted;
}

function windowScale(bytes, h) {
  for (const option of tcpOptions(bytes, h.l4 + 20, h.payload)) {
    if (option.kind === 3 && option.length === 3) return Math.min(14, bytes[option.at + 2]);
  }
  return -1;
}

const isBefore = (a, b) => ((a - b) | 0) < 0;

/** What is to be said about a segment: that it comes again, or only asks or tells something. */
function noteOf(f, flow, h, way) {
  const length = h.payloadLength, next = flow.next[way], back = 1 - way, plain = !(h.flags & (SYN | FIN | RST));
  if (h.flags & SYN && !(h.flags & ACK) && flow.again && flow.frame === f) return 'TCP Port numbers reused';
  if (next < 0 || h.flags & RST) return '';
  if (plain && length === 1 && h.seq === next && flow.window[back] === 0) return 'TCP ZeroWindowProbe';
  if (plain && length <= 1 && h.seq === ((next - 1) >>> 0)) return 'TCP Keep-Alive';
  if ((length > 0 || h.flags & (SYN | FIN)) && isBefore(h.seq, next)) return 'TCP Retransmission';
  if (plain && length === 0 && h.seq === next && h.ack === flow.ack[way]) {
    if (h.window === flow.window[way] && flow.probed[back]) return 'TCP Keep-Alive ACK';
    if (h.window === flow.window[way] && h.window !== 0) return `TCP Dup ACK ${flow.repeated[way]}#${flow.repeats[way] + 1}`;
    if (h.window !== flow.window[way] && h.window !== 0) return 'TCP Window Update';
  }
  return plain && h.window === 0 ? 'TCP ZeroWindow' : '';
}

function follow(f, flow, h, way, note) {
  const back = 1 - way;
  flow.probed[way] = note === 'TCP Keep-Alive';
  if (note.startsWith('TCP Dup ACK')) {
    flow.repeats[way]++;
  } else if (h.flags & ACK) {
    flow.repeats[way] = 0;
    flow.repeated[way] = f;
  }
  if (note !== 'TCP Keep-Alive') flow.probed[back] = false;
  const next = (h.seq + h.payloadLength + (h.flags & SYN ? 1 : 0) + (h.flags & FIN ? 1 : 0)) >>> 0;
  if (flow.next[way] < 0 || isBefore(flow.next[way], next)) flow.next[way] = next;
  if (h.flags & ACK) flow.ack[way] = h.ack;
  flow.window[way] = h.window;
}
