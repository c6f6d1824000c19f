'use strict';
/**
 * The moments worth a look: {event, what, ...}; a cache that is poisoned, out of date or healed, a MAC that moved in a
 * switch's table, an interface cut off, a frame lost on a cable.
 */
class StageAlarms {
  constructor(story, names) {
    Object.assign(this, {story, names, found: [], addresses: new Map(), beliefs: new Map(), judged: new Map(), lostBefore: -1});
    const index = word => story.strings.indexOf(word);
    const [address, neighbor, link, moved, lost] = [index('address'), index('neighbor'), index('link'), index('switch-moved'), index('link-lost')];
    this.links = new Map();
    for (let e = 0; e < story.count; e++) {
      const kind = story.kind[e];
      if (kind === DECIDED) {
        const code = story.field(e, 2);
        if (code === moved) this.found.push({event: e, what: 'moved', node: story.nodeOf(e), text: story.text(e, 3)});
        if (code === lost) this.noteLost(e);
      } else if (kind === CHANGED || kind === GONE) {
        if (story.field(e, 1) === address) this.noteAddress(e);
        else if (story.field(e, 1) === neighbor) this.noteBelief(e);
        else if (story.field(e, 1) === link) this.noteLink(e);
      }
    }
  }

  /* Of many frames lost alike, the first. */
  noteLost(e) {
    const reason = this.story.field(e, 3);
    if (reason !== this.lostBefore) this.found.push({event: e, what: 'lost', node: this.story.nodeOf(e), text: this.story.text(e, 3)});
    this.lostBefore = reason;
  }

  /* That an interface which worked does so no longer. */
  noteLink(e) {
    const {story} = this;
    const [node, nic] = [story.text(e, 0), story.text(e, 2)];
    const state = story.kind[e] === CHANGED ? story.text(e, 3).split('\t')[1] : '';
    const before = this.links.get(node + '\t' + nic);
    this.links.set(node + '\t' + nic, state);
    if (before === 'up' && state && state !== 'up') this.found.push({event: e, what: 'cut', node, owner: nic});
  }

  noteAddress(e) {
    const {story} = this;
    const key = story.text(e, 2);
    const node = story.text(e, 0);
    if (!this.addresses.has(node)) this.addresses.set(node, new Set());
    if (story.kind[e] === CHANGED) this.addresses.get(node).add(key);
    else this.addresses.get(node).delete(key);
    const ip = stageAddressOf(key);
    if (!this.names.isVip(ip) || !this.names.directors.has(node)) return;
    for (const belief of this.beliefs.values()) if (belief.ip === ip) this.judge(e, belief);
  }

  noteBelief(e) {
    const {story} = this;
    const node = story.text(e, 0);
    const ip = stageAddressOf(story.text(e, 2));
    if (!this.names.isVip(ip)) return;
    const key = node + ' ' + story.text(e, 2);
    if (story.kind[e] === GONE) {
      this.beliefs.delete(key);
      return;
    }
    const belief = {node, ip, mac: story.text(e, 3).split('\t')[0]};
    this.beliefs.set(key, belief);
    this.judge(e, belief);
  }

  judge(e, {node, ip, mac}) {
    const has = (name, wanted) => [...(this.addresses.get(name) || [])].some(key => stageAddressOf(key) === wanted);
    const verdict = this.names.judge(node, ip, mac, has);
    if (!verdict) return;
    const before = this.judged.get(node + ' ' + ip) || '';
    this.judged.set(node + ' ' + ip, verdict + mac);
    if (before === verdict + mac || (verdict === 'good' && (!before || before.startsWith('good')))) return;
    this.found.push({event: e, what: verdict === 'good' ? 'healed' : verdict, node, ip, owner: this.names.ofMac(mac) || mac});
  }
}
