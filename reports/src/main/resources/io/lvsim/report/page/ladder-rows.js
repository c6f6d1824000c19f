'use strict';
/* What the ladder shows for a frame or a step: a row with an arrow from lifeline to lifeline. */
words({
  l_to: ['{0} to {1}', '{0} 到 {1}'],
  l_nobody: ['nobody', '无人'],
  l_all: ['all', '所有'],
  l_dropped_at: ['dropped at {0}', '在 {0} 被丢弃'],
  l_dropped_times: ['dropped by {0}', '被 {0} 台丢弃'],
  l_lost: ['lost on the cable', '在线缆上丢失'],
  l_bypass: ['round the director', '绕过调度器'],
  l_same: ['the same packet as #{0}, passed on', '与 #{0} 是同一个包，被转发'],
  l_because: ['because of #{0}', '起因于 #{0}'],
  l_as_expected: ['✓ as expected', '✓ 符合预期'],
  l_not_expected: ['✗ not as expected', '✗ 不符合预期'],
});
const LADDER_ROW = 26, LADDER_ROW_COMPACT = 50;

/** Where a frame went: from which node, to which, and how it ended there. Nodes are numbers. */
function travelOf(index, f, isShown) {
  const {story} = index, travel = {from: index.senderOf(f, isShown), hops: [], lost: [], drops: []};
  const ends = new Map();
  for (const e of story.eventsOf(f)) {
    const node = index.nodeNumber.get(story.text(e, 1));
    if (story.kind[e] === ARRIVED) {
      if (node !== undefined && isShown[node]) travel.hops.push({to: node, from: sideOf(index, e, node, isShown), end: ''});
    } else if (story.kind[e] === DECIDED) {
      const code = story.text(e, 2);
      if (isDrop(code)) {
        travel.drops.push(story.text(e, 1));
        ends.set(node, code === 'link-lost' ? 'lost' : 'dropped');
      } else if (isIgnored(code) && !ends.has(node)) {
        ends.set(node, 'ignored');
      }
    }
  }
  for (const hop of travel.hops) hop.end = ends.get(hop.to) === 'lost' ? '' : ends.get(hop.to) || '';
  for (const [node, end] of ends) {
    if (end === 'lost' || (end === 'dropped' && !travel.hops.some(hop => hop.to === node))) travel.lost.push(node === undefined ? -1 : node);
  }
  return travel;
}

/** The shown node before a hop: the machine or switch at the other end of the cable; -1 for the sender. */
function sideOf(index, e, node, isShown) {
  const {story} = index, port = story.text(e, 2);
  const plug = index.nodes[node].ports.find(p => p.name === port);
  const peer = plug && plug.peer ? index.nodeNumber.get(plug.peer.slice(0, plug.peer.lastIndexOf('.'))) : undefined;
  return peer !== undefined && isShown[peer] ? peer : -1;
}

const nodeNames = (index, numbers) => [...new Set(numbers)].map(n => index.nodes[n].name);

/** client1 → director, in words. */
function whoText(index, f, travel, isShown) {
  const from = travel.from < 0 ? '?' : index.nodes[travel.from].name;
  const to = nodeNames(index, travel.hops.map(hop => hop.to).filter(n => index.nodes[n].role !== 'switch'));
  const hosts = index.nodes.filter((node, i) => isShown[i] && node.role !== 'switch').length;
  if (!to.length) return {from, to: w('l_nobody')};
  return {from, to: to.length > 2 && to.length === hosts - 1 ? w('l_all') : to.join(', ')};
}

/** The arrow of a frame as SVG; x says where each shown node's lifeline is. */
function arrowOf(index, f, travel, lanes) {
  const y = 17, drawing = svg('svg', {class: 'lad-arrow', width: lanes.width, height: LADDER_ROW, 'aria-hidden': 'true'});
  const x = n => lanes.x[n];
  const start = travel.from < 0 ? 0 : x(travel.from);
  let low = start, high = start;
  const heads = [];
  for (const hop of travel.hops) {
    const from = hop.from >= 0 ? x(hop.from) : start;
    low = Math.min(low, x(hop.to));
    high = Math.max(high, x(hop.to));
    heads.push(headOf(x(hop.to), x(hop.to) >= from ? 1 : -1, y, hop.end));
  }
  for (const node of travel.lost) {
    const end = lossAt(index, f, node, travel, lanes, start);
    low = Math.min(low, end);
    high = Math.max(high, end);
    heads.push(crossAt(end, y));
  }
  if (low === high && !heads.length) heads.push(svg('circle', {cx: start + 18, cy: y, r: 3, class: 'lad-open'}));
  if (low === high) high = start + 18;
  drawing.append(svg('line', {x1: low, x2: high, y1: y, y2: y, class: 'lad-line'}), ...heads);
  if (travel.from >= 0) drawing.append(svg('circle', {cx: start, cy: y, r: index.before[f] ? 3.5 : 2.5, class: index.before[f] ? 'lad-on' : 'lad-begin'}));
  drawing.append(labelOf(index.summary(f).short, travel, start, low, high, lanes));
  return drawing;
}

/** A loss ends between the sender and where the frame would have gone. */
function lossAt(index, f, node, travel, lanes, start) {
  if (node >= 0 && lanes.x[node] !== undefined && lanes.x[node] !== start) return lanes.x[node];
  const there = index.nodes.findIndex(n => n.ports.some(port => port.mac === macText(index.story.bytes(f), 0)));
  const end = there >= 0 && lanes.x[there] !== undefined && lanes.x[there] !== start ? lanes.x[there] : start + (start > lanes.width / 2 ? -2 : 2) * 36;
  return (start + end) / 2;
}

function headOf(x, way, y, end) {
  if (end === 'dropped') return crossAt(x - 3 * way, y);
  const points = `${x - way},${y} ${x - 8 * way},${y - 4} ${x - 8 * way},${y + 4}`;
  return svg('polygon', {points, class: end === 'ignored' ? 'lad-head lad-ignored' : 'lad-head'});
}

const crossAt = (x, y) => svg('path', {d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`, class: 'lad-cross'});

function labelOf(text, travel, start, low, high, lanes) {
  const ends = travel.hops.length === 1 ? [start, lanes.x[travel.hops[0].to]] : [low, high];
  const room = Math.abs(ends[1] - ends[0]) || high - low;
  const shown = text.length * 5.6 > Math.max(room + 24, 80) ? text.slice(0, Math.floor(Math.max(room + 24, 80) / 5.6)) + '…' : text;
  const half = shown.length * 2.8, middle = (ends[0] + ends[1]) / 2;
  return svg('text', {x: Math.max(half + 2, Math.min(lanes.width - half - 2, middle)), y: 10, class: 'lad-label'}, shown);
}

/** The marks of a frame in words. */
function marksText(index, f, travel) {
  const marks = index.marks[f], texts = [];
  if (marks & M_BYPASS) texts.push(w('l_bypass'));
  if (marks & M_LOST) texts.push(w('l_lost'));
  const at = [...new Set(travel.drops)].filter(() => !(marks & M_LOST));
  if (at.length) texts.push(at.length > 1 ? w('l_dropped_times', at.length) : w('l_dropped_at', at[0]));
  return texts;
}

/** A time with its digits in groups of three, the seconds first. */
const timeNode = nanos => el('span', {class: 'lad-time'}, instant(nanos));

function deltaText(nanos) {
  if (nanos < 0) return '';
  if (nanos === 0) return '+0';
  if (nanos < 1e6) return '+' + (nanos / 1e3).toFixed(nanos < 1e5 ? 1 : 0) + ' µs';
  if (nanos < 1e9) return '+' + (nanos / 1e6).toFixed(nanos < 1e8 ? 1 : 0) + ' ms';
  return '+' + (nanos / 1e9).toFixed(nanos < 1e11 ? 2 : 0) + ' s';
}

/** The row of a frame. */
function frameRow(view, f, delta) {
  const {index} = view, travel = travelOf(index, f, view.isShown), summary = index.summary(f);
  const who = whoText(index, f, travel, view.isShown), marks = marksText(index, f, travel);
  const cell = (name, content, more) => el('span', {role: 'gridcell', class: 'lad-cell lad-' + name, ...more}, content);
  const cause = index.story.causeOf(f), before = index.before[f];
  const arrow = view.compact ? null : arrowOf(index, f, travel, view.lanes);
  const spoken = [w('l_to', who.from, who.to), ...marks].join('; ');
  const info = cell('info', [el('b', {class: 'lad-badge'}, summary.protocol), before ? el('span', {class: 'lad-passed-on', title: w('l_same', before)}, '↳ ') : null,
    ...marks.map(mark => el('em', {class: 'lad-mark'}, mark)), summary.info], {title: summary.protocol + ' ' + summary.info});
  const link = cause ? el('button', {type: 'button', class: 'lad-cause', tabindex: '-1', 'data-go': cause, 'aria-label': w('l_because', cause), title: w('l_because', cause)}, '← #' + cause) : null;
  const row = el('div', {role: 'row', class: 'lad-row lad-frame-row', 'data-frame': f, 'data-kind': KINDS[index.kind[f]]}, [
    cell('number', String(f)), cell('when', [timeNode(index.timeOf(f))]), cell('delta', deltaText(delta)),
    cell('lanes', arrow || el('span', {class: 'lad-who'}, `${who.from} → ${who.to}`), {'aria-label': spoken}), info, cell('because', link)]);
  if (index.marks[f] & M_BYPASS) row.classList.add('bypass');
  if (index.marks[f] & M_ERROR) row.classList.add('error-row');
  if (index.marks[f] & M_DROPPED) row.classList.add('dropped');
  if (before) row.classList.add('passed-on');
  return row;
}

/** Whether a line typed goes on with the one before, behind the shell's second prompt. */
const goesOn = (story, event) => story.text(event, 1) === '> ';

/** A line typed, and those that go on with it, in one. */
function typedText(story, event) {
  const lines = [story.text(event, 1) + story.text(event, 2)], node = story.text(event, 0);
  for (let e = event + 1; e < story.count && story.kind[e] !== STEP_ENDED && lines.length < 12; e++) {
    if (story.kind[e] !== TYPED || story.text(e, 0) !== node) continue;
    if (!goesOn(story, e)) break;
    lines.push(story.text(e, 2));
  }
  return visible(lines.join('\n')).replace(/\n/g, ' ⏎ ');
}

/** What a divider says, and its kind: a line typed, or a step without one, or one that failed. */
function dividerText(story, event) {
  const kind = story.kind[event];
  if (kind === TYPED) return {kind: 'typed', text: typedText(story, event)};
  const step = story.steps.find(s => s.number === story.field(event, 0));
  if (!step) return {kind: 'step', text: ''};
  if (kind === STEP_ENDED) return {kind: step.verdict, text: visible(`${step.number}. ${say(step.title)}`)};
  return {kind: 'step', text: visible(`${step.number}. ${say(step.title)}`)};
}

function dividerRow(view, event) {
  const {story} = view.index, said = dividerText(story, event);
  const state = said.kind === 'passed' || said.kind === 'failed' || said.kind === 'error' ? w(said.kind === 'passed' ? 'l_as_expected' : 'l_not_expected') + ' ' : '';
  return el('div', {role: 'row', class: 'lad-row lad-step lad-step-' + said.kind, 'data-event': event}, [
    el('span', {role: 'gridcell', class: 'lad-cell', title: said.text}, [timeNode(story.at[event]), el('span', {class: 'lad-typed'}, [state, said.text])])]);
}
