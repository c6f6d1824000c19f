'use strict';
/* The opened frame: its fields, its bytes, and the way it went. */
words({
  o_title: ['Frame #{0}', '帧 #{0}'],
  o_close: ['Close', '关闭'],
  o_stage: ['Show on the stage', '在舞台上显示'],
  o_conn: ['Only this connection', '只看此连接'],
  o_packet: ['Only this packet', '只看此包'],
  o_because: ['What led to it, and what it led to', '它的起因和后果'],
  o_copy_hex: ['Copy hex', '复制十六进制'],
  o_copy_dump: ['Copy as a dump', '复制为转储'],
  o_copy: ['Copy', '复制'],
  o_copied: ['copied', '已复制'],
  o_fields: ['Fields', '字段'],
  o_bytes: ['Bytes', '字节'],
  o_way: ['Its way, and what was decided', '经过的路径与所作的决定'],
  o_sent: ['sent by {0}', '由 {0} 发出'],
  o_arrived: ['arrived at {0}', '到达 {0}'],
  o_cause: ['Because of', '起因于'],
  o_effects: ['It led to', '后果'],
  o_before: ['The same packet before', '同一个包，此前'],
  o_after: ['The same packet goes on as', '同一个包，继续作为'],
  o_by_itself: ['a program or a timer sent it', '由程序或定时器发出'],
  o_unknown: ['not known: a kernel does not tell', '未知：内核不说明'],
  o_look: ['to look at or change on {0}:', '可在 {0} 上查看或更改：'],
  o_length: ['{0} bytes', '{0} 字节'],
  o_nothing_decided: ['Nothing was decided about it.', '没有关于它的决定。'],
});
const EFFECTS_MOST = 24;

/** Draws a frame into a panel; the ladder is asked for others. */
function openFrame(view, frame, panel) {
  const {index} = view, summary = index.summary(frame), bytes = view.story.bytes(frame);
  const title = el('h3', {class: 'frm-title', id: 'frame-title', tabindex: '-1'}, [
    wel('span', 'o_title', {}, frame), ' ', timeNode(index.timeOf(frame)), ' ', el('b', {class: 'lad-badge'}, summary.protocol), ' ' + summary.info]);
  const flow = index.flow[frame], button = (word, id, onclick) => wel('button', word, {type: 'button', id, onclick});
  const said = el('span', {class: 'faint', role: 'status', id: 'frame-copied'});
  const tools = el('div', {class: 'frm-tools no-print'}, [
    button('o_stage', 'frame-stage', () => view.showOnStage(frame)),
    flow ? button('o_conn', 'frame-conn', () => view.filter.set('conn #' + index.flows.list[flow].frame)) : null,
    button('o_packet', 'frame-packet', () => view.filter.set('packet #' + index.headOf(frame))),
    button('o_because', 'frame-because', () => view.filter.set('because #' + frame)),
    button('o_copy_hex', 'frame-copy-hex', () => copyText([...bytes].map(hexByte).join(''), said)),
    button('o_copy_dump', 'frame-copy-dump', () => copyText(dumpText(bytes), said)), said,
    button('o_close', 'frame-close', () => view.close())]);
  panel.dataset.kind = KINDS[index.kind[frame]];
  panel.dataset.frame = frame;
  panel.setAttribute('role', 'region');
  panel.setAttribute('aria-labelledby', 'frame-title');
  const both = new FrameBytes(bytes, frameFields(bytes, index.context(frame)));
  empty(panel).append(title, tools, el('div', {class: 'frm-parts'}, [
    el('div', {class: 'frm-part'}, [wel('h4', 'o_fields'), both.tree]),
    el('div', {class: 'frm-part'}, [el('h4', {}, [wel('span', 'o_bytes'), ' ', wel('span', 'o_length', {class: 'faint'}, bytes.length)]), both.dump]),
    el('div', {class: 'frm-part frm-way'}, [wel('h4', 'o_way'), relatives(view, frame), wayOf(view, frame)])]));
  panel.onkeydown = event => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      view.close();
    }
  };
  panel.onclick = event => {
    const go = event.target.closest('[data-go]');
    if (go) {
      view.go(+go.dataset.go);
      view.open(+go.dataset.go, true);
    }
  };
}

/** Puts text on the clipboard, also where a page may not ask for it. */
async function copyText(text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    const area = el('textarea', {class: 'visually-hidden'}, text);
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  said.textContent = w('o_copied');
  setTimeout(() => { said.textContent = ''; }, 2000);
}

/** As hexdump -C writes, and text2pcap reads. */
function dumpText(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    lines.push(at.toString(16).padStart(4, '0') + '  ' + row.map(hexByte).join(' ').padEnd(47) + '  ' + row.map(asciiOf).join(''));
  }
  return lines.join('\n') + '\n';
}

const asciiOf = byte => byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.';

/** Whether something is wrong in a field or below it. */
const isTroubled = node => Boolean(node.bad) || node.fields.some(isTroubled);

/* ---- fields and bytes, which light each other ---- */

class FrameBytes {
  constructor(bytes, layers) {
    this.bytes = bytes;
    this.cells = [];
    this.items = [];
    this.tree = el('ul', {class: 'frm-tree', role: 'tree', id: 'frame-fields', 'aria-label': w('o_fields')}, layers.map(layer => this.item(layer, 1)));
    this.dump = this.drawDump();
    this.items[0].row.tabIndex = 0;
    this.tree.addEventListener('keydown', event => this.key(event));
    for (const type of ['pointerover', 'focusin']) this.tree.addEventListener(type, event => this.lightFrom(event.target.closest('[data-from]')));
    this.tree.addEventListener('pointerleave', () => this.lightFrom(document.activeElement.closest('#frame-fields [data-from]')));
    this.tree.addEventListener('click', event => this.press(event));
    this.dump.addEventListener('pointerover', event => this.lightByte(event.target.closest('[data-at]')));
    this.dump.addEventListener('pointerleave', () => this.lightFrom(null));
    this.dump.addEventListener('click', event => this.chooseByte(event.target.closest('[data-at]')));
  }

  item(node, level) {
    const isOpen = node.fields.length > 0 && (isTroubled(node) || (level === 1 && node.key !== 'eth' && node.key !== 'ip'));
    const value = node.text ? el('pre', {class: 'frm-text'}, node.value) : node.value;
    const row = el('div', {class: 'frm-field' + (node.bad ? ' bad' : ''), role: 'treeitem', 'aria-level': level, tabindex: '-1', title: node.key || false,
      'data-key': node.key, 'data-from': node.from, 'data-to': node.to, 'aria-expanded': node.fields.length ? String(isOpen) : false}, [
      el('span', {class: 'frm-twist', 'aria-hidden': 'true'}), el('span', {class: 'frm-name'}, node.name), node.name && node.value !== '' ? ': ' : '', value]);
    this.items.push({row, node});
    if (!node.fields.length) return el('li', {role: 'none'}, row);
    const below = el('ul', {role: 'group', hidden: !isOpen}, node.fields.map(child => this.item(child, level + 1)));
    return el('li', {role: 'none'}, [row, below]);
  }

  drawDump() {
    const dump = el('div', {class: 'frm-dump', id: 'frame-dump', role: 'img', 'aria-label': w('o_length', this.bytes.length)});
    for (let at = 0; at < this.bytes.length; at += 16) {
      const hex = el('span', {class: 'frm-hex'}), ascii = el('span', {class: 'frm-ascii'});
      for (let i = at; i < Math.min(this.bytes.length, at + 16); i++) {
        const pair = [el('i', {'data-at': i}, hexByte(this.bytes[i])), el('i', {'data-at': i}, asciiOf(this.bytes[i]))];
        this.cells.push(pair);
        hex.append(pair[0]);
        ascii.append(pair[1]);
      }
      dump.append(el('div', {}, [el('span', {class: 'frm-offset'}, at.toString(16).padStart(4, '0')), hex, ascii]));
    }
    return dump;
  }

  lightFrom(row) {
    const from = row ? +row.dataset.from : 0, to = row ? +row.dataset.to : 0;
    this.cells.forEach((pair, i) => pair.forEach(cell => cell.classList.toggle('lit', i >= from && i < to)));
    for (const item of this.items) item.row.classList.toggle('lit', item.row === row);
  }

  /** The innermost field that a byte belongs to. */
  fieldAt(at) {
    let best = null;
    for (const item of this.items) {
      const {from, to} = item.node;
      if (at >= from && at < to && (!best || to - from <= best.node.to - best.node.from)) best = item;
    }
    return best;
  }

  lightByte(cell) {
    const found = cell && this.fieldAt(+cell.dataset.at);
    if (found) this.lightFrom(found.row);
  }

  chooseByte(cell) {
    const found = cell && this.fieldAt(+cell.dataset.at);
    if (!found) return;
    for (let group = found.row.closest('[role=group]'); group; group = group.parentElement.closest('[role=group]')) this.fold(group.previousElementSibling, true);
    this.focus(found.row);
  }

  press(event) {
    const row = event.target.closest('.frm-field');
    if (!row) return;
    if (row.hasAttribute('aria-expanded') && !String(getSelection())) this.fold(row, row.getAttribute('aria-expanded') === 'false');
    this.focus(row);
  }

  fold(row, open) {
    row.setAttribute('aria-expanded', String(open));
    row.nextElementSibling.hidden = !open;
  }

  focus(row) {
    for (const item of this.items) item.row.tabIndex = item.row === row ? 0 : -1;
    row.focus();
  }

  key(event) {
    const row = event.target.closest('.frm-field');
    if (!row) return;
    const seen = this.items.map(item => item.row).filter(r => !r.closest('[role=group][hidden]')), at = seen.indexOf(row);
    const open = row.getAttribute('aria-expanded'), above = row.closest('[role=group]');
    if (event.key === 'ArrowDown' && at + 1 < seen.length) this.focus(seen[at + 1]);
    else if (event.key === 'ArrowUp' && at > 0) this.focus(seen[at - 1]);
    else if (event.key === 'Home') this.focus(seen[0]);
    else if (event.key === 'End') this.focus(seen[seen.length - 1]);
    else if (event.key === 'ArrowRight' && open === 'false') this.fold(row, true);
    else if (event.key === 'ArrowLeft' && open === 'true') this.fold(row, false);
    else if (event.key === 'ArrowLeft' && above) this.focus(above.previousElementSibling);
    else if (event.key === 'Enter' && open) this.fold(row, open === 'false');
    else return;
    event.preventDefault();
  }
}

/* ---- its way ---- */

/** Links to the frames that have to do with one. */
function relatives(view, frame) {
  const {index, story} = view, cause = story.causeOf(frame), before = index.before[frame];
  const effects = index.effectsOf(frame), after = index.passedOnAs(frame), list = el('dl', {class: 'frm-relatives'});
  const add = (word, content) => list.append(wel('dt', word), el('dd', {}, content));
  if (before) add('o_before', frameLinks(index, [before]));
  if (after.length) add('o_after', frameLinks(index, after));
  if (!cause) add('o_cause', wel('span', index.story.json.runner === 'kernel' ? 'o_unknown' : 'o_by_itself'));
  else if (cause !== before) add('o_cause', frameLinks(index, [cause]));
  const others = effects.filter(f => !after.includes(f));
  if (others.length) add('o_effects', frameLinks(index, others));
  return list;
}

function frameLinks(index, frames) {
  const links = frames.slice(0, EFFECTS_MOST).map(f => el('button', {type: 'button', class: 'frm-link', 'data-go': f, 'data-kind': KINDS[index.kind[f]]},
    [el('b', {}, '#' + f), ' ' + index.summary(f).protocol + ' ' + index.summary(f).info]));
  if (frames.length > EFFECTS_MOST) links.push(el('span', {class: 'faint'}, `… ${frames.length - EFFECTS_MOST}`));
  return links;
}

/** Every node a frame came to, with what was decided there. */
function wayOf(view, frame) {
  const {story} = view, way = el('ol', {class: 'frm-hops', id: 'frame-way'});
  let last = '', list = null;
  for (const e of story.eventsOf(frame)) {
    const name = story.text(e, 1);
    if (name !== last || !list) {
      const node = story.nodeByName.get(name);
      list = el('ol', {});
      way.append(el('li', {'data-node': name}, [el('b', {class: 'lad-role-' + (node ? node.role : 'client')}, name), list]));
      last = name;
    }
    list.append(happeningItem(story, e, name));
  }
  return way.children.length ? way : wel('p', 'o_nothing_decided', {class: 'faint'});
}

function happeningItem(story, e, node) {
  const kind = story.kind[e], time = el('span', {class: 'faint lad-time'}, instant(story.at[e]) + ' ');
  if (kind !== DECIDED) return el('li', {class: 'frm-moved'}, [time, wel('span', kind === SENT ? 'o_sent' : 'o_arrived', {}, story.text(e, 2))]);
  const code = story.text(e, 2), setting = story.text(e, 4);
  const item = el('li', {class: 'frm-decided' + (isDrop(code) ? ' drop' : ''), 'data-code': code}, [time, el('code', {}, code), ' ', sel('span', story.text(e, 3))]);
  if (setting) item.append(settingNode(setting, node));
  return item;
}

function settingNode(setting, node) {
  const said = el('span', {class: 'faint', role: 'status'});
  return el('div', {class: 'frm-setting'}, [wel('span', 'o_look', {class: 'faint'}, node), ' ', el('code', {}, visible(setting)), ' ',
    wel('button', 'o_copy', {type: 'button', class: 'frm-small no-print', onclick: () => copyText(setting, said)}), ' ', said]);
}
