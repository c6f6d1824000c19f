'use strict';
/*
 * The ladder: frames between lifelines, a row each. Only the rows in sight are in the document, so
 * that it stays fast however many frames there are.
 */
words({
  l_no: ['No.', '编号'],
  l_time: ['Time, s', '时间，秒'],
  l_delta: ['Since', '间隔'],
  l_hosts: ['Hosts', '主机'],
  l_summary: ['Summary', '摘要'],
  l_cause: ['Cause', '起因'],
  l_grid: ['Frames in the order of time. Arrows move, Enter opens, / goes to the filter.', '按时间排列的帧。方向键移动，回车打开，/ 转到过滤框。'],
  l_count: ['{0} of {1} frames', '{1} 个帧中的 {0} 个'],
  l_count_all: ['{0} frames', '{0} 个帧'],
  l_none: ['No frame is like that.', '没有符合条件的帧。'],
  l_no_frames: ['Nothing was sent.', '没有发送任何帧。'],
  l_kept: ['Of {1} frames the first {0} were kept.', '{1} 个帧中只保留了前 {0} 个。'],
  l_switches: ['show switches', '显示交换机'],
  l_hidden: ['#{0} is not among the frames shown.', '#{0} 不在所显示的帧之中。'],
  l_show_all: ['Show all', '显示全部'],
  l_keys: ['↑ ↓ PgUp PgDn Home End move, Enter opens, Esc closes, / filters, s shows on the stage', '↑ ↓ PgUp PgDn Home End 移动，回车打开，Esc 关闭，/ 过滤，s 在舞台上显示'],
  l_printed: ['Printed are the first {0} of {1} frames; filter for others.', '仅打印前 {0} 个帧（共 {1} 个）；请用过滤选择其他帧。'],
});
const LADDER_OVERSCAN = 6, LADDER_PRINTED_MOST = 300;
let ladderShown = null;

function ladderPart(story, cursor) {
  ladderShown = new Ladder(story, cursor);
  return ladderShown.root;
}

class Ladder {
  constructor(story, cursor) {
    this.story = story;
    this.cursor = cursor;
    this.index = frameIndexOf(story);
    this.isShown = this.index.nodes.map(node => node.role !== 'switch');
    this.current = 0;
    this.opened = 0;
    this.rows = new Map();
    this.timeline = timelineOf(story);
    this.build();
    this.choose(null);
    this.index.summariseAll(() => ladderShown === this);
    cursor.onMove((position, by) => this.follow(position, by));
  }

  build() {
    this.header = el('div', {role: 'row', class: 'lad-row lad-header'});
    this.space = el('div', {class: 'lad-space', role: 'presentation'});
    this.view = el('div', {class: 'lad-view', id: 'ladder-grid', role: 'grid', tabindex: '0', 'aria-label': w('l_grid'), 'data-w-label': 'l_grid'},
      [el('div', {role: 'rowgroup', class: 'lad-head-group'}, this.header), el('div', {role: 'rowgroup', class: 'lad-body'}, this.space)]);
    this.lines = el('div', {class: 'lad-lines', 'aria-hidden': 'true'});
    this.links = svg('svg', {class: 'lad-links', 'aria-hidden': 'true'});
    this.count = el('p', {class: 'lad-count', id: 'ladder-count', role: 'status'});
    this.note = el('p', {class: 'lad-note', id: 'ladder-note', role: 'status', hidden: true});
    this.frame = el('div', {class: 'lad-opened', id: 'ladder-frame', hidden: true});
    this.print = el('div', {class: 'lad-print', id: 'ladder-print'});
    this.filter = new LadderFilterBox(this);
    const switches = el('input', {type: 'checkbox', id: 'ladder-switches'});
    switches.addEventListener('change', () => this.showSwitches(switches.checked));
    this.root = el('div', {class: 'sheet ladder', id: 'ladder-sheet'}, [
      el('div', {class: 'lad-tools no-print'}, [this.filter.root,
        el('div', {class: 'lad-tools-row'}, [this.count, el('label', {}, [switches, ' ', wel('span', 'l_switches')]), wel('span', 'l_keys', {class: 'faint lad-keys'})])]),
      this.kept(), this.note, this.view, this.frame, this.print]);
    this.listen();
  }

  kept() {
    const {json} = this.story;
    return json.frames_in_all > this.story.frameCount ? wel('p', 'l_kept', {class: 'mark lad-kept'}, this.story.frameCount, json.frames_in_all) : null;
  }

  listen() {
    this.view.addEventListener('scroll', () => this.later(), {passive: true});
    this.view.addEventListener('keydown', event => this.key(event));
    this.view.addEventListener('click', event => this.click(event));
    this.view.addEventListener('pointerover', event => this.hover(event));
    new ResizeObserver(() => this.layOut()).observe(this.view);
  }

  /* ---- what is shown ---- */

  /** Shows the frames for which the test holds; all for null. */
  choose(test) {
    this.test = test;
    const {timeline} = this, entries = [];
    let frames = 0, divider = 0;
    for (const entry of timeline) {
      if (entry < 0) {
        if (test) divider = entry;
        else entries.push(entry);
      } else if (!test || test(entry)) {
        if (divider) entries.push(divider);
        divider = 0;
        entries.push(entry);
        frames++;
      }
    }
    this.entries = Int32Array.from(entries);
    this.frames = frames;
    this.rowOf = new Int32Array(this.story.frameCount + 1).fill(-1);
    this.entries.forEach((entry, row) => { if (entry > 0) this.rowOf[entry] = row; });
    this.row = this.current ? this.rowOf[this.current] : -1;
    this.tellCount();
    this.redraw();
    if (this.current && this.rowOf[this.current] >= 0) this.reveal(this.rowOf[this.current]);
    else if (test) this.view.scrollTop = 0;
  }

  tellCount() {
    const all = this.story.frameCount;
    this.count.textContent = this.test ? w('l_count', this.frames, all) : w('l_count_all', all);
    this.root.dataset.shown = this.frames;
    this.root.dataset.all = all;
    this.view.setAttribute('aria-rowcount', this.entries.length + 1);
    const nothing = this.frames === 0 ? w(all ? 'l_none' : 'l_no_frames') : '';
    this.space.dataset.nothing = nothing;
    this.space.classList.toggle('lad-empty', nothing !== '' && !this.entries.length);
  }

  showSwitches(wanted) {
    this.isShown = this.index.nodes.map(node => wanted || node.role !== 'switch');
    this.layOut();
  }

  /* ---- where it is drawn ---- */

  layOut() {
    const width = this.view.clientWidth;
    if (!width) return;
    this.compact = width < 620;
    this.rowHeight = this.compact ? LADDER_ROW_COMPACT : LADDER_ROW;
    this.root.classList.toggle('compact', this.compact);
    this.lanes = lanesFor(this.index.nodes, this.isShown, width);
    this.view.style.setProperty('--lad-lanes', this.lanes.width + 'px');
    this.drawHeader();
    this.redraw();
    if (this.current && this.rowOf[this.current] >= 0) this.reveal(this.rowOf[this.current]);
  }

  drawHeader() {
    const cell = (name, word) => wel('span', word, {role: 'columnheader', class: 'lad-cell lad-' + name});
    const names = laneOrder(this.index.nodes).filter(i => this.isShown[i]).map(i => hostButton(this.index.nodes[i], this.lanes, i));
    empty(this.header).append(cell('number', 'l_no'), cell('when', 'l_time'), cell('delta', 'l_delta'),
      el('span', {role: 'columnheader', class: 'lad-cell lad-lanes', 'aria-label': w('l_hosts')}, this.compact ? wel('span', 'l_hosts') : names),
      cell('info', 'l_summary'), cell('because', 'l_cause'));
  }

  redraw() {
    this.rows.clear();
    this.drawnFirst = this.drawnLast = -1;
    if (!this.lanes) return;
    empty(this.space).append(this.lines, this.links);
    this.space.style.height = Math.max(this.entries.length, 1) * this.rowHeight + 'px';
    const most = Math.max(this.entries.length, 3) * this.rowHeight + this.header.offsetHeight + 20;
    this.view.style.height = most + 'px';
    empty(this.lines);
    if (!this.compact) {
      this.index.nodes.forEach((node, i) => { if (this.isShown[i]) this.lines.append(el('i', {class: 'lad-role-' + node.role, style: `left:${this.lanes.x[i]}px`})); });
    }
    this.draw();
  }

  later() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  /** Brings the rows in sight into the document, and takes the others out. */
  draw() {
    if (!this.lanes) return;
    const first = Math.max(0, Math.floor(this.view.scrollTop / this.rowHeight) - LADDER_OVERSCAN);
    const last = Math.min(this.entries.length - 1, Math.ceil((this.view.scrollTop + this.view.clientHeight) / this.rowHeight) + LADDER_OVERSCAN);
    for (const [number, row] of this.rows) {
      if (number < first || number > last) {
        row.remove();
        this.rows.delete(number);
      }
    }
    for (let number = first; number <= last; number++) {
      if (!this.rows.has(number)) this.addRow(number);
    }
    if (this.drawnFirst !== first || this.drawnLast !== last) this.drawLinks(first, last);
    this.drawnFirst = first;
    this.drawnLast = last;
    this.light();
  }

  addRow(number) {
    const entry = this.entries[number];
    const row = entry < 0 ? dividerRow(this, -entry - 1) : frameRow(this, entry, this.deltaAt(number, entry));
    row.id = 'ladder-row-' + number;
    row.setAttribute('aria-rowindex', number + 2);
    row.style.top = number * this.rowHeight + 'px';
    this.rows.set(number, row);
    this.space.append(row);
  }

  deltaAt(number, frame) {
    for (let i = number - 1; i >= 0; i--) {
      if (this.entries[i] > 0) return this.index.timeOf(frame) - this.index.timeOf(this.entries[i]);
    }
    return -1;
  }

  /** A packet that goes on: a bar on the lifeline of who passes it on, from frame to frame. */
  drawLinks(first, last) {
    empty(this.links);
    if (this.compact) return;
    const height = Math.max(0, last - first + 1) * this.rowHeight;
    this.links.setAttribute('width', this.lanes.width);
    this.links.setAttribute('height', height);
    this.links.style.top = first * this.rowHeight + 'px';
    for (let number = first; number <= last; number++) {
      const frame = this.entries[number];
      if (frame > 0 && this.index.before[frame]) this.drawLink(frame, number, first);
    }
  }

  drawLink(frame, number, first) {
    const row = this.rowOf[this.index.before[frame]], node = this.index.senderOf(frame, this.isShown);
    if (row < 0 || node < 0 || !this.isShown[this.index.from[frame]]) return;
    const x = this.lanes.x[node], y = at => (Math.max(at, first - 1) - first) * this.rowHeight + 17;
    this.links.append(svg('line', {x1: x, x2: x, y1: y(row), y2: y(number), class: 'lad-link', 'data-kind': KINDS[this.index.kind[frame]]}));
  }

  /** Marks the current row, its cause and what came of it. */
  light() {
    const {current} = this, cause = current ? this.story.causeOf(current) : 0;
    for (const [number, row] of this.rows) {
      const entry = this.entries[number];
      const isCause = entry > 0 && entry === cause, isEffect = entry > 0 && current > 0 && this.story.causeOf(entry) === current;
      const state = (number === this.row ? 'current ' : '') + (isCause ? 'is-cause ' : '') + (isEffect ? 'is-effect' : '');
      if (row.lit === state) continue;
      row.lit = state;
      for (const name of ['current', 'is-cause', 'is-effect']) row.classList.toggle(name, state.includes(name));
      row.setAttribute('aria-selected', String(number === this.row));
    }
    const active = this.rows.has(this.row) ? 'ladder-row-' + this.row : null;
    if (active !== this.view.getAttribute('aria-activedescendant')) {
      if (active) this.view.setAttribute('aria-activedescendant', active);
      else this.view.removeAttribute('aria-activedescendant');
    }
  }

  /* ---- moving ---- */

  /** Makes a row the current one. */
  goRow(number) {
    if (!this.entries.length) return;
    this.row = Math.max(0, Math.min(this.entries.length - 1, number));
    const entry = this.entries[this.row];
    this.current = entry > 0 ? entry : 0;
    this.root.dataset.current = this.current;
    this.reveal(this.row);
    if (this.opened && this.current && this.opened !== this.current) this.open(this.current, true);
  }

  /** Makes a frame the current one; says so if it is not among those shown. */
  go(frame) {
    const isHere = this.rowOf[frame] >= 0;
    this.note.hidden = isHere;
    if (isHere) {
      this.goRow(this.rowOf[frame]);
      return true;
    }
    this.current = 0;
    this.row = -1;
    empty(this.note).append(wel('span', 'l_hidden', {}, frame), ' ', wel('button', 'l_show_all', {type: 'button', onclick: () => {
      this.filter.set('');
      this.go(frame);
    }}));
    this.light();
    return false;
  }

  reveal(number) {
    const top = number * this.rowHeight, room = this.view.clientHeight - this.header.offsetHeight;
    if (!this.rowHeight || room <= 0) return;
    if (top < this.view.scrollTop + this.rowHeight) this.view.scrollTop = Math.max(0, top - this.rowHeight * 2);
    else if (top + this.rowHeight * 2 > this.view.scrollTop + room) this.view.scrollTop = top + this.rowHeight * 3 - room;
    this.draw();
  }

  /** The stage or the transcript has moved to another moment. */
  follow(position, by) {
    if (by === 'ladder') return;
    for (let e = position - 1; e >= 0; e--) {
      if (this.story.kind[e] <= DECIDED && this.story.field(e, 0) > 0) {
        this.wanted = this.story.field(e, 0);
        break;
      }
    }
    if (this.following || !this.wanted) return;
    this.following = true;
    requestAnimationFrame(() => {
      this.following = false;
      if (this.wanted !== this.current || this.row < 0) this.go(this.wanted);
    });
  }

  showOnStage(frame) {
    if (!frame || this.story.sentEvent[frame] < 0) return;
    this.cursor.moveTo(this.story.sentEvent[frame] + 1, 'ladder');
    const stage = document.getElementById('stage');
    if (stage) stage.scrollIntoView();
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.view.clientHeight / this.rowHeight) - 2), row = this.row === undefined ? -1 : this.row;
    const goes = {ArrowDown: row + 1, ArrowUp: row - 1, PageDown: row + page, PageUp: row - page, Home: 0, End: this.entries.length - 1};
    if (event.key in goes) {
      event.preventDefault();
      this.goRow(goes[event.key]);
    } else if ((event.key === 'Enter' || event.key === ' ') && event.target === this.view && this.current) {
      event.preventDefault();
      this.open(this.current);
    } else if (event.key === 'Escape') {
      this.close();
    } else if (event.key === 's') {
      this.showOnStage(this.current);
    }
  }

  click(event) {
    const go = event.target.closest('[data-go]'), host = event.target.closest('[data-host]'), row = event.target.closest('.lad-row[id]');
    if (go) this.go(+go.dataset.go);
    else if (host) this.filter.toggle(quotedTerm(host.dataset.host));
    else if (row && !String(getSelection())) {
      this.goRow(+row.id.slice('ladder-row-'.length));
      if (this.current) this.open(this.current, true);
    }
  }

  hover(event) {
    const row = event.target.closest('.lad-frame-row');
    const frame = row ? +row.dataset.frame : 0;
    if (frame === this.hovered) return;
    this.hovered = frame;
    const head = frame ? this.index.headOf(frame) : 0;
    for (const [number, node] of this.rows) {
      const entry = this.entries[number];
      node.classList.toggle('same-packet', head > 0 && entry > 0 && this.index.headOf(entry) === head);
    }
  }

  /* ---- the opened frame ---- */

  open(frame, stay) {
    this.opened = frame;
    this.root.classList.add('has-frame');
    this.frame.hidden = false;
    openFrame(this, frame, this.frame);
    this.root.dataset.opened = frame;
    if (this.rowOf[frame] >= 0) this.reveal(this.rowOf[frame]);
    if (!stay) this.frame.querySelector('.frm-title').focus({preventScroll: !this.compact});
  }

  close() {
    if (!this.opened) return;
    this.opened = 0;
    delete this.root.dataset.opened;
    this.root.classList.remove('has-frame');
    this.frame.hidden = true;
    empty(this.frame);
    this.view.focus({preventScroll: true});
  }

  /* ---- language, paper ---- */

  reword() {
    this.tellCount();
    this.filter.reword();
    this.layOut();
    if (this.opened) openFrame(this, this.opened, this.frame);
  }

  printOut() {
    const frames = [...this.entries].filter(entry => entry > 0).slice(0, LADDER_PRINTED_MOST), {index} = this;
    empty(this.print);
    if (this.filter.input.value) this.print.append(el('p', {class: 'mono'}, this.filter.input.value));
    this.print.append(el('p', {}, this.frames > frames.length ? w('l_printed', frames.length, this.frames) : this.count.textContent));
    const head = ['l_no', 'l_time', 'l_hosts', 'l_summary', 'l_cause'].map(word => el('th', {}, w(word)));
    this.print.append(el('table', {}, [el('thead', {}, el('tr', {}, head)), el('tbody', {}, frames.map(f => this.printedRow(index, f)))]));
  }

  printedRow(index, f) {
    const travel = travelOf(index, f, this.isShown), who = whoText(index, f, travel, this.isShown), summary = index.summary(f);
    const marks = marksText(index, f, travel).join('; ');
    return el('tr', {}, [el('td', {}, String(f)), el('td', {class: 'mono'}, instant(index.timeOf(f))), el('td', {}, `${who.from} → ${who.to}`),
      el('td', {}, `${summary.protocol} ${summary.info}${marks ? ` (${marks})` : ''}`), el('td', {}, this.story.causeOf(f) ? '#' + this.story.causeOf(f) : '')]);
  }
}

/** Frames and dividers in the order of time: the number of a frame, or -1 - the number of an event. */
function timelineOf(story) {
  const entries = [], numbered = new Map(story.steps.map(step => [step.number, step]));
  for (let e = 0; e < story.count; e++) {
    const kind = story.kind[e];
    if (kind === SENT && story.sentEvent[story.field(e, 0)] === e) {
      entries.push(story.field(e, 0));
    } else if (kind === TYPED) {
      if (!goesOn(story, e)) entries.push(-1 - e);
    } else if (kind === STEP_BEGAN || kind === STEP_ENDED) {
      const step = numbered.get(story.field(e, 0));
      if (step && kind === STEP_BEGAN && step.kind !== 'run' && step.kind !== 'check') entries.push(-1 - e);
      if (step && kind === STEP_ENDED && (step.kind === 'check' || step.verdict !== 'passed')) entries.push(-1 - e);
    }
  }
  return Int32Array.from(entries);
}

const hostButton = (node, lanes, i) => el('button', {type: 'button', class: 'lad-host lad-role-' + node.role, 'data-host': node.name, tabindex: '-1',
  style: `left:${lanes.x[i]}px;max-width:${lanes.gap - 4}px`, title: `${node.name}: ${node.ports.map(port => `${port.name} ${port.mac}`).join(', ')}`}, node.name);

/** Where the lifelines are in a ladder of a width. */
function lanesFor(nodes, isShown, width) {
  const shown = isShown.filter(Boolean).length || 1;
  const room = width - LADDER_FIXED - Math.max(300, Math.min(470, width * .36));
  const gap = Math.max(70, Math.min(124, room / shown));
  const lanes = {width: Math.round(gap * shown), gap, x: []};
  laneOrder(nodes).filter(i => isShown[i]).forEach((i, number) => { lanes.x[i] = Math.round((number + .5) * gap); });
  return lanes;
}

const LANE_ROLES = ['client', 'router', 'switch', 'director', 'server'];

/** The numbers of the nodes from left to right: as packets go, clients first. */
const laneOrder = nodes => nodes.map((node, i) => i)
  .sort((a, b) => LANE_ROLES.indexOf(nodes[a].role) - LANE_ROLES.indexOf(nodes[b].role) || a - b);

/* The columns beside the lifelines and the summary, in pixels: see ladder.css. */
const LADDER_FIXED = 52 + 120 + 76 + 62;

/* Once for the page, whichever scenario's ladder is shown. */
languageListeners.push(() => { if (ladderShown) ladderShown.reword(); });
document.addEventListener('keydown', event => {
  const typing = event.target.closest && event.target.closest('input, select, textarea');
  if (ladderShown && event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    ladderShown.filter.input.focus();
  }
});
addEventListener('beforeprint', () => { if (ladderShown) ladderShown.printOut(); });
matchMedia('print').addEventListener('change', query => { if (query.matches && ladderShown) ladderShown.printOut(); });

window.lvsim = Object.assign(window.lvsim || {}, {frameSummary, frameFields, readFilter, frameIndexOf, ladder: () => ladderShown});
