'use strict';
/* The drawing: boxes for machines, bars for switches, cables between them, and what moves on those. */
words({
  stage_vip: ['VIP', 'VIP'],
  stage_off: ['off', '已关机'],
  stage_absent: ['not there', '不存在'],
  stage_down: ['down', '已断开'],
  stage_more: ['+{0} more', '另有 {0} 个'],
  stage_at: ['{0} is at', '{0} 在'],
  stage_drawing: ['The topology. Choose a machine or a switch to see its tables.', '拓扑图。选择一台机器或交换机以查看它的表。'],
  stage_node: ['{0}, {1}', '{0}，{1}'],
});

class StageDrawing {
  constructor(moment, width, choose) {
    this.moment = moment;
    this.choose = choose;
    this.layout = new StageLayout(moment.cables, moment.names, width, (host, narrow) => this.linesAtMost(host, narrow));
    this.narrow = this.layout.narrow;
    this.root = svg('svg', {class: 'stage-drawing' + (this.narrow ? ' narrow' : ''), viewBox: `0 0 ${this.layout.width} ${this.layout.height}`,
      style: this.layout.width > width ? `min-width: ${this.layout.width}px` : null,
      role: 'group', 'aria-label': w('stage_drawing'), 'data-w-label': 'stage_drawing'});
    this.drawn = new Map();
    this.wires = [];
    this.cables = svg('g', {class: 'stage-cables'});
    this.hosts = svg('g', {class: 'stage-nodes'});
    this.motion = svg('g', {class: 'stage-motion', 'aria-hidden': 'true'});
    this.chips = svg('g', {class: 'stage-chips', 'aria-hidden': 'true'});
    this.tags = svg('g', {class: 'stage-tags', 'aria-hidden': 'true'});
    this.root.append(this.cables, this.motion, this.hosts, this.chips, this.tags);
    this.drawCables();
    for (const bar of this.layout.bars.values()) this.drawBar(bar);
    for (const box of this.layout.boxes.values()) this.drawBox(box);
  }

  linesAtMost(host, narrow) {
    const names = this.moment.names;
    const addresses = names.linesAtMost.get(host.name) || 0;
    const nics = host.ports.length;
    const lo = this.moment.names.vips.size && addresses > nics ? 1 : 0;
    return Math.min(8, narrow ? addresses + nics + lo : Math.max(addresses, nics)) + (names.believers.has(host.name) ? (narrow ? 2 : 1) : 0);
  }

  drawCables() {
    const ends = this.moment.cables.ends;
    for (let end = 0; end < ends.length; end += 2) {
      const [a, b] = [this.layout.ports.get(end), this.layout.ports.get(end + 1)];
      if (!a || !b) continue;
      const path = svg('path', {class: 'stage-cable', d: stageCablePath(a, b, 0), 'data-cable': ends[end].node + '.' + ends[end].port});
      this.cables.append(path);
      this.wires.push({end, path});
    }
  }

  node(name, role, label) {
    const group = svg('g', {class: 'stage-node role-' + role, 'data-node': name, tabindex: '0', role: 'button', 'aria-pressed': 'false', 'aria-label': label});
    group.addEventListener('click', () => this.choose(name));
    group.addEventListener('keydown', event => {
      if (event.key === 'Enter') { event.preventDefault(); this.choose(name); }
    });
    this.hosts.append(group);
    return group;
  }

  drawBar(bar) {
    const group = this.node(bar.name, 'switch', bar.name);
    group.append(svg('rect', {class: 'stage-box', x: bar.x, y: bar.y, width: bar.width, height: bar.height, rx: 8}));
    group.append(svg('text', {class: 'stage-name', x: bar.x + bar.width / 2, y: this.narrow ? bar.y + bar.height / 2 + 5 : bar.y + 36, 'text-anchor': 'middle'},
      [svg('title', {}, bar.name), stageCutTo(bar.name, bar.width - 20, 'sans', this.narrow ? 12.5 : 15, 650)]));
    for (const [end, port] of this.layout.ports) {
      if (this.moment.cables.ends[end].node === bar.name) this.drawSocket(group, this.moment.cables.ends[end].port, port, bar);
    }
    this.drawn.set(bar.name, {group, bar});
  }

  drawSocket(group, name, port, bar) {
    group.append(svg('rect', {class: 'stage-port', x: port.x - 5, y: port.y - 5, width: 10, height: 10, rx: 2}));
    const upright = port.side === 'left' || port.side === 'right';
    const at = upright ? {x: port.x + (port.side === 'left' ? 9 : -9), y: port.y + 4, 'text-anchor': port.side === 'left' ? 'start' : 'end'}
      : {x: port.x, y: port.y + (port.side === 'top' ? 16 : -9), 'text-anchor': 'middle'};
    const beside = other => other.side === port.side && other.y === port.y && other.x > bar.x && other.x < bar.x + bar.width;
    const across = [...this.layout.ports.values()].filter(beside).length;
    const room = upright ? bar.width / 2 - 14 : bar.width / across - 6;
    group.append(svg('text', {class: 'stage-port-name', ...at}, [svg('title', {}, name), stageCutTo(name, room, 'sans', this.narrow ? 9 : 10.5)]));
  }

  drawBox(box) {
    const names = this.moment.names;
    const role = names.directors.has(box.name) ? 'director' : names.servers.has(box.name) ? 'server' : box.host.role;
    const group = this.node(box.name, role, box.name);
    group.append(svg('rect', {class: 'stage-box', x: box.x, y: box.y, width: box.width, height: box.height, rx: 8}));
    group.append(svg('rect', {class: 'stage-stripe', x: box.x, y: box.y + 8, width: 4, height: box.height - 16, rx: 2}));
    group.append(svg('text', {class: 'stage-name', x: box.x + (this.narrow ? 8 : 12), y: box.y + (this.narrow ? 17 : 20)}, [svg('title', {}, box.name), stageCutTo(box.name, box.width - (this.narrow ? 14 : 44), 'sans', this.narrow ? 12.5 : 15, 650)]));
    const badge = svg('text', {class: 'stage-badge', x: box.x + box.width - 8, y: box.y + (this.narrow ? 17 : 20), 'text-anchor': 'end'});
    const lines = svg('g', {class: 'stage-lines'});
    group.append(badge, lines);
    for (const [end, port] of this.layout.ports) {
      if (this.moment.cables.ends[end].node !== box.name) continue;
      group.append(svg('rect', {class: 'stage-port', x: port.x - 4, y: port.y - 4, width: 8, height: 8, rx: 2}));
      if (box.host.ports.length > 1) this.drawNicName(group, this.moment.cables.ends[end].port, port);
    }
    this.drawn.set(box.name, {group, box, lines, badge, told: ''});
  }

  drawNicName(group, name, port) {
    const at = {left: {x: port.x - 8, y: port.y - 6, 'text-anchor': 'end'}, right: {x: port.x + 8, y: port.y - 6},
      top: {x: port.x + 8, y: port.y - 6}, bottom: {x: port.x + 8, y: port.y + 14}}[port.side];
    group.append(svg('text', {class: 'stage-port-name', ...at}, name));
  }

  /** Brings the drawing to the moment; `travel` in ms is how long what flies takes, 0 for at once. */
  update(selected, travel) {
    const moment = this.moment;
    const lit = new Set(moment.changes.map(change => change.node));
    for (const [name, drawn] of this.drawn) {
      const state = drawn.group.classList;
      state.toggle('acting', moment.node === name);
      state.toggle('lit', lit.has(name));
      state.toggle('selected', selected === name);
      drawn.group.setAttribute('aria-pressed', String(selected === name));
      if (drawn.box) this.updateBox(name, drawn);
    }
    for (const {end, path} of this.wires) path.classList.toggle('cut', !moment.carries(end));
    this.updateMotion(travel);
    this.updateTags();
    this.follow();
  }

  /* Where the drawing is wider than its room, what acts is brought into view. */
  follow() {
    const board = this.root.parentNode;
    const drawn = this.drawn.get(this.moment.node);
    if (!board || !drawn || board.scrollWidth <= board.clientWidth + 2) return;
    const {x, width} = drawn.box || drawn.bar;
    if (x < board.scrollLeft || x + width > board.scrollLeft + board.clientWidth) board.scrollLeft = x + width / 2 - board.clientWidth / 2;
  }

  updateBox(name, drawn) {
    const lines = stageBoxLines(this.moment, drawn.box.host, this.narrow);
    const there = this.moment.isThere(drawn.box.host);
    const on = there && this.moment.isOn(name);
    const told = JSON.stringify([lines, on, there, language]);
    if (told === drawn.told) return;
    drawn.told = told;
    drawn.group.classList.toggle('off', !on);
    drawn.group.classList.toggle('poisoned', lines.some(line => line.verdict === 'poisoned'));
    drawn.badge.textContent = on ? '' : w(there ? 'stage_off' : 'stage_absent');
    const spoken = lines.map(line => [line.nic, line.text, line.end].filter(Boolean).join(' ')).join('; ');
    drawn.group.setAttribute('aria-label', w('stage_node', name, spoken));
    const most = Math.max(1, Math.floor((drawn.box.height - (this.narrow ? 26 : 32)) / this.layout.lineHeight));
    if (lines.length > most) lines.splice(most - 1, lines.length, {nic: '', text: w('stage_more', lines.length - most + 1)});
    empty(drawn.lines).append(...lines.flatMap((line, i) => this.boxLine(line, drawn.box, i)));
  }

  boxLine(line, box, i) {
    const {lineHeight} = this.layout;
    const size = this.narrow ? 9.5 : 12;
    const letter = stageTextWidth('0', 'mono', size);
    const y = box.y + (this.narrow ? 32 : 40) + i * lineHeight;
    const left = box.x + (this.narrow ? 7 : 12);
    const right = box.x + box.width - 8;
    const x = left + (line.indent ? line.indent * letter + 4 : 0);
    const text = stageCutTo(stageEndOf(line.text, right + 2 - x, size), right + 2 - x, 'mono', size);
    const ground = (name, from, width) => svg('rect', {class: name, x: from, y: y - lineHeight + 4.5, width, height: lineHeight - 1, rx: 3});
    const parts = [];
    if (line.verdict) parts.push(ground('stage-belief ' + line.verdict, box.x + 6, box.width - 11));
    if (line.vip) parts.push(ground('stage-vip', x - 3, stageTextWidth(text, 'mono', size, 700) + 6));
    const classes = ['stage-line', line.kind || '', line.vip ? 'vip' : '', line.down ? 'down' : '', line.verdict || ''].join(' ').trim();
    if (line.nic) parts.push(svg('text', {class: 'stage-line nic', x: left, y}, stageFitted(line.nic, line.text ? 5 : 12)));
    if (text) parts.push(svg('text', {class: classes, x, y}, text));
    if (line.end) parts.push(svg('text', {class: 'stage-line end', x: right, y, 'text-anchor': 'end'}, line.end));
    return parts;
  }

  updateMotion(travel) {
    cancelAnimationFrame(this.frame);
    empty(this.motion);
    empty(this.chips);
    const runners = [];
    const hops = this.moment.hops();
    const fresh = new Set(this.moment.sent);
    for (const hop of hops) {
      const [from, to] = [this.layout.ports.get(hop.end), this.layout.ports.get(hop.end ^ 1)];
      if (!from || !to) continue;
      const label = this.moment.label(hop.frame);
      const path = svg('path', {class: this.motionClass('stage-hop', hop, label), d: stageCablePath(from, to, this.lane(hop.end)), 'data-frame': hop.frame,
        'data-from': this.moment.cables.ends[hop.end].node, 'data-to': this.moment.cables.peerOf(hop.end).node});
      this.motion.append(path);
      const runner = svg('path', {class: this.motionClass('stage-arrow', hop, label), d: hop.state === 'lost' ? 'M-7 -7L7 7M7 -7L-7 7' : 'M-10 -6.5L5 0L-10 6.5L-6.5 0Z'});
      this.motion.append(runner);
      const goal = hop.state === 'lost' ? 0.85 : 1;
      const one = {path, runner, goal, moving: travel > 0 && fresh.has(hop.event)};
      if (one.moving) runners.push(one);
      if (hop.state !== 'past') this.drawChip(hop, label, from, to);
      one.place = fraction => stagePlaceArrow(one, fraction);
      this.pending = this.pending || [];
      this.pending.push(one);
    }
    this.settle(runners, travel);
  }

  motionClass(name, hop, label) {
    return `${name} kind-${label.kind} ${hop.state}${this.moment.roundTo(hop.frame) ? ' round' : ''}`;
  }

  /* Lengths of paths are known once the drawing is in the page. */
  settle(runners, travel) {
    for (const one of this.pending || []) one.place(one.moving ? 0 : one.goal);
    this.pending = [];
    if (!runners.length) return;
    const begun = performance.now();
    const turn = now => {
      const done = Math.min(1, (now - begun) / travel);
      for (const one of runners) one.place(one.goal * Math.max(0, done));
      if (done < 1) this.frame = requestAnimationFrame(turn);
    };
    this.frame = requestAnimationFrame(turn);
  }

  /* The two ways of a cable are drawn beside each other. */
  lane(end) { return end % 2 ? 5 : -5; }

  drawChip(hop, label, from, to) {
    const upright = from.side === 'top' || from.side === 'bottom';
    const box = this.layout.boxes.get(this.moment.cables.ends[hop.end].node) || this.layout.boxes.get(this.moment.cables.peerOf(hop.end).node);
    const room = (this.narrow && upright && box ? box.width + 4 : upright ? 200 : Math.abs(from.x - to.x) - 16) - 10;
    const size = this.narrow ? 10 : 12;
    const more = (hop.more ? ` +${hop.more}` : '') + (hop.state === 'lost' ? ' ✗' : '');
    const fits = [label.text + more, label.short + more, label.short].find(text => stageTextWidth(text, 'sans', size, 600) <= room);
    const text = fits || stageCutTo(label.short, Math.max(room, 40), 'sans', size, 600);
    const width = stageTextWidth(text, 'sans', size, 600) + 10;
    const height = this.narrow ? 16 : 19;
    const lane = this.lane(hop.end) / 5;
    const x = Math.max(width / 2 + 2, Math.min(this.layout.width - width / 2 - 2, (from.x + to.x) / 2));
    const y = (from.y + to.y) / 2 + lane * (height / 2 + 0.5);
    this.chips.append(svg('g', {class: this.motionClass('stage-chip', hop, label), 'data-frame': hop.frame}, [
      svg('rect', {x: x - width / 2, y: y - height / 2, width, height, rx: 4}),
      svg('text', {x, y: y + (this.narrow ? 3.8 : 4.4), 'text-anchor': 'middle'}, text)]));
  }

  /* A short word at the node that has decided. */
  updateTags() {
    empty(this.tags);
    const moment = this.moment;
    const drawn = this.drawn.get(moment.node);
    const tag = drawn && stageTag(moment);
    if (!tag) return;
    const place = drawn.box || drawn.bar;
    const size = this.narrow ? 10.5 : 12;
    const text = stageCutTo(tag.text, this.layout.width - 30, 'sans', size, 650);
    const width = stageTextWidth(text, 'sans', size, 650) + 18;
    const height = this.narrow ? 18 : 22;
    const x = Math.max(2, Math.min(this.layout.width - width - 2, place.x + place.width / 2 - width / 2));
    const under = this.layout.ports.get(this.moment.cables.ends.findIndex(end => end.node === moment.node));
    const y = under && under.side === 'bottom' ? place.y - height + 5 : place.y + place.height - 5;
    this.tags.append(svg('g', {class: 'stage-tag ' + tag.mood, 'data-tag': tag.code}, [
      svg('rect', {x, y, width, height, rx: height / 2}),
      svg('text', {x: x + width / 2, y: y + (this.narrow ? 13 : 15.5), 'text-anchor': 'middle'}, text)]));
  }
}

function stagePlaceArrow(one, fraction) {
  const length = one.path.getTotalLength();
  const at = Math.max(0.1, length * fraction);
  const point = one.path.getPointAtLength(at);
  const before = one.path.getPointAtLength(Math.max(0, at - 2));
  const turn = Math.atan2(point.y - before.y, point.x - before.x) * 180 / Math.PI;
  one.runner.setAttribute('transform', `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)}) rotate(${turn.toFixed(1)})`);
}

/** A text cut to so many letters. */
const stageFitted = (text, letters) => text.length > letters ? text.slice(0, Math.max(1, letters - 1)) + '…' : text;

const stagePen = document.createElement('canvas').getContext('2d');
const STAGE_FONTS = {};

/** How wide a text is in pixels; family is mono or sans. */
function stageTextWidth(text, family, size, weight) {
  STAGE_FONTS[family] = STAGE_FONTS[family] || getComputedStyle(document.documentElement).getPropertyValue('--' + family);
  stagePen.font = `${weight || 400} ${size}px ${STAGE_FONTS[family]}`;
  return stagePen.measureText(text).width;
}

/** A text cut to so many pixels. */
/* An address that does not fit loses its first parts: the last tell the hosts of a network apart. */
function stageEndOf(text, room, size) {
  if (!/^\d+(\.\d+){3}$/.test(text)) return text;
  let end = text;
  while (end.includes('.') && stageTextWidth(end, 'mono', size) > room) end = '…' + end.slice(end.indexOf('.') + 1);
  return end;
}

function stageCutTo(text, room, family, size, weight) {
  let cut = text;
  while (cut.length > 2 && stageTextWidth(cut, family, size, weight) > room) cut = cut.replace(/…$/, '').slice(0, -1) + '…';
  return cut;
}
