'use strict';
/*
 * The cables of a story, and which frame is on which of them. An end of a cable has a number; the
 * other end of 2n is 2n + 1. Nodes that were made during the run (network namespaces) are not among
 * the story's nodes: their ports and cables are found by who got what somebody sent.
 */
class StageCables {
  constructor(story) {
    this.story = story;
    this.nodes = story.nodes.map(node => ({name: node.name, role: node.role, ports: node.ports, made: false}));
    this.nodeByName = new Map(this.nodes.map(node => [node.name, node]));
    this.ends = [];
    this.endByName = new Map();
    for (const node of this.nodes) {
      for (const port of node.ports) if (port.peer) this.plug(node.name + '.' + port.name, port.peer);
    }
    this.findMade();
    this.matchArrivals();
  }

  plug(one, other) {
    if (this.endByName.has(one) || this.endByName.has(other)) return;
    for (const full of [one, other]) {
      const [node, port] = this.split(full);
      this.endByName.set(full, this.ends.length);
      this.ends.push({node, port});
    }
  }

  /* Names of nodes may have dots, and so may ports (eth0.5): the longest node that fits. */
  split(full) {
    for (let dot = full.lastIndexOf('.'); dot > 0; dot = full.lastIndexOf('.', dot - 1)) {
      if (this.nodeByName.has(full.slice(0, dot))) return [full.slice(0, dot), full.slice(dot + 1)];
    }
    const dot = full.indexOf('.');
    return [full.slice(0, dot), full.slice(dot + 1)];
  }

  /** The end where an event (sent, arrived) happened; -1 for none that is known. */
  endOf(event) {
    const story = this.story;
    const key = story.field(event, 1) * 1048576 + story.field(event, 2);
    let end = this.endByKey.get(key);
    if (end === undefined) {
      end = this.endByName.get(story.text(event, 1) + '.' + story.text(event, 2));
      if (end === undefined) end = -1;
      this.endByKey.set(key, end);
    }
    return end;
  }

  findMade() {
    const story = this.story;
    this.endByKey = new Map();
    const known = new Set();
    for (const node of this.nodes) known.add(node.name);
    const unknown = new Map();
    for (let e = 0; e < story.count; e++) {
      if (story.kind[e] > GONE) continue;
      const index = story.kind[e] <= DECIDED ? story.field(e, 1) : story.field(e, 0);
      if (!unknown.has(index)) unknown.set(index, !known.has(story.strings[index]));
    }
    for (const [index, isMade] of unknown) if (isMade) this.make(story.strings[index]);
    if (this.nodes.some(node => node.made)) {
      this.pairTold();
      this.pairMade();
    }
    this.endByKey = new Map();
  }

  make(name) {
    const node = {name, role: 'client', ports: [], made: true};
    this.nodes.push(node);
    this.nodeByName.set(name, node);
  }

  /* A veth's other end is told; which name an end has when frames pass is seen by them. */
  pairTold() {
    const story = this.story;
    const used = new Set();
    for (let e = 0; e < story.count; e++) if (story.kind[e] <= ARRIVED) used.add(story.text(e, 1) + '.' + story.text(e, 2));
    const link = story.strings.indexOf('link');
    for (let e = 0; e < story.count; e++) {
      if (story.kind[e] !== CHANGED || story.field(e, 1) !== link) continue;
      const [name, nic] = [story.text(e, 0), story.text(e, 2)];
      const [mac, , peer] = story.text(e, 3).split('\t');
      if (peer && used.has(name + '.' + nic) && used.has(peer)) this.pair(name + '.' + nic, peer);
      const node = this.nodeByName.get(name);
      const port = node && node.made ? node.ports.find(p => p.name === nic) : null;
      if (port) port.mac = mac;
    }
  }

  /* Who sent a frame that nobody else had on the way, and who got it, are the ends of a cable. */
  pairMade() {
    const story = this.story;
    const waiting = new Map();
    for (const sure of [true, false]) {
      waiting.clear();
      for (let e = 0; e < story.count; e++) {
        if (story.kind[e] > ARRIVED || this.endOf(e) >= 0) continue;
        const full = story.text(e, 1) + '.' + story.text(e, 2);
        const frame = story.field(e, 0);
        if (story.kind[e] === SENT) {
          this.learnPort(e);
          waiting.set(frame, (waiting.get(frame) || []).concat(full));
        } else {
          const senders = (waiting.get(frame) || []).filter(one => !this.endByName.has(one) && one !== full);
          if (senders.length === 1 || (senders.length && !sure)) this.pair(senders[0], full);
        }
      }
    }
  }

  pair(one, other) {
    for (const full of [one, other]) {
      const [node, port] = this.split(full);
      const ports = this.nodeByName.get(node).ports;
      if (!ports.some(p => p.name === port)) ports.push({name: port, mac: '', peer: ''});
    }
    this.plug(one, other);
    this.endByKey.clear();
  }

  /* The first frame that a port sends bears its MAC, unless it was passed on. */
  learnPort(event) {
    const story = this.story;
    const node = this.nodeByName.get(story.text(event, 1));
    const name = story.text(event, 2);
    if (!node.made || node.ports.some(port => port.name === name)) return;
    const frame = story.field(event, 0);
    const own = frame > 0 && story.sentEvent[frame] === event;
    node.ports.push({name, mac: own ? stageMac(story.bytes(frame), 6) : '', peer: ''});
  }

  /* arrival[e] of something sent: the event of its arrival at the other end, or -1; and back. */
  matchArrivals() {
    const story = this.story;
    this.arrival = new Int32Array(story.count).fill(-1);
    this.departure = new Int32Array(story.count).fill(-1);
    this.longestNanos = 0;
    const under = new Map();
    const width = this.ends.length + 2;
    for (let e = 0; e < story.count; e++) {
      const kind = story.kind[e];
      if (kind > ARRIVED) continue;
      const end = this.endOf(e);
      if (end < 0) continue;
      const frame = story.field(e, 0);
      if (kind === SENT) {
        under.set(frame * width + end, e);
        continue;
      }
      const key = frame * width + (end ^ 1);
      const sent = under.get(key);
      if (sent === undefined) continue;
      under.delete(key);
      this.arrival[sent] = e;
      this.departure[e] = sent;
      this.longestNanos = Math.max(this.longestNanos, story.at[e] - story.at[sent]);
    }
  }

  /** What was sent before a position and has not arrived: events, the latest first, at most `most`. */
  flying(position, most) {
    const story = this.story;
    const found = [];
    const since = position > 0 ? story.at[position - 1] - this.longestNanos : 0;
    for (let e = position - 1, looked = 0; e >= 0 && looked < 4000 && found.length < most; e--, looked++) {
      if (story.at[e] < since) break;
      if (story.kind[e] === SENT && this.arrival[e] >= position) found.push(e);
    }
    return found;
  }

  peerOf(end) { return this.ends[end ^ 1]; }
}
