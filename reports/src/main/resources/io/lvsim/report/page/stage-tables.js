'use strict';
/* The tables of machines and switches at a moment, with what has just changed in them. */
words({
  table_neighbor: ['neighbour cache', '邻居缓存（ARP 表）'],
  table_mac: ['MAC table', 'MAC 地址表'],
  table_address: ['addresses', '地址'],
  table_link: ['interfaces', '网卡'],
  table_service: ['virtual services', '虚拟服务'],
  table_server: ['real servers', '真实服务器'],
  table_connection: ['connections', '连接'],
  table_template: ['persistence templates', '持久性模板'],
  stage_col_address: ['address', '地址'], stage_col_is: ['is', '是'], stage_col_mac: ['MAC', 'MAC'], stage_col_state: ['state', '状态'],
  stage_col_port: ['port', '端口'], stage_col_other: ['other end', '另一端'], stage_col_nic: ['NIC', '网卡'], stage_col_service: ['service', '服务'], stage_col_scheduler: ['scheduler', '调度算法'],
  stage_col_persistence: ['persistence', '持久时间'], stage_col_server: ['server', '服务器'], stage_col_weight: ['weight', '权重'],
  stage_col_active: ['active', '活动'], stage_col_inactive: ['inactive', '非活动'], stage_col_from: ['from', '来自'], stage_col_to: ['for', '目的'],
  stage_col_timeout: ['timeout', '超时'],
  row_added: ['new', '新增'], row_changed: ['changed', '已改变'], row_gone: ['gone', '已删除'],
  table_empty: ['empty', '空'],
  table_none: ['Nothing in any table yet.', '各表都还是空的。'],
  table_rows_more: ['and {0} more', '另有 {0} 行'],
  poisoned_words: ['Poisoned: {1} is not the director. What {0} sends to {2} goes round the director.',
    '中毒：{1} 不是调度器。{0} 发往 {2} 的数据会绕过调度器。'],
  stale_words: ['Out of date: {1} no longer has {2}.', '过时：{1} 已不再拥有 {2}。'],
  mac_moved_words: ['Moved: this MAC was at port {0}. The last speaker wins.', '已移动：该 MAC 原在端口 {0}。最后发言者获胜。'],
  whose_nobody: ['nobody known', '未知'],
});

const STAGE_ROWS = 24;

/* How each table is shown: columns, and the cells of a row from its key and its value. */
const STAGE_TABLES = {
  neighbor: {columns: ['address', 'is', 'mac', 'state'], cells: (moment, key, v) => [
    stageAddressCell(moment, stageAddressOf(key)), stageOwnerCell(moment, v[0]), v[0] ? stageShortMac(v[0]) : '', v[1] || '']},
  mac: {columns: ['mac', 'is', 'port'], cells: (moment, key, v) => [stageShortMac(key), stageOwnerCell(moment, key), v[0]]},
  address: {columns: ['address', 'nic', 'state'], cells: (moment, key, v) => {
    const [ip, nic] = key.split(' ');
    return [stageAddressCell(moment, ip), nic, v[0]];
  }},
  link: {columns: ['nic', 'mac', 'state', 'other'], cells: (moment, key, v) => [key, stageShortMac(v[0]), v[1] || '', v[2] || '']},
  service: {columns: ['service', 'scheduler', 'persistence'], cells: (moment, key, v) => [key, v[0], v[1] || '']},
  server: {columns: ['service', 'server', 'weight', 'active', 'inactive'], cells: (moment, key, v) => {
    const [service, server] = key.split('\t');
    return [service, stageEndCell(moment, server || ''), ...v];
  }},
  connection: {columns: ['from', 'to', 'server', 'state', 'timeout'], cells: (moment, key, v) => [...stageFlowCells(moment, key),
    stageShortEnd(moment, v[0], false), v[1] || '', v[2] ? v[2] + '\u00a0s' : '']},
  template: {columns: ['from', 'to', 'server', 'timeout'], cells: (moment, key, v) => [...stageFlowCells(moment, key),
    stageShortEnd(moment, v[0], false), v[1] ? v[1] + '\u00a0s' : '']},
};

const stageAddressCell = (moment, ip) => moment.names.isVip(stageAddressOf(ip)) ? [ip + ' ', el('span', {class: 'stage-vip-mark'}, w('stage_vip'))] : ip;
const stageOwnerCell = (moment, mac) => mac ? el('b', {}, moment.names.ofMac(mac) || w('whose_nobody')) : '';

function stageEndCell(moment, end) {
  const name = moment.names.ofAddress(end.replace(/:\d+$/, ''));
  return name ? [el('b', {}, name), el('span', {class: 'faint'}, ' ' + end)] : end;
}

/* An end by the name of its host, for tables of many columns. */
function stageShortEnd(moment, end, withPort) {
  const colon = end.lastIndexOf(':');
  const name = moment.names.ofAddress(end.slice(0, colon));
  return name ? el('span', {title: end}, [el('b', {}, name), withPort ? end.slice(colon) : '']) : end;
}

function stageFlowCells(moment, key) {
  const [from, to] = key.split(' -> ');
  const space = from.indexOf(' ');
  return [stageShortEnd(moment, from.slice(space + 1), true), [from.slice(0, space) + ' ', ...stageVipEnd(moment, to || '')]];
}

/* Where there is one VIP its address need not be repeated in every line. */
function stageVipEnd(moment, end) {
  const colon = end.lastIndexOf(':');
  if (moment.names.vips.size !== 1 || !moment.names.isVip(end.slice(0, colon))) return [end];
  return [el('span', {class: 'stage-vip-mark', title: end}, w('stage_vip')), end.slice(colon)];
}

class StageTables {
  constructor(moment) {
    this.moment = moment;
    this.blocks = new Map();
    this.root = el('div', {class: 'stage-tables', 'aria-live': 'off'});
  }

  /** Shows the tables of a node; of all that matter, if it is empty. */
  update(selected) {
    const shown = selected ? this.ofNode(selected) : this.thatMatter();
    const blocks = new Map();
    for (const [node, table] of shown) blocks.set(node + '\t' + table, this.kept(node, table, Boolean(selected)));
    this.blocks = blocks;
    this.root.replaceChildren(...[...blocks.values()].map(kept => kept.block));
    if (!shown.length) this.root.append(el('p', {class: 'faint'}, w('table_none')));
  }

  /* A block is made anew only if what it tells is another. */
  kept(node, table, whole) {
    const changes = this.changesOf(node, table);
    const rows = this.rowsOf(node, table, changes, whole);
    const told = JSON.stringify([language, rows, this.verdicts(node, table, rows), this.moment.rows(node, 'service').size > 1]);
    const known = this.blocks.get(node + '\t' + table);
    return known && known.told === told ? known : {told, block: this.block(node, table, rows, changes)};
  }

  verdicts(node, table, rows) {
    return table === 'neighbor' ? rows.list.map(row => this.moment.judge(node, row.key, row.value)) : '';
  }

  changesOf(node, table) { return this.moment.changes.filter(change => change.node === node && change.table === table); }

  ofNode(node) {
    const isSwitch = this.moment.cables.nodeByName.get(node).role === 'switch';
    if (isSwitch) return [[node, 'mac']];
    const kinds = ['neighbor', 'service', 'server', 'connection', 'template', 'address', 'link'];
    const directs = this.moment.names.directors.has(node);
    return kinds.filter(kind => kind === 'neighbor' || kind === 'address' || kind === 'link' || directs || this.moment.rows(node, kind).size)
      .map(kind => [node, kind]);
  }

  /* First where the VIP is believed to be, then what the directors hold, the switches, the rest. */
  thatMatter() {
    const moment = this.moment;
    const found = [];
    const add = (node, kind) => {
      if (!moment.rows(node, kind).size && !this.changesOf(node, kind).length) return;
      if (!found.some(([n, k]) => n === node && k === kind)) found.push([node, kind]);
    };
    const nodes = moment.cables.nodes.map(node => node.name);
    for (const node of nodes) if (moment.names.believers.has(node)) add(node, 'neighbor');
    for (const node of nodes) for (const kind of ['service', 'server', 'template', 'connection']) add(node, kind);
    for (const node of nodes) add(node, 'mac');
    for (const node of nodes) add(node, 'neighbor');
    for (const kind of ['address', 'link']) for (const node of nodes) if (this.changesOf(node, kind).length) add(node, kind);
    if (!found.length) for (const node of nodes) add(node, 'address');
    return found;
  }

  block(node, table, rows, changes) {
    const shape = this.shape(node, table);
    const block = el('section', {class: 'stage-table' + (changes.length ? ' lit' : ''), 'data-node': node, 'data-table': table});
    block.append(el('h3', {}, [el('b', {}, node), ' ', el('span', {class: 'faint'}, w('table_' + table))]));
    if (!rows.list.length) {
      block.append(el('p', {class: 'faint'}, w('table_empty')));
      return block;
    }
    const head = el('tr', {}, shape.columns.map(column => el('th', {scope: 'col'}, w('stage_col_' + column))).concat(el('th', {}, '')));
    const body = rows.list.flatMap(row => this.row(node, table, shape, row));
    block.append(el('div', {class: 'wide'}, el('table', {}, [el('thead', {}, head), el('tbody', {}, body)])));
    if (rows.more) block.append(el('p', {class: 'faint'}, w('table_rows_more', rows.more)));
    return block;
  }

  /* Where there is one service, its servers need not name it. */
  shape(node, table) {
    const shape = STAGE_TABLES[table];
    if (table !== 'server' || this.moment.rows(node, 'service').size > 1) return shape;
    return {columns: shape.columns.slice(1), cells: (...of) => shape.cells(...of).slice(1)};
  }

  /* Rows in the table's own order; of long tables those that changed, and the latest. */
  rowsOf(node, table, changes, whole) {
    const byKey = new Map(changes.map(change => [change.key, change]));
    const list = [];
    const all = this.moment.rows(node, table);
    const most = whole ? STAGE_ROWS * 4 : STAGE_ROWS;
    const skip = Math.max(0, all.size - most);
    let i = 0;
    for (const [key, {value}] of all) {
      if (i++ >= skip || byKey.has(key)) list.push({key, value, change: byKey.get(key)});
    }
    for (const change of changes) if (change.value === null && change.old !== null) list.push({key: change.key, value: change.old, change});
    return {list, more: all.size - list.filter(row => !row.change || row.change.value !== null).length};
  }

  row(node, table, shape, {key, value, change}) {
    const moment = this.moment;
    const cells = shape.cells(moment, key, value.split('\t'));
    const before = change && change.value !== null && change.old !== null && change.old !== change.value ? shape.cells(moment, key, change.old.split('\t')) : null;
    const what = !change ? '' : change.value === null ? 'gone' : change.old === null ? 'added' : before ? 'changed' : '';
    const verdict = table === 'neighbor' && what !== 'gone' ? moment.judge(node, key, value) : '';
    const columns = cells.map((cell, i) => {
      const old = before && stageTextOf(before[i]) !== stageTextOf(cell) && stageTextOf(before[i]) ? [el('s', {}, before[i]), ' '] : [];
      return el('td', {class: 'mono'}, [].concat(old, cell));
    });
    columns.push(stageWhatCell(what, cells.length));
    const line = el('tr', {class: [what, verdict].filter(Boolean).join(' '), 'data-key': key, 'data-change': what || null, 'data-verdict': verdict || null}, columns);
    const remark = this.remark(node, table, key, value, change, verdict);
    return remark ? [line, el('tr', {class: 'stage-remark ' + (verdict || 'stale')}, el('td', {colspan: columns.length}, remark))] : [line];
  }

  remark(node, table, key, value, change, verdict) {
    const mac = value.split('\t')[0];
    const owner = this.moment.names.ofMac(mac) || mac;
    if (verdict === 'poisoned') return '✗ ' + w('poisoned_words', node, owner, stageAddressOf(key));
    if (verdict === 'stale') return '! ' + w('stale_words', node, owner, stageAddressOf(key));
    if (table === 'mac' && change && change.old !== null && change.value !== null && change.old !== change.value) return '! ' + w('mac_moved_words', change.old);
    return '';
  }
}

/* What has happened to a row: in a word, or where there is no room for it by a sign. */
function stageWhatCell(what, columns) {
  if (!what || columns < 5) return el('td', {class: 'stage-what'}, what ? w('row_' + what) : '');
  return el('td', {class: 'stage-what', title: w('row_' + what)}, [
    el('span', {'aria-hidden': 'true'}, {added: '+', changed: '≠', gone: '−'}[what]), el('span', {class: 'visually-hidden'}, w('row_' + what))]);
}

const stageTextOf = cell => Array.isArray(cell) ? cell.map(stageTextOf).join('') : cell instanceof Node ? cell.textContent : cell;
