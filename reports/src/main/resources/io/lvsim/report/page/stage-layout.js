'use strict';
/*
 * Where everything stands. Each switch has a tier: wide, its clients left, its servers right and the directors above;
 * narrow, the switch lies across, clients and directors above and servers below. Routers stand between tiers. Units are
 * pixels. The result: {width, height, boxes: name -> box, bars: name -> bar, ports: end -> {x, y, side}}.
 */
/* Below so many pixels switches lie across. */
const STAGE_NARROW = 740;

class StageLayout {
  constructor(cables, names, width, linesOf) {
    Object.assign(this, {cables, names, width, linesOf});
    this.findTiers();
    this.narrow = width < STAGE_NARROW && !this.tiers.some((tier, t) => this.tooMany(tier, t));
    if (!this.narrow) this.width = Math.max(width, STAGE_NARROW);
    this.boxWidth = this.narrow ? Math.floor((width - 30) / 4) : Math.max(196, Math.min(222, Math.floor(this.width * 0.26)));
    this.lineHeight = this.narrow ? 14 : 17;
    this.boxes = new Map();
    this.bars = new Map();
    this.ports = new Map();
    this.y = 20;
    if (this.tiers.length) this.tiers.forEach((tier, t) => this.placeTier(tier, t));
    this.placeRest();
    this.placePorts();
    this.height = Math.ceil(this.y + 6);
  }

  /* Whether more would have to stand beside each other than a narrow drawing has room for. */
  tooMany(tier, t) {
    const [above, below] = this.aboveAndBelow(tier, t);
    return Math.max(above.length, below.length) > 4;
  }

  aboveAndBelow(tier, t) {
    return t === 0 ? [tier.left.concat(tier.top), tier.right.concat(tier.below)] : [[], tier.left.concat(tier.right, tier.below)];
  }

  switchesOf(node) {
    const found = [];
    for (const port of this.endsOf(node.name)) {
      const peer = this.cables.nodeByName.get(this.cables.peerOf(port).node);
      if (peer && peer.role === 'switch' && !found.includes(peer.name)) found.push(peer.name);
    }
    return found;
  }

  endsOf(name) {
    const found = [];
    this.cables.ends.forEach((end, i) => { if (end.node === name) found.push(i); });
    return found;
  }

  findTiers() {
    const hosts = this.cables.nodes.filter(node => node.role !== 'switch');
    const at = new Map(hosts.map(host => [host, this.switchesOf(host)]));
    const weight = node => this.endsOf(node.name).length + (hosts.some(host => this.names.directors.has(host.name) && at.get(host).includes(node.name)) ? 1000 : 0);
    const left = this.cables.nodes.filter(node => node.role === 'switch').sort((a, b) => weight(b) - weight(a));
    const order = [];
    while (left.length) {
      const near = left.find(node => hosts.some(host => at.get(host).includes(node.name) && at.get(host).some(name => order.includes(name))));
      const next = near || left[0];
      left.splice(left.indexOf(next), 1);
      order.push(next.name);
    }
    this.tiers = order.map(name => ({name, top: [], left: [], right: [], below: []}));
    for (const host of hosts) {
      const tiers = at.get(host).map(name => order.indexOf(name)).sort((a, b) => a - b);
      if (tiers.length) this.tiers[tiers[0]][this.sideOf(host, tiers)].push(host);
    }
    this.tiers.forEach((tier, t) => this.balance(tier, t));
  }

  sideOf(host, tiers) {
    if (this.names.directors.has(host.name)) return tiers[0] === 0 ? 'top' : 'left';
    if (tiers.length > 1) return 'below';
    return host.role === 'server' ? 'right' : 'left';
  }

  /* A side that would be empty takes some of the other's. */
  balance(tier) {
    if (!tier.right.length && tier.left.length > 1) tier.right = tier.left.splice(Math.ceil(tier.left.length / 2));
    else if (!tier.left.length && tier.right.length > 1 && !tier.top.length) tier.left = tier.right.splice(0, Math.floor(tier.right.length / 2));
  }

  boxHeight(host) { return (this.narrow ? 24 : 30) + this.linesOf(host, this.narrow) * this.lineHeight + (this.narrow ? 4 : 7); }

  box(host, x, y, side, width) {
    const box = {name: host.name, host, x, y, width: width || this.boxWidth, height: this.boxHeight(host), side};
    this.boxes.set(host.name, box);
    return box;
  }

  placeTier(tier, t) {
    if (this.narrow) this.placeNarrow(tier, t);
    else this.placeWide(tier);
  }

  placeWide(tier) {
    const gapY = 66;
    const begun = this.y;
    this.row(tier.top, 'top', this.boxWidth);
    const beside = tier.top.length * (this.boxWidth + 18) < this.width - 2 * this.boxWidth;
    const barTop = this.y + (tier.top.length ? gapY : 0);
    const columnTop = tier.top.length && beside ? begun : barTop;
    const gap = Math.max(tier.left.length, tier.right.length) > 6 ? 8 : 16;
    const tall = list => list.reduce((sum, host) => sum + this.boxHeight(host) + gap, -gap);
    const across = Math.max(tier.top.length, tier.below.length) * 74;
    const barWidth = Math.max(116, Math.min(Math.max(170, across), this.width - 2 * this.boxWidth - 250), Math.min(across, this.width - 2 * this.boxWidth - 120));
    const barHeight = Math.max(98, 60 + 22 * Math.max(tier.left.length, tier.right.length));
    const bottom = Math.max(barTop + barHeight, columnTop + Math.max(tall(tier.left), tall(tier.right)));
    const barY = Math.max(barTop, Math.min((columnTop + bottom - barHeight) / 2, bottom - barHeight));
    const place = (list, side, x) => this.column(list, side, x, Math.max(columnTop, Math.min(barY + barHeight / 2 - tall(list) / 2, bottom - tall(list))), gap);
    place(tier.left, 'left', 6);
    place(tier.right, 'right', this.width - 6 - this.boxWidth);
    this.bars.set(tier.name, {name: tier.name, x: (this.width - barWidth) / 2, y: barY, width: barWidth, height: barHeight});
    this.y = bottom;
    if (tier.below.length) this.placeBelow(tier, barY + barHeight, gapY);
    else this.y += 24;
  }

  /* Routers: below the bar, and beside the columns if there is room. */
  placeBelow(tier, barBottom, gapY) {
    const beside = tier.below.length * (this.boxWidth + 18) < this.width - 2 * this.boxWidth;
    const columns = this.y;
    this.y = beside ? barBottom + gapY : Math.max(columns + 24, barBottom + gapY);
    this.row(tier.below, 'below', this.boxWidth);
    this.y = Math.max(this.y + gapY, columns + 24);
  }

  row(hosts, side, width) {
    const each = Math.max(1, Math.floor((this.width - 12) / (width + 18)));
    for (let i = 0; i < hosts.length; i += each) {
      const some = hosts.slice(i, i + each);
      const whole = some.length * (width + 18) - 18;
      const tallest = Math.max(...some.map(host => this.boxHeight(host)));
      some.forEach((host, k) => this.box(host, (this.width - whole) / 2 + k * (width + 18), this.y, side, width));
      this.y += tallest + (i + each < hosts.length ? 16 : 0);
    }
  }

  column(hosts, side, x, y, gap) {
    for (const host of hosts) y += this.box(host, x, y, side).height + gap;
  }

  placeNarrow(tier, t) {
    const gapY = 66;
    const [above, below] = this.aboveAndBelow(tier, t);
    this.rows(above, 'top');
    if (above.length) this.y += gapY;
    this.bars.set(tier.name, {name: tier.name, x: 4, y: this.y, width: this.width - 8, height: 54});
    this.y += 54;
    if (below.length) this.y += gapY;
    this.rows(below, 'below');
    this.y += this.tiers.length > t + 1 ? gapY : 14;
  }

  /* At most four beside each other, their sides towards the bar in one line. */
  rows(hosts, side) {
    if (!hosts.length) return;
    const pitch = (this.width - 8) / hosts.length;
    const width = Math.min(150, Math.floor(pitch) - 8);
    const tallest = Math.max(...hosts.map(host => this.boxHeight(host)));
    hosts.forEach((host, k) => {
      const y = side === 'top' ? this.y + tallest - this.boxHeight(host) : this.y;
      this.box(host, 4 + pitch * k + (pitch - width) / 2, y, side, width);
    });
    this.y += tallest;
  }

  /* Hosts at no switch: those with cables to each other in a ring, the others in a row below. */
  placeRest() {
    const rest = this.cables.nodes.filter(node => node.role !== 'switch' && !this.boxes.has(node.name));
    const ring = rest.filter(node => this.endsOf(node.name).length);
    if (ring.length) this.placeRing(ring);
    const alone = rest.filter(node => !ring.includes(node));
    if (alone.length) {
      this.y += 10;
      this.row(alone, 'alone', this.narrow ? Math.min(150, this.width - 20) : this.boxWidth);
      this.y += 10;
    }
  }

  placeRing(ring) {
    const width = this.narrow ? 112 : this.boxWidth;
    const from = ring.length === 2 ? Math.PI : ring.length === 3 ? -Math.PI / 2 : -Math.PI * 3 / 4;
    const turns = ring.map((host, i) => from + (2 * Math.PI * i) / ring.length);
    const reachX = (this.width - width - 12) / 2 / Math.max(...turns.map(turn => Math.abs(Math.cos(turn))), 0.5);
    const reachY = ring.length < 3 ? 0 : (this.narrow ? 130 : 150) + ring.length * 8;
    const tallest = Math.max(...ring.map(host => this.boxHeight(host)));
    const middle = this.y + reachY + tallest / 2;
    ring.forEach((host, i) => {
      this.box(host, this.width / 2 + reachX * Math.cos(turns[i]) - width / 2, middle + reachY * Math.sin(turns[i]) - this.boxHeight(host) / 2, 'ring', width);
    });
    this.y = middle + reachY + tallest / 2 + 14;
  }

  placePorts() {
    const bySide = new Map();
    for (let end = 0; end < this.cables.ends.length; end++) {
      const place = this.boxes.get(this.cables.ends[end].node) || this.bars.get(this.cables.ends[end].node);
      const peer = this.cables.peerOf(end);
      const other = this.boxes.get(peer.node) || this.bars.get(peer.node);
      if (!place || !other) continue;
      const side = this.facing(place, other);
      const key = place.name + '\n' + side;
      if (!bySide.has(key)) bySide.set(key, {place, side, list: []});
      bySide.get(key).list.push({end, other});
    }
    for (const {place, side, list} of bySide.values()) this.spread(place, side, list);
  }

  /* The side of a place on which its cable to another leaves. */
  facing(place, other) {
    const dx = other.x + other.width / 2 - place.x - place.width / 2;
    const dy = other.y + other.height / 2 - place.y - place.height / 2;
    const box = place.host ? place : other;
    if (box.side === 'left' || box.side === 'right') return dx > 0 ? 'right' : 'left';
    if (box.side === 'ring') return Math.abs(dx) > Math.abs(dy) * 1.2 ? (dx > 0 ? 'right' : 'left') : dy > 0 ? 'bottom' : 'top';
    if (box.side === 'top' && this.bars.size > 1 && Math.abs(dy) > 2 * (box.height + 100) && !this.narrow) return 'right';
    return dy > 0 ? 'bottom' : 'top';
  }

  spread(place, side, list) {
    const upright = side === 'left' || side === 'right';
    const where = other => upright ? other.y + other.height / 2 : other.x + other.width / 2;
    list.sort((a, b) => where(a.other) - where(b.other) || a.end - b.end);
    const length = upright ? place.height : place.width;
    const inset = place.host ? 0 : upright ? 44 : 16;
    list.forEach(({end, other}, i) => {
      let along = inset + (length - inset) * (i + 1) / (list.length + 1) - (upright ? 0 : inset / 2);
      if (!place.host && !upright && this.narrow) along = Math.max(20, Math.min(place.width - 20, where(other) - place.x));
      const x = upright ? (side === 'left' ? place.x : place.x + place.width) : place.x + along;
      const y = upright ? place.y + along : (side === 'top' ? place.y : place.y + place.height);
      this.ports.set(end, {x, y, side});
    });
  }
}

/** The way of a cable from port a to port b, moved aside by `lane` pixels. */
function stageCablePath(a, b, lane) {
  const out = {left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1]};
  const far = Math.hypot(b.x - a.x, b.y - a.y);
  const reach = Math.max(14, Math.min(70, far * 0.4));
  const shift = port => port.side === 'left' || port.side === 'right' ? [0, lane] : [lane, 0];
  const [[ax, ay], [bx, by]] = [shift(a), shift(b)];
  const point = (port, [sx, sy], k) => `${(port.x + sx + out[port.side][0] * k).toFixed(1)} ${(port.y + sy + out[port.side][1] * k).toFixed(1)}`;
  return `M${point(a, [ax, ay], 4)} C${point(a, [ax, ay], reach)} ${point(b, [bx, by], reach)} ${point(b, [bx, by], 4)}`;
}
