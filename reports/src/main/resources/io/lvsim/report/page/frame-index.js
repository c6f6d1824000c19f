'use strict';
/*
 * What the frames of a story are, in columns by frame number: read once, from the headers only.
 * Also which frames are one packet on its way, and which connection each belongs to.
 */
const M_BROADCAST = 1, M_DROPPED = 2, M_LOST = 4, M_BYPASS = 8, M_FORWARDED = 16, M_RETRANSMITTED = 32, M_NOTED = 64, M_ERROR = 128;
const CAUSES_LOOKED_AT = 8;
const BASE64 = new Uint8Array(128);
for (let i = 0; i < 64; i++) BASE64['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charCodeAt(i)] = i;

/** Unpacks the beginning of a frame; returns how long the whole frame is. */
function unpackBeginning(text, into) {
  const end = Math.min(text.length, into.length / 3 * 4);
  for (let i = 0, o = 0; i < end; i += 4) {
    const bits = BASE64[text.charCodeAt(i)] << 18 | BASE64[text.charCodeAt(i + 1)] << 12 | BASE64[text.charCodeAt(i + 2)] << 6 | BASE64[text.charCodeAt(i + 3)];
    into[o++] = bits >> 16;
    into[o++] = bits >> 8 & 255;
    into[o++] = bits & 255;
  }
  return text.length / 4 * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
}

/** A code of a decision by which a frame goes no further. */
const isDrop = code => code.endsWith('-dropped') || code === 'link-lost' || code === 'sync-lost';
/** A code of a decision not to answer. */
const isIgnored = code => code === 'arp-not-ours' || code === 'arp-ignored' || code === 'arp-sender-refused';

/** The nodes of a story, and those that came to be while it ran, such as network namespaces. */
function nodesOf(story) {
  const seen = new Uint8Array(story.strings.length), {kind, numbers, start} = story;
  for (let e = 0; e < story.count; e++) if (kind[e] <= ARRIVED) seen[numbers[start[e] + 1]] = 1;
  const more = story.strings.filter((name, i) => seen[i] && !story.nodeByName.has(name)).sort();
  return [...story.nodes, ...more.map(name => ({name, role: 'client', ports: []}))];
}

const frameIndexes = new WeakMap();

/** The one index of a story. */
function frameIndexOf(story) {
  let index = frameIndexes.get(story);
  if (!index) frameIndexes.set(story, index = new FrameIndex(story));
  return index;
}

class FrameIndex {
  constructor(story) {
    this.story = story;
    const n = story.frameCount + 1;
    for (const name of ['kind', 'marks', 'way']) this[name] = new Uint8Array(n);
    for (const name of ['flags', 'sourcePort', 'destinationPort', 'payloadLength', 'length', 'etherType', 'vlan', 'id', 'step']) this[name] = new Uint16Array(n);
    for (const name of ['source', 'destination', 'seq']) this[name] = new Uint32Array(n);
    for (const name of ['before', 'flow']) this[name] = new Int32Array(n);
    this.protocol = new Uint8Array(n);
    this.from = new Int16Array(n).fill(-1);
    this.effectsFirst = null;
    this.nodes = nodesOf(story);
    this.nodeNumber = new Map(this.nodes.map((node, i) => [node.name, i]));
    this.notes = new Map();
    this.summaries = new Array(n);
    this.flows = new Flows(this);
    this.readEvents();
    this.readFrames();
  }

  readEvents() {
    const {story} = this, {kind} = story;
    const drops = story.strings.map(isDrop);
    let step = 0;
    for (let e = 0; e < story.count; e++) {
      if (kind[e] === SENT) {
        const frame = story.field(e, 0);
        if (story.sentEvent[frame] !== e) continue;
        this.step[frame] = step;
        const node = this.nodeNumber.get(story.text(e, 1));
        this.from[frame] = node === undefined ? -1 : node;
      } else if (kind[e] === DECIDED && drops[story.field(e, 2)]) {
        this.marks[story.field(e, 0)] |= story.text(e, 2) === 'link-lost' ? M_LOST | M_DROPPED : M_DROPPED;
      } else if (kind[e] === STEP_BEGAN) {
        step = story.field(e, 0);
      }
    }
  }

  readFrames() {
    const scratch = new Uint8Array(HEADERS_MOST), h = {}, {story} = this;
    const bypass = new RoundTheDirector(story);
    for (let f = 1; f <= story.frameCount; f++) {
      const length = unpackBeginning(story.base64[f - 1], scratch);
      readHeaders(scratch, length, h);
      this.keep(f, h, length);
      if (length >= 14 && scratch[0] & 1) this.marks[f] |= M_BROADCAST;
      if (h.l3 >= 0 && h.etherType === 0x0800) {
        if (bypass.isSo(scratch, h.destination)) this.marks[f] |= M_BYPASS;
        this.before[f] = this.samePacketBefore(f);
        if (this.before[f]) this.marks[f] |= M_FORWARDED;
      }
      if (h.kind === K_TCP && h.flags & RST || h.kind === K_ICMP && h.l4 >= 0 && quotesPacket(h.flags >> 8)) this.marks[f] |= M_ERROR;
      this.flows.add(f, h, scratch);
    }
  }

  keep(f, h, length) {
    this.kind[f] = h.kind;
    this.flags[f] = h.flags;
    this.sourcePort[f] = h.sourcePort;
    this.destinationPort[f] = h.destinationPort;
    this.payloadLength[f] = h.payloadLength;
    this.etherType[f] = h.etherType;
    this.id[f] = h.id;
    this.source[f] = h.source;
    this.destination[f] = h.destination;
    this.seq[f] = h.seq;
    this.protocol[f] = h.protocol;
    this.length[f] = length;
    this.vlan[f] = h.vlan < 0 ? 0xffff : h.vlan;
  }

  /** The frame by which the same packet came to who sent this one; 0 if it begins here. */
  samePacketBefore(f) {
    let cause = this.story.causeOf(f);
    for (let i = 0; cause > 0 && i < CAUSES_LOOKED_AT; i++, cause = this.story.causeOf(cause)) {
      if (this.isSamePacket(f, cause)) return cause;
    }
    return 0;
  }

  isSamePacket(f, g) {
    return this.etherType[g] === 0x0800 && this.source[f] === this.source[g] && this.destination[f] === this.destination[g] &&
      this.protocol[f] === this.protocol[g] && this.id[f] === this.id[g] && this.sourcePort[f] === this.sourcePort[g] &&
      this.destinationPort[f] === this.destinationPort[g] && this.seq[f] === this.seq[g] && this.flags[f] === this.flags[g] &&
      this.payloadLength[f] === this.payloadLength[g];
  }

  /** The first frame of the packet that a frame is. */
  headOf(f) {
    while (this.before[f]) f = this.before[f];
    return f;
  }

  /** The machine that sent a frame; where only a switch changed it, the machine before. */
  senderOf(f, isShown) {
    while (f && !(this.from[f] >= 0 && isShown[this.from[f]])) f = this.story.causeOf(f);
    return f ? this.from[f] : -1;
  }

  timeOf(f) {
    const event = this.story.sentEvent[f];
    return event < 0 ? 0 : this.story.at[event];
  }

  /** What frameSummary and frameFields can be told about a frame. */
  context(f) { return this.flows.context(f); }

  summary(f) {
    return this.summaries[f] || (this.summaries[f] = this.summarise(f));
  }

  summarise(f) {
    const said = frameSummary(this.story.bytes(f), this.context(f));
    return {protocol: said.protocol, info: said.info, short: said.short, found: null};
  }

  /** A summary in small letters, to look for words in. */
  searchText(f) {
    const summary = this.summary(f);
    return summary.found || (summary.found = (summary.protocol + ' ' + summary.info).toLowerCase());
  }

  /** The frames that a frame led to. */
  effectsOf(f) {
    if (!this.effectsFirst) this.linkEffects();
    const effects = [];
    for (let g = this.effectsFirst[f]; g; g = this.effectsNext[g]) effects.push(g);
    return effects;
  }

  /** The frames by which the same packet goes on. */
  passedOnAs(f) {
    const found = [];
    for (let g = f + 1; g <= this.story.frameCount && found.length < 8 && g < f + 5000; g++) if (this.before[g] === f) found.push(g);
    return found;
  }

  linkEffects() {
    const n = this.story.frameCount + 1;
    this.effectsFirst = new Int32Array(n);
    this.effectsNext = new Int32Array(n);
    for (let f = n - 1; f > 0; f--) {
      const cause = this.story.causeOf(f);
      this.effectsNext[f] = this.effectsFirst[cause];
      this.effectsFirst[cause] = f;
    }
  }

  /**
   * For every frame 1 where an event of some kinds (a mask, 1 << SENT and so on) is about it whose
   * text in a column is wanted: `wanted` has a 1 for each such string.
   */
  markWhere(kinds, column, wanted) {
    const {kind, numbers, start, count, frameCount} = this.story, marks = new Uint8Array(frameCount + 1);
    for (let e = 0; e < count; e++) {
      if (kinds >> kind[e] & 1 && wanted[numbers[start[e] + column]]) marks[numbers[start[e]]] = 1;
    }
    return marks;
  }

  /** Makes the summaries that are missing, a few at a time, while nothing else is to be done. */
  summariseAll(isStill) {
    let next = 1;
    const some = deadline => {
      while (next <= this.story.frameCount && deadline.timeRemaining() > 2) for (let i = 0; i < 20 && next <= this.story.frameCount; i++) this.searchText(next++);
      if (next <= this.story.frameCount && isStill()) requestIdleCallback(some);
    };
    if (window.requestIdleCallback) requestIdleCallback(some);
  }
}

/** Knows frames for a virtual address that reach a real server without the director. */
class RoundTheDirector {
  constructor(story) {
    const macs = role => new Set(story.nodes.filter(node => node.role === role).flatMap(node => node.ports.map(port => port.mac)));
    this.servers = macs('server');
    this.directors = macs('director');
    this.known = new Map();
    this.virtual = this.servers.size ? virtualAddresses(story) : new Set();
  }
  isSo(bytes, destination) {
    return this.virtual.has(destination) && this.servers.has(this.mac(bytes, 0)) && !this.directors.has(this.mac(bytes, 6));
  }
  mac(bytes, at) {
    const number = be32(bytes, at) * 65536 + be16(bytes, at + 4);
    let text = this.known.get(number);
    if (text === undefined) this.known.set(number, text = macText(bytes, at));
    return text;
  }
}

/** Addresses of services, and those that a director and a real server both have had. */
function virtualAddresses(story) {
  const services = new Set(), held = {director: new Set(), server: new Set()};
  for (let e = 0; e < story.count; e++) {
    if (story.kind[e] !== CHANGED) continue;
    const table = story.text(e, 1), node = story.nodeByName.get(story.text(e, 0));
    if (table === 'service') {
      const address = /^\w+ (\d+\.\d+\.\d+\.\d+)/.exec(story.text(e, 2));
      if (address) services.add(ipNumber(address[1]));
    } else if (table === 'address' && node && held[node.role]) {
      held[node.role].add(ipNumber(story.text(e, 2).split('/')[0]));
    }
  }
  for (const address of held.director) if (held.server.has(address) && address >>> 24 !== 127) services.add(address);
  services.delete(-1);
  return services;
}
