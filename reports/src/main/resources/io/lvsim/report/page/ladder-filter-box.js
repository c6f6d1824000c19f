'use strict';
/* The filter's box: what can be written is offered while writing, and as chips to press. */
words({
  b_label: ['Filter frames', '过滤帧'],
  b_hint: ['client1 http -rst, port 80, conn #12 …', 'client1 http -rst, port 80, conn #12 …'],
  b_clear: ['Clear', '清除'],
  b_help: ['How to write a filter', '过滤的写法'],
  b_offers: ['What can be written here', '可用的写法'],
  b_chips: ['Often wanted', '常用过滤'],
  b_frames: ['{0} frames', '{0} 个帧'],
  b_and: ['both: a space is "and"', '同时满足：空格表示“且”'],
  b_or: ['one of them: a comma is "or"', '满足其一：逗号表示“或”'],
  b_not: ['not: a minus before a word', '不满足：词前的减号表示“非”'],
  b_group: ['brackets group', '括号用于分组'],
  b_host: ['came from, went to or passed this host or switch; with from or to only one of these', '由该主机或交换机发出、到达或经过；from、to 只取其一'],
  b_protocol: ['a protocol; also ip, sip, sync, sctp', '协议；还有 ip、sip、sync、sctp'],
  b_flags: ['TCP segments with a flag', '带有该标志的 TCP 段'],
  b_port: ['a port at either end', '任一端的端口'],
  b_addr: ['an address at either end; src and dst for one end', '任一端的地址；src、dst 只看一端'],
  b_conn: ['the connection of frame 12, and ICMP about it', '帧 12 所属的连接，以及与之有关的 ICMP'],
  b_packet: ['frame 12 and the same packet passed on', '帧 12，以及同一个包的转发'],
  b_because: ['what led to frame 12, and what it led to', '帧 12 的起因和后果'],
  b_decision: ['something was decided about it; the beginning of a code is enough', '对该帧做出过此决定；写代码的开头即可'],
  b_setting: ['a decision about it hung on a setting', '关于该帧的决定取决于此设置'],
  b_marks: ['lost or dropped; round the director; passed on; sent again; resets and ICMP errors', '丢失或丢弃；绕过调度器；被转发；重传；复位和 ICMP 差错'],
  b_when: ['in a step; between two times in seconds', '在某一步骤中；在两个时刻（秒）之间'],
  b_text: ['any other text is looked for in the summaries', '其他文字在摘要中查找'],
});

const FILTER_HELP = [['client1 http', 'b_and'], ['arp, icmp', 'b_or'], ['-arp', 'b_not'], ['(arp, icmp) -client1', 'b_group'],
  ['client1  from rs1  to director', 'b_host'], ['arp  tcp  http  udp  icmp  igmp', 'b_protocol'], ['syn  fin  rst  psh', 'b_flags'],
  ['port 80', 'b_port'], ['addr 192.168.2.10  src 192.168.2.0/24', 'b_addr'], ['conn #12', 'b_conn'], ['packet #12', 'b_packet'], ['because #12', 'b_because'],
  ['decision:arp-answered', 'b_decision'], ['setting:arp_ignore', 'b_setting'], ['dropped  bypass  forwarded  retransmission  error', 'b_marks'],
  ['step 2  time 1.5-2', 'b_when'], ['"GET /"', 'b_text']];
const FILTER_CHIPS = ['arp', 'tcp', 'http', 'udp', 'icmp', 'igmp', 'sip', 'sync', 'sctp', 'syn', 'rst', 'broadcast', 'dropped', 'bypass', 'forwarded', 'retransmission'];
const OFFERS_MOST = 12;

/** A term for a name, quoted where its letters would be read otherwise. */
const quotedTerm = name => /^[\w.:/#-]+$/.test(name) && !name.startsWith('-') ? name : `"${name}"`;

class LadderFilterBox {
  constructor(ladder) {
    this.ladder = ladder;
    this.index = ladder.index;
    this.offered = -1;
    this.input = el('input', {id: 'ladder-filter', type: 'search', role: 'combobox', autocomplete: 'off', spellcheck: 'false', placeholder: w('b_hint'),
      'aria-label': w('b_label'), 'data-w-label': 'b_label', 'aria-expanded': 'false', 'aria-controls': 'ladder-offers', 'aria-autocomplete': 'list', 'aria-describedby': 'ladder-filter-error'});
    this.offers = el('ul', {id: 'ladder-offers', role: 'listbox', class: 'lad-offers', hidden: true, 'aria-label': w('b_offers'), 'data-w-label': 'b_offers'});
    this.error = el('p', {id: 'ladder-filter-error', class: 'lad-error', role: 'alert', hidden: true});
    this.chips = el('div', {id: 'ladder-chips', class: 'lad-chips', role: 'group', 'aria-label': w('b_chips'), 'data-w-label': 'b_chips'});
    const clear = wel('button', 'b_clear', {type: 'button', id: 'ladder-clear', onclick: () => this.set('')});
    this.root = el('div', {class: 'lad-filter'}, [
      el('div', {class: 'lad-filter-row'}, [el('div', {class: 'lad-box'}, [this.input, this.offers]), clear, this.help()]), this.error, this.chips]);
    this.listen();
    this.drawChips();
  }

  help() {
    const rows = FILTER_HELP.map(([example, word]) => el('tr', {}, [el('td', {class: 'mono'}, example), wel('td', word)]));
    return el('details', {class: 'lad-help', id: 'ladder-help'}, [wel('summary', 'b_help'), el('table', {}, rows)]);
  }

  listen() {
    this.input.addEventListener('input', () => {
      this.apply();
      this.offer();
    });
    this.input.addEventListener('focus', () => this.offer());
    this.input.addEventListener('blur', () => setTimeout(() => this.hideOffers(), 150));
    this.input.addEventListener('keydown', event => this.key(event));
    this.offers.addEventListener('pointerdown', event => {
      event.preventDefault();
      const offer = event.target.closest('[data-term]');
      if (offer) this.take(offer.dataset.term);
    });
  }

  key(event) {
    const count = this.offers.hidden ? 0 : this.offers.children.length;
    if (event.key === 'ArrowDown' && count) this.light(this.offered + 1 >= count ? 0 : this.offered + 1);
    else if (event.key === 'ArrowUp' && count) this.light(this.offered <= 0 ? count - 1 : this.offered - 1);
    else if ((event.key === 'Enter' || event.key === 'Tab') && this.offered >= 0 && count) this.take(this.offers.children[this.offered].dataset.term);
    else if (event.key === 'Enter') this.ladder.view.focus();
    else if (event.key === 'Escape' && count) this.hideOffers();
    else if (event.key === 'Escape') this.set('');
    else return;
    event.preventDefault();
  }

  /** Shows what the text in the box says. */
  apply() {
    const read = readFilter(this.input.value, this.index);
    this.error.hidden = !read.error;
    this.error.textContent = read.error || '';
    this.input.setAttribute('aria-invalid', String(Boolean(read.error)));
    this.lightChips();
    if (read.error) return;
    this.ladder.note.hidden = true;
    this.ladder.choose(read.test);
  }

  set(text) {
    this.input.value = text;
    this.hideOffers();
    this.apply();
  }

  /** Adds a term, or takes it out if it is there. */
  toggle(term) {
    const terms = this.terms();
    this.set((terms.includes(term) ? terms.filter(t => t !== term) : [...terms, term]).join(' ').trim());
  }

  terms() { return this.input.value.match(/"[^"]*"?|[^\s"]+/g) || []; }

  /* ---- what is offered ---- */

  offer() {
    const word = this.unfinished().toLowerCase().replace(/\s+/, ' ');
    if (!word) {
      this.hideOffers();
      return;
    }
    const offers = this.vocabulary().filter(([term]) => term.toLowerCase().startsWith(word) && term.toLowerCase() !== word).slice(0, OFFERS_MOST);
    empty(this.offers).append(...offers.map(([term, note], i) => el('li', {role: 'option', id: 'ladder-offer-' + i, 'data-term': term, 'aria-selected': 'false'},
      [el('b', {class: 'mono'}, term), note ? el('span', {class: 'faint'}, ' ' + note) : null])));
    this.offers.hidden = offers.length === 0;
    this.input.setAttribute('aria-expanded', String(offers.length > 0));
    this.light(-1);
  }

  /** The term that is being written at the end: a word, or two where the first wants another. */
  unfinished() {
    const pair = /(?:^|[\s,(-])(([a-z]+)\s+[^\s,()]*)$/i.exec(this.input.value);
    if (pair && pair[2].toLowerCase() in FILTER_PAIRS) return pair[1];
    return /(?:^|[\s,(])-?([^\s,()]*)$/.exec(this.input.value)[1];
  }

  light(number) {
    this.offered = number;
    [...this.offers.children].forEach((offer, i) => offer.setAttribute('aria-selected', String(i === number)));
    if (number >= 0) {
      this.input.setAttribute('aria-activedescendant', 'ladder-offer-' + number);
      this.offers.children[number].scrollIntoView({block: 'nearest'});
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  hideOffers() {
    this.offers.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.light(-1);
  }

  take(term) {
    const {value} = this.input, goesOn = /[:# ]$/.test(term);
    this.input.value = value.slice(0, value.length - this.unfinished().length) + term + (goesOn ? '' : ' ');
    this.input.focus();
    if (!goesOn) this.apply();
    this.offer();
  }

  /** All that may be written about this story, with what it is. */
  vocabulary() {
    if (!this.known) this.known = filterVocabulary(this.index);
    return this.known.map(([term, word, ...values]) => [term, word ? w(word, ...values) : '']);
  }

  /* ---- chips ---- */

  drawChips() {
    const hosts = this.index.nodes.filter(node => node.role !== 'switch').map(node => this.chip(quotedTerm(node.name), node.name, 'lad-role-' + node.role));
    const words = FILTER_CHIPS.map(term => [term, countFrames(this.index, readFilter(term, this.index).test)]).filter(([, count]) => count > 0)
      .map(([term, count]) => this.chip(term, `${term} ${count}`, 'lad-chip-' + term));
    empty(this.chips).append(...hosts, ...words);
    this.lightChips();
  }

  chip(term, text, name) {
    return el('button', {type: 'button', class: 'lad-chip ' + name, 'data-chip': term, 'aria-pressed': 'false', onclick: () => this.toggle(term)}, text);
  }

  lightChips() {
    const terms = this.terms();
    for (const chip of this.chips.children) chip.setAttribute('aria-pressed', String(terms.includes(chip.dataset.chip)));
  }

  reword() {
    this.input.placeholder = w('b_hint');
    this.apply();
  }
}

function countFrames(index, test) {
  let count = 0;
  for (let f = 1; f <= index.story.frameCount; f++) if (test(f)) count++;
  return count;
}

function filterVocabulary(index) {
  const {story} = index, ports = new Map(), addresses = new Map();
  const more = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  for (let f = 1; f <= story.frameCount; f++) {
    if (index.sourcePort[f]) more(ports, index.sourcePort[f]);
    if (index.destinationPort[f]) more(ports, index.destinationPort[f]);
    if (hasAddress(index, f)) {
      more(addresses, index.source[f]);
      if (index.destination[f] !== index.source[f]) more(addresses, index.destination[f]);
    }
  }
  const most = map => [...map].sort((a, b) => b[1] - a[1]).slice(0, 20);
  return [
    ...index.nodes.map(node => [quotedTerm(node.name)]), ...Object.keys(FILTER_WORDS).map(word => [word]),
    ...most(ports).map(([port, count]) => ['port ' + port, 'b_frames', count]),
    ...most(addresses).map(([address, count]) => ['addr ' + ipText(address), 'b_frames', count]),
    ['src ', 'b_addr'], ['dst ', 'b_addr'], ['conn #', 'b_conn'], ['packet #', 'b_packet'], ['because #', 'b_because'], ['mac '], ['step ', 'b_when'], ['time ', 'b_when'],
    ...index.nodes.map(node => ['from ' + quotedTerm(node.name)]), ...index.nodes.map(node => ['to ' + quotedTerm(node.name)]),
    ['decision:', 'b_decision'], ...decisionCodes(story).map(code => ['decision:' + code]), ...settingNames(story).map(name => ['setting:' + name])];
}

/** The last parts of the names of settings that decisions hung on, such as arp_ignore. */
function settingNames(story) {
  const names = new Set();
  for (const text of story.strings) {
    if (text.startsWith('sysctl ')) for (const name of text.slice(7).split(' ')) names.add(name.slice(name.lastIndexOf('.') + 1));
  }
  return [...names].sort();
}
