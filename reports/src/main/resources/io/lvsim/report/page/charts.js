'use strict';
/* The drawings that lvsim put into the page, which follow theme and language, with their numbers. */
words({
  chart_none: ['There is nothing to draw: nobody asked for a virtual address.', '没有可绘制的内容：无人访问虚拟地址。'],
  chart_no_letters: [
    'The charts were not drawn, for the machine that wrote this page has no fonts. There, install fontconfig and a font, such as Debian\'s packages fontconfig and fonts-dejavu-core.',
    '图表未绘制：生成此页的机器上没有字体。请在那台机器上安装 fontconfig 和一种字体，例如 Debian 软件包 fontconfig 和 fonts-dejavu-core。'],
  chart_left: ['{0} more rows are not shown.', '另有 {0} 行未显示。'],
  chart_requests: ['Requests per real server, red: round the director', '各真实服务器的请求数（红色：绕过调度器）'],
  chart_share: ['Share of requests against weight', '请求占比与权重'],
  chart_connections: ['Connections by state', '各状态的连接数'],
  chart_templates: ['Persistence templates alive', '存活的持久性模板'],
  chart_neighbors: ['Who each cache took for a virtual address, red: not a director', '各邻居缓存把谁当作虚拟地址的主人（红色：不是调度器）'],
  chart_bypassed: ['Frames for a virtual address that went round the director', '绕过调度器、发往虚拟地址的帧'],
  chart_latency: ['How long clients waited', '客户端的等待时间'],
  chart_virtual_time_in_seconds: ['virtual time in seconds', '虚拟时间（秒）'],
  chart_virtual_time_in_seconds_pauses_shaded_are_drawn_short: [
    'virtual time in seconds; pauses, shaded, are drawn short', '虚拟时间（秒）；阴影处为停顿，已缩短'],
  chart_bar_share_of_requests_line_share_by_weight: [
    'bar: share of requests; line: share by weight', '条：请求占比；线：按权重应得的占比'],
  chart_at_most_so_many_milliseconds_connections_in_a_hundred: [
    'at most so many milliseconds; connections in a hundred', '横轴：不超过多少毫秒；纵轴：连接的百分比'],
  chart_more_in_the_table: ['more in the table', '其余见表格'],
  chart_handshake: ['handshake', '握手'],
  chart_first_byte: ['first byte', '首字节'],
  col_seconds: ['seconds', '秒'],
  col_second: ['second', '秒'],
  col_requests: ['requests', '请求'],
  col_round: ['round the director', '绕过调度器'],
  col_frames: ['frames', '帧'],
  col_server: ['server', '服务器'],
  col_weight: ['weight', '权重'],
  col_share: ['share', '占比'],
  col_due: ['by weight', '按权重'],
  col_templates: ['templates', '模板'],
  col_host: ['host', '主机'],
  col_entry: ['entry', '条目'],
  col_from: ['from', '起'],
  col_until: ['until', '止'],
  col_mac: ['MAC', 'MAC'],
  col_whose: ['whose', '属于'],
  col_poisoned: ['poisoned', '被毒化'],
  col_milliseconds: ['milliseconds', '毫秒'],
  col_connections: ['connections', '连接'],
  col_p50: ['50 %', '50 %'],
  col_p90: ['90 %', '90 %'],
  col_p95: ['95 %', '95 %'],
  col_p99: ['99 %', '99 %'],
  col_most: ['most', '最大'],
  cell_yes: ['yes', '是'],
  cell_no: ['no', '否'],
  cell_handshake: ['handshake', '握手'],
  cell_first_byte: ['first byte', '首字节'],
});

/* Columns whose cells are words of lvsim, not names from the run. */
const COLUMNS_OF_WORDS = ['poisoned', 'milliseconds'];

function chartsPart(index) {
  const sheet = el('div', {class: 'sheet'});
  unpack('charts-' + index).then(read => {
    if (!read.charts.length) sheet.append(wel('p', 'chart_none', {class: 'faint'}));
    else if (!read.letters) sheet.append(wel('p', 'chart_no_letters', {class: 'mark'}));
    for (const chart of read.charts) sheet.append(chartFigure(chart));
    sheet.dataset.ready = '';
  });
  return sheet;
}

function chartFigure(chart) {
  const title = 'chart_' + chart.kind;
  return el('figure', {class: 'chart', id: 'chart-' + chart.kind}, [
    wel('h3', title), chart.svg ? el('div', {class: 'drawing'}, chartDrawing(chart.svg, title)) : null,
    el('div', {class: 'numbers', tabindex: '0'}, [chartTable(chart),
      chart.left ? wel('p', 'chart_left', {class: 'faint'}, chart.left) : null])]);
}

/** What lvsim drew, read as XML: what is in it can run nothing. */
function chartDrawing(text, title) {
  const drawing = document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
  for (const node of drawing.querySelectorAll('[data-w]')) node.textContent = w(node.dataset.w);
  drawing.dataset.wLabel = title;
  drawing.setAttribute('aria-label', w(title));
  return drawing;
}

function chartTable(chart) {
  const heads = chart.columns.map(column => el('th', {class: column.number ? 'number' : '', scope: 'col'}, [
    column.subject ? visible(column.subject) + ' ' : null, column.key ? wel('span', 'col_' + column.key) : null]));
  const rows = chart.rows.map(row => el('tr', {}, row.map((cell, i) => chartCell(chart.columns[i], cell))));
  return el('table', {}, [el('thead', {}, el('tr', {}, heads)), el('tbody', {}, rows)]);
}

function chartCell(column, text) {
  if (COLUMNS_OF_WORDS.includes(column.key)) {
    return wel('td', 'cell_' + text, {class: column.key === 'poisoned' && text === 'yes' ? 'wrong' : ''});
  }
  return el('td', {class: column.number ? 'number' : 'mono'}, visible(text));
}
