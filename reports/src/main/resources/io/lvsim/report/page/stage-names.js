'use strict';
/* Who is who in a story: whose a MAC is, who holds an address, what is a VIP, who is a director. */
class StageNames {
  constructor(story, cables) {
    this.story = story;
    this.nodes = cables.nodes;
    this.macs = new Map();
    for (const node of cables.nodes) {
      for (const port of node.ports) if (port.mac && !this.macs.has(port.mac)) this.macs.set(port.mac, node.name);
    }
    this.directors = new Set(cables.nodes.filter(node => node.role === 'director').map(node => node.name));
    this.servers = new Set(cables.nodes.filter(node => node.role === 'server').map(node => node.name));
    this.holdersEver = new Map();
    this.vips = new Set();
    this.linesAtMost = new Map();
    this.believers = new Set();
    this.readTables();
  }

  holdsVip(node) { return [...this.vips].some(ip => this.holdersEver.has(ip) && this.holdersEver.get(ip).has(node)); }

  readTables() {
    const story = this.story;
    const index = word => story.strings.indexOf(word);
    const [address, service, neighbor] = [index('address'), index('service'), index('neighbor')];
    const asked = [];
    const now = new Map();
    for (let e = 0; e < story.count; e++) {
      if (story.kind[e] !== CHANGED && story.kind[e] !== GONE) continue;
      const table = story.field(e, 1);
      if (table === address) this.readAddress(e, now);
      else if (table === service) this.readService(e);
      else if (table === neighbor) asked.push(e);
    }
    if (this.directors.size) {
      for (const [ip, holders] of this.holdersEver) if (holders.size > 1) this.vips.add(ip);
    }
    for (const node of this.nodes) if (node.made && !this.directors.has(node.name) && this.holdsVip(node.name)) this.servers.add(node.name);
    for (const e of asked) {
      if (this.vips.has(stageAddressOf(story.text(e, 2)))) this.believers.add(story.text(e, 0));
    }
  }

  readAddress(e, now) {
    const story = this.story;
    const node = story.text(e, 0);
    const key = story.text(e, 2);
    const ip = stageAddressOf(key);
    if (ip.startsWith('127.')) return;
    if (!now.has(node)) now.set(node, new Set());
    if (story.kind[e] === CHANGED) now.get(node).add(key);
    else now.get(node).delete(key);
    this.linesAtMost.set(node, Math.max(this.linesAtMost.get(node) || 0, this.linesOf(node, now.get(node))));
    if (!this.holdersEver.has(ip)) this.holdersEver.set(ip, new Set());
    this.holdersEver.get(ip).add(node);
  }

  /* A line for each address, and for each NIC without one. */
  linesOf(name, addresses) {
    const node = this.nodes.find(one => one.name === name);
    const taken = new Set([...addresses].map(key => key.slice(key.indexOf(' ') + 1)));
    return addresses.size + (node ? node.ports.filter(port => !taken.has(port.name)).length : 0);
  }

  readService(e) {
    const node = this.story.text(e, 0);
    if (!this.servers.has(node)) this.directors.add(node);
    const parts = /^\S+ ([\d.]+):/.exec(this.story.text(e, 2));
    if (parts) this.vips.add(parts[1]);
  }

  ofMac(mac) { return this.macs.get(mac) || ''; }

  /** The one that has an address; empty for nobody, or for an address that several have. */
  ofAddress(ip) {
    const holders = this.holdersEver.get(ip);
    return holders && holders.size === 1 ? holders.values().next().value : '';
  }

  isVip(ip) { return this.vips.has(ip); }

  /**
   * What is to be thought of a neighbour entry: 'poisoned' (a VIP that is not at a director), 'stale' (at one that no
   * longer has it), 'good' (a VIP at a director) or empty (no VIP, or no MAC).
   */
  judge(node, ip, mac, hasAddress) {
    if (!mac || !this.vips.has(ip) || !this.directors.size || this.directors.has(node)) return '';
    const owner = this.ofMac(mac);
    if (!this.directors.has(owner)) return 'poisoned';
    return hasAddress(owner, ip) || ![...this.directors].some(name => hasAddress(name, ip)) ? 'good' : 'stale';
  }

  /** A text with the names behind the addresses and MACs of which it speaks, each said once. */
  explained(text, about) {
    const said = new Set([about]);
    return text.replace(/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b(?![/\d])/g, found => {
      const name = found.includes('.') ? this.ofAddress(found.replace(/:\d+$/, '')) : this.ofMac(found);
      if (!name || said.has(name)) return found;
      said.add(name);
      return found + ' [' + name + ']';
    });
  }
}

/** The address at the beginning of a key such as 192.168.2.188/32 eth0. */
function stageAddressOf(key) {
  const end = key.search(/[/ ]/);
  return end < 0 ? key : key.slice(0, end);
}
