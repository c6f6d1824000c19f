'use strict';
/* What a box of the drawing says: its NICs and addresses, and where the machine believes the VIP to be. */
words({
  stage_believes: ['{0} at {1}', '{0} 在 {1}'],
  'stage_no-carrier': ['no carrier', '无载波'],
});

/** The lines of a machine's box: {nic, text, end, indent, vip, down, verdict}. */
function stageBoxLines(moment, host, narrow) {
  const byNic = new Map();
  for (const port of host.ports) byNic.set(port.name, {mac: port.mac, addresses: []});
  for (const [key, row] of moment.rows(host.name, 'address')) {
    const space = key.indexOf(' ');
    const ip = stageAddressOf(key);
    if (ip.startsWith('127.')) continue;
    const nic = key.slice(space + 1);
    if (!byNic.has(nic)) byNic.set(nic, {mac: '', addresses: []});
    byNic.get(nic).addresses.push({ip, down: row.value === 'down'});
  }
  const lines = [];
  for (const [nic, {mac, addresses}] of byNic) stageNicLines(lines, moment, host.name, nic, mac, addresses, narrow);
  stageBeliefLines(lines, moment, host.name, narrow);
  return lines;
}

function stageNicLines(lines, moment, host, nic, mac, addresses, narrow) {
  const holdsVip = addresses.some(address => moment.names.isVip(address.ip));
  const cut = ['down', 'no-carrier'].includes(moment.linkState(host, nic)) ? w('stage_' + moment.linkState(host, nic)) : '';
  const end = cut && !narrow ? cut : mac ? stageShortMac(mac) : narrow && holdsVip ? w('stage_vip') : '';
  if (narrow || !addresses.length) lines.push({nic, text: cut && narrow ? cut : '', indent: 6, end: cut && narrow ? '' : end, kind: 'faint'});
  addresses.forEach((address, i) => {
    const vip = moment.names.isVip(address.ip);
    lines.push({nic: narrow || i ? '' : nic, text: address.ip, indent: narrow ? 0 : 5, vip, down: address.down || cut !== '',
      end: narrow ? '' : cut ? i ? '' : cut : address.down ? w('stage_down') : vip ? w('stage_vip') : i ? '' : end});
  });
}

function stageBeliefLines(lines, moment, node, narrow) {
  if (!moment.names.believers.has(node)) return;
  for (const [key, row] of moment.rows(node, 'neighbor')) {
    const verdict = moment.judge(node, key, row.value);
    if (!verdict) continue;
    const mac = row.value.split('\t')[0];
    const owner = moment.names.ofMac(mac) || stageShortMac(mac);
    const mark = verdict === 'good' ? '✓ ' : verdict === 'poisoned' ? '✗ ' : '! ';
    if (narrow) lines.push({text: mark + owner, indent: 0, verdict, kind: 'belief'});
    else lines.push({text: mark + w('stage_believes', stageLastOctet(stageAddressOf(key)), owner), indent: 0, verdict, kind: 'belief'});
  }
}

/* Short words for decisions that are worth a tag: [mood, English, Chinese]; {1} is the server or host it speaks of. */
const STAGE_TAGS = {
  'arp-answered': ['good', 'answers: "that is me"', '回答：“是我”'],
  'arp-proxied': ['good', 'answers for another', '替别人回答'],
  'arp-ignored': ['quiet', 'keeps silent', '保持沉默'],
  'arp-sender-refused': ['quiet', 'keeps silent', '保持沉默'],
  'arp-not-ours': ['quiet', 'not for me', '不是找我'],
  'arp-asked': ['plain', 'asks by ARP', '发出 ARP 询问'],
  'arp-announced': ['plain', 'announces itself', '通告自己'],
  'arp-dropped': ['bad', 'drops it', '丢弃'],
  'switch-flooded': ['plain', 'floods to all ports', '泛洪到所有端口'],
  'switch-moved': ['bad', 'the MAC has moved', 'MAC 换了端口'],
  'switch-dropped': ['bad', 'drops it', '丢弃'],
  'link-lost': ['bad', 'lost on the cable', '在线缆上丢失'],
  'neighbor-learned': ['plain', 'cache: learned', '缓存：学到'],
  'neighbor-changed': ['bad', 'cache: CHANGED', '缓存：已改变'],
  'neighbor-kept': ['quiet', 'cache: keeps what it has', '缓存：保持不变'],
  'neighbor-failed': ['bad', 'nobody answers', '无人回答'],
  'neighbor-dropped': ['bad', 'drops the packet', '丢弃'],
  'ipvs-scheduled': ['good', 'picks {0}', '选中 {0}'],
  'ipvs-connection-hit': ['plain', 'a known connection', '已知连接'],
  'ipvs-forwarded': ['good', 'hands it to {0}', '转给 {0}'],
  'ipvs-template-made': ['plain', 'makes a template', '建立模板'],
  'ipvs-template-hit': ['plain', 'the template says {0}', '模板指向 {0}'],
  'ipvs-template-ended': ['plain', 'the template ends', '模板到期'],
  'ipvs-connection-ended': ['plain', 'the connection ends', '连接到期'],
  'ipvs-no-destination': ['bad', 'no real server left', '没有可用的真实服务器'],
  'ipvs-refused': ['bad', 'refuses', '拒绝'],
  'ipvs-dropped': ['bad', 'drops it', '丢弃'],
  'ipv4-forwarded': ['plain', 'routes it on', '路由转发'],
  'ipv4-dropped': ['bad', 'drops it', '丢弃'],
  'netfilter-dropped': ['bad', 'filters it out', '被过滤'],
  'netfilter-marked': ['plain', 'marks it', '打标记'],
  'icmp-error-sent': ['bad', 'sends an ICMP error', '发出 ICMP 错误'],
  'transport-connecting': ['plain', 'connects', '发起连接'],
  'transport-half-opened': ['good', 'accepts the SYN', '接受 SYN'],
  'transport-connected': ['good', 'connected', '已连接'],
  'transport-refused': ['bad', 'connection refused', '连接被拒绝'],
  'transport-rejected': ['bad', 'nobody listens: RST', '无人监听：RST'],
  'transport-retransmitted': ['bad', 'sends it again', '重传'],
  'transport-gave-up': ['bad', 'gives up', '放弃'],
  'transport-dropped': ['bad', 'drops it', '丢弃'],
  'daemon-answered': ['good', 'serves the page', '提供页面'],
  'daemon-check-passed': ['good', 'check passed', '检查通过'],
  'daemon-check-failed': ['bad', 'check failed', '检查失败'],
  'daemon-table-changed': ['plain', 'changes the table', '修改服务表'],
  'sync-sent': ['plain', 'tells the backup', '告知备机'],
  'sync-made': ['plain', 'takes over the entry', '接收条目'],
};

words({tag_poisoned: ['cache: POISONED', '缓存：已中毒']});
for (const [code, [, english, chinese]] of Object.entries(STAGE_TAGS)) words({['tag_' + code]: [english, chinese]});

/* Of a scene's decisions the one that says most. */
const STAGE_TAG_FIRST = ['neighbor-changed', 'switch-moved', 'link-lost', 'arp-answered', 'arp-ignored',
  'ipvs-template-hit', 'ipvs-scheduled', 'arp-asked', 'ipvs-forwarded', 'daemon-answered'];

/** The tag of a moment: {code, mood, text}, or null. */
function stageTag(moment) {
  const story = moment.story;
  const codes = moment.decisions.map(e => story.text(e, 2)).filter(code => STAGE_TAGS[code]);
  if (moment.changes.some(change => change.node === moment.node && change.table === 'neighbor' && stagePoisons(moment, change))) {
    return {code: 'poisoned', mood: 'bad', text: w('tag_poisoned')};
  }
  if (!codes.length) return null;
  const bad = codes.find(code => STAGE_TAGS[code][0] === 'bad');
  const code = bad || STAGE_TAG_FIRST.find(one => codes.includes(one)) || codes[codes.length - 1];
  const reason = story.text(moment.decisions.find(e => story.text(e, 2) === code), 3);
  const server = /(?:picked|to) (\d+(?:\.\d+){3})(?::\d+)?(?: for| by|:|$)/.exec(reason);
  const name = server ? moment.names.ofAddress(server[1]) || server[1] : '';
  if (!name && w('tag_' + code).includes('{0}')) return null;
  return {code, mood: STAGE_TAGS[code][0], text: w('tag_' + code, name)};
}

/* Whether a change gives a VIP a MAC that is no director's, and not the one that was there. */
function stagePoisons(moment, {node, key, old, value}) {
  if (value === null || moment.judge(node, key, value) !== 'poisoned') return false;
  return old === null || old.split('\t')[0] !== value.split('\t')[0];
}
