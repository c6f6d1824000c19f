'use strict';
/*
 * The ladder's filter: words with a space between must all be true, a comma begins another
 * possibility, a minus says not, brackets group. Reading one never throws: it gives {error} or
 * {test}, which says of a frame's number whether it is wanted.
 */
words({
  f_port: ['{0} wants a number from 0 to 65535 behind it, such as {0} 80', '{0} 后面要有 0 到 65535 的数，例如 {0} 80'],
  f_addr: ['{0} wants an IPv4 address behind it, such as {0} 192.168.2.10 or {0} 192.168.2.0/24', '{0} 后面要有 IPv4 地址，例如 {0} 192.168.2.10 或 {0} 192.168.2.0/24'],
  f_mac: ['mac wants six bytes behind it, such as mac 02:00:00:00:01:90', 'mac 后面要有六个字节，例如 mac 02:00:00:00:01:90'],
  f_frame: ['{0} wants the number of a frame behind it, from #1 to #{1}', '{0} 后面要有帧号，从 #1 到 #{1}'],
  f_host: ['{0} wants a host behind it: {1}', '{0} 后面要有主机名：{1}'],
  f_step: ['step wants the number of a step behind it, from 1 to {0}', 'step 后面要有步骤号，从 1 到 {0}'],
  f_time: ['time wants seconds from and to, such as time 1.5-2', 'time 后面要有起止秒数，例如 time 1.5-2'],
  f_code: ['no decision here is called {0}; there are {1}', '这里没有名为 {0} 的决定；有 {1}'],
  f_setting: ['no decision here hung on a setting like {0}', '这里没有决定取决于类似 {0} 的设置'],
  f_unknown: ['nothing is called {0}: here; to look for that text, write "{0}:…"', '没有 {0}: 这种写法；要查找该文字，请写 "{0}:…"'],
  f_bracket: ['a bracket is not closed', '括号没有闭合'],
  f_bracket_alone: ['a bracket closes nothing', '多余的右括号'],
  f_quote: ['a quotation mark is not closed', '引号没有闭合'],
  f_nothing: ['something is missing behind {0}', '{0} 后面缺少内容'],
});

class FilterMistake extends Error {}
const mistaken = (word, ...values) => { throw new FilterMistake(w(word, ...values)); };

/** 'port 80, -arp' as ['port', '80', ',', '-', 'arp']; what was quoted is {text}. */
function filterTokens(text) {
  const tokens = [], pattern = /\s*(?:([,，()（）])|(-)(?=[^\s,])|"([^"]*)(")?|([^\s,，()（）"]+))/y;
  text = text.trim();
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (!found) break;
    if (found[1]) tokens.push({'，': ',', '（': '(', '）': ')'}[found[1]] || found[1]);
    else if (found[2]) tokens.push('-');
    else if (found[3] !== undefined && !found[4]) mistaken('f_quote');
    else if (found[3] !== undefined) tokens.push({text: found[3]});
    else tokens.push(found[5]);
  }
  return tokens;
}

/** Reads a filter over the frames of a story. */
function readFilter(text, index) {
  try {
    const tokens = filterTokens(text);
    if (!tokens.length) return {test: null};
    const reader = new FilterReader(tokens, index);
    const test = reader.either();
    if (reader.at < tokens.length) mistaken('f_bracket_alone');
    return {test};
  } catch (mistake) {
    if (mistake instanceof FilterMistake) return {error: mistake.message};
    throw mistake;
  }
}

class FilterReader {
  constructor(tokens, index) {
    this.tokens = tokens;
    this.at = 0;
    this.index = index;
    this.story = index.story;
  }

  peek() { return this.tokens[this.at]; }
  next() { return this.tokens[this.at++]; }

  either() {
    const tests = [this.all()];
    while (this.peek() === ',') {
      this.next();
      if (this.peek() !== undefined && this.peek() !== ')') tests.push(this.all());
    }
    return tests.length === 1 ? tests[0] : f => tests.some(test => test(f));
  }

  all() {
    const tests = [];
    while (this.peek() !== undefined && this.peek() !== ',' && this.peek() !== ')') tests.push(this.one());
    if (!tests.length) mistaken('f_nothing', this.at ? this.textOf(this.tokens[this.at - 1]) : ',');
    tests.sort((a, b) => (a.isSlow ? 1 : 0) - (b.isSlow ? 1 : 0));
    return tests.length === 1 ? tests[0] : f => tests.every(test => test(f));
  }

  textOf(token) { return token.text === undefined ? token : `"${token.text}"`; }

  one() {
    const token = this.next();
    if (token === '-' || (token === 'not' && this.isMore())) {
      if (!this.isMore()) mistaken('f_nothing', '-');
      const test = this.one();
      return f => !test(f);
    }
    if (token === '(') {
      const test = this.either();
      if (this.next() !== ')') mistaken('f_bracket');
      return test;
    }
    if (token.text !== undefined) return this.holding(token.text);
    return this.word(token);
  }

  isMore() { return this.peek() !== undefined && this.peek() !== ',' && this.peek() !== ')'; }

  word(token) {
    const low = token.toLowerCase(), {index} = this;
    const host = this.index.nodes.find(node => node.name.toLowerCase() === low);
    if (host) return this.atHost(host.name);
    if (low in FILTER_WORDS) return FILTER_WORDS[low](index);
    if (low in FILTER_PAIRS) return FILTER_PAIRS[low](this, low);
    if (/^#\d/.test(low)) return this.frames(low);
    const colon = low.indexOf(':');
    if (colon > 0 && /^[a-z]+$/.test(low.slice(0, colon))) return this.named(low.slice(0, colon), token.slice(colon + 1));
    const address = addressTest(low);
    return address ? eitherEnd(index, address) : this.holding(token);
  }

  /** Frames whose line has a text. */
  holding(text) {
    const low = text.toLowerCase(), {index} = this;
    return Object.assign(f => index.searchText(f).includes(low), {isSlow: true});
  }

  named(name, value) {
    if (FILTER_NAMES[name]) return FILTER_NAMES[name](this, value || this.argument(name));
    if (FILTER_PAIRS[name]) {
      if (value) this.tokens.splice(this.at, 0, value);
      return FILTER_PAIRS[name](this, name);
    }
    return mistaken('f_unknown', name);
  }

  argument(name) {
    const token = this.isMore() ? this.next() : undefined;
    if (token === undefined || token === '-' || token === '(') mistaken('f_nothing', name);
    return token.text === undefined ? token : token.text;
  }

  frameNumber(name) {
    const token = this.isMore() ? this.next() : '';
    const number = /^#?(\d+)$/.test(token) ? +token.replace('#', '') : 0;
    if (number < 1 || number > this.story.frameCount) mistaken('f_frame', name, this.story.frameCount);
    return number;
  }

  frames(text) {
    const ends = /^#(\d+)(?:-#?(\d+))?$/.exec(text);
    if (!ends) mistaken('f_frame', '#', this.story.frameCount);
    const from = +ends[1], to = +(ends[2] || ends[1]);
    return f => f >= from && f <= to;
  }

  atHost(name) {
    const went = this.index.markWhere(1 << SENT | 1 << ARRIVED, 1, stringMarks(this.story, text => text === name));
    return f => went[f] === 1;
  }

  host(name) {
    const token = this.isMore() ? this.next() : '';
    const host = this.index.nodes.find(node => node.name.toLowerCase() === String(token).toLowerCase());
    if (!host) mistaken('f_host', name, this.index.nodes.map(node => node.name).join(', '));
    return host.name;
  }
}

const kindTest = (...kinds) => index => f => kinds.includes(index.kind[f]);
const protocolTest = number => index => f => index.etherType[f] === 0x0800 && index.protocol[f] === number;
const flagTest = bit => index => f => index.etherType[f] === 0x0800 && index.protocol[f] === 6 && (index.flags[f] & bit) !== 0;
const markTest = bit => index => f => (index.marks[f] & bit) !== 0;
const httpTest = index => f => index.kind[f] === K_HTTP || (index.kind[f] === K_TCP && index.payloadLength[f] > 0 && index.flows.list[index.flow[f]].http);

/** Words that stand alone. */
const FILTER_WORDS = {
  arp: kindTest(K_ARP), ip: index => f => index.etherType[f] === 0x0800, ipv4: index => f => index.etherType[f] === 0x0800,
  tcp: protocolTest(6), udp: protocolTest(17), icmp: protocolTest(1), igmp: protocolTest(2), sctp: protocolTest(132),
  http: httpTest, sip: kindTest(K_SIP), sync: kindTest(K_SYNC), ipvs: kindTest(K_SYNC),
  syn: flagTest(SYN), fin: flagTest(FIN), rst: flagTest(RST), reset: flagTest(RST), psh: flagTest(PSH),
  broadcast: markTest(M_BROADCAST), dropped: markTest(M_DROPPED), lost: markTest(M_LOST), bypass: markTest(M_BYPASS),
  forwarded: markTest(M_FORWARDED), retransmission: markTest(M_RETRANSMITTED), error: markTest(M_ERROR),
};

/** '192.168.2.10' or '192.168.2.0/24' as a test of a number; null if it is neither. */
function addressTest(text) {
  const [address, bits] = text.split('/');
  const number = ipNumber(address);
  if (number < 0 || (bits !== undefined && !(/^\d{1,2}$/.test(bits) && +bits <= 32))) return null;
  const size = 2 ** (32 - (bits === undefined ? 32 : +bits));
  const from = Math.floor(number / size) * size;
  return value => value >= from && value < from + size;
}

const hasAddress = (index, f) => index.etherType[f] === 0x0800 || index.kind[f] === K_ARP;
const eitherEnd = (index, test) => f => hasAddress(index, f) && (test(index.source[f]) || test(index.destination[f]));

function wantedAddress(reader, name) {
  return addressTest(String(reader.isMore() ? reader.next() : '')) || mistaken('f_addr', name);
}

function wantedPort(reader, name) {
  const token = reader.isMore() ? reader.next() : '';
  if (!/^\d{1,5}$/.test(token) || +token > 65535) mistaken('f_port', name);
  return +token;
}

const hasPorts = (index, f) => index.sourcePort[f] > 0 || index.destinationPort[f] > 0;

/** Words with another behind them. */
const FILTER_PAIRS = {
  port(reader, name) {
    const port = wantedPort(reader, name), {index} = reader;
    return f => hasPorts(index, f) && (index.sourcePort[f] === port || index.destinationPort[f] === port);
  },
  addr: (reader, name) => eitherEnd(reader.index, wantedAddress(reader, name)),
  src(reader, name) {
    const test = wantedAddress(reader, name), {index} = reader;
    return f => hasAddress(index, f) && test(index.source[f]);
  },
  dst(reader, name) {
    const test = wantedAddress(reader, name), {index} = reader;
    return f => hasAddress(index, f) && test(index.destination[f]);
  },
  mac(reader) {
    const token = String(reader.isMore() ? reader.next() : '').toLowerCase();
    if (!/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(token)) mistaken('f_mac');
    const wanted = btoa(String.fromCharCode(...token.split(':').map(part => parseInt(part, 16)))), {base64} = reader.story;
    return f => base64[f - 1].startsWith(wanted) || base64[f - 1].startsWith(wanted, 8);
  },
  conn(reader, name) {
    const {index} = reader, flow = index.flow[reader.frameNumber(name)];
    return f => flow > 0 && index.flow[f] === flow;
  },
  packet(reader, name) {
    const {index} = reader, head = index.headOf(reader.frameNumber(name));
    return f => index.headOf(f) === head;
  },
  because(reader, name) {
    const {index, story} = reader, first = reader.frameNumber(name), marks = new Uint8Array(story.frameCount + 1);
    marks[first] = 1;
    for (let f = first + 1; f <= story.frameCount; f++) if (marks[story.causeOf(f)]) marks[f] = 1;
    for (let f = first; f > 0; f = story.causeOf(f)) marks[f] = 1;
    return f => marks[f] === 1;
  },
  from(reader, name) {
    const {index, story} = reader, node = index.nodeNumber.get(reader.host(name));
    return f => story.frameCount > 0 && index.from[f] === node;
  },
  to(reader, name) {
    const {story} = reader, host = reader.host(name);
    const came = reader.index.markWhere(1 << ARRIVED, 1, stringMarks(story, text => text === host));
    return f => came[f] === 1;
  },
  step(reader) {
    const token = reader.isMore() ? reader.next() : '', {index} = reader;
    if (!/^\d+$/.test(token) || +token < 1 || +token > reader.story.steps.length) mistaken('f_step', reader.story.steps.length);
    return f => index.step[f] === +token;
  },
  time(reader) {
    const ends = /^(\d+(?:\.\d*)?)?-(\d+(?:\.\d*)?)?$/.exec(String(reader.isMore() ? reader.next() : '')), {index} = reader;
    if (!ends) mistaken('f_time');
    const from = +(ends[1] || 0) * 1e9, to = ends[2] === undefined ? Infinity : +ends[2] * 1e9;
    return f => index.timeOf(f) >= from && index.timeOf(f) <= to;
  },
};

/** Words with a colon behind them. */
const FILTER_NAMES = {
  decision(reader, value) {
    const codes = decisionCodes(reader.story), low = value.toLowerCase();
    const wanted = codes.filter(code => code === low).length ? [low] : codes.filter(code => code.startsWith(low));
    if (!wanted.length) mistaken('f_code', value, codes.join(', '));
    return marked(reader, 2, text => wanted.includes(text));
  },
  setting(reader, value) {
    const low = value.toLowerCase();
    if (!reader.story.strings.some(text => text.startsWith('sysctl ') && text.toLowerCase().includes(low))) mistaken('f_setting', value);
    return marked(reader, 4, text => text.toLowerCase().includes(low));
  },
};

/** Frames at which something was decided whose text in a column is wanted. */
function marked(reader, column, isWanted) {
  const marks = reader.index.markWhere(1 << DECIDED, column, stringMarks(reader.story, isWanted));
  return f => marks[f] === 1;
}

/** A 1 for each of a story's strings that is wanted. */
function stringMarks(story, isWanted) {
  const marks = new Uint8Array(story.strings.length);
  story.strings.forEach((text, i) => { marks[i] = isWanted(text) ? 1 : 0; });
  return marks;
}

/** The codes of all decisions about frames of a story. */
function decisionCodes(story) {
  if (!story.codesDecided) {
    const seen = new Set();
    const marks = new Uint8Array(story.strings.length), {kind, numbers, start} = story;
    for (let e = 0; e < story.count; e++) if (kind[e] === DECIDED && numbers[start[e]] > 0) marks[numbers[start[e] + 2]] = 1;
    marks.forEach((mark, id) => { if (mark) seen.add(story.strings[id]); });
    story.codesDecided = [...seen].sort();
  }
  return story.codesDecided;
}
