'use strict';
/* A moment in sentences: for the reader below the drawing, and for whoever listens. */
words({
  say_sent: ['{0} sends {1} by {2} to {3}.', '{0} 从 {2} 发出 {1}，发往 {3}。'],
  say_passed: ['{0} passes on {1} to {2}.', '{0} 把 {1} 转发到 {2}。'],
  say_flooded: ['{0} floods {1} to {2}.', '{0} 把 {1} 泛洪到 {2}。'],
  say_got: ['{0} gets {1} by {2}.', '{0} 从 {2} 收到 {1}。'],
  say_round: ['It goes round the director: its destination MAC is that of {0}.', '它绕过了调度器：目的 MAC 是 {0} 的。'],
  say_nowhere: ['nowhere (no cable is known)', '无处（没有已知线缆）'],
  say_typed: ['On {0} is typed: {1}', '在 {0} 上输入：{1}'],
  say_shown: ['The terminal of {0} shows: {1}', '{0} 的终端显示：{1}'],
  say_began: ['Step {0} begins: {1}', '第 {0} 步开始：{1}'],
  say_setup: ['The lab is ready. Nothing has been sent yet.', '实验环境已就绪，还没有发送任何帧。'],
  say_end: ['This is the end.', '到此结束。'],
  say_learned: ['{0} now knows: {1} is at {2} ({3}).', '{0} 现在知道：{1} 在 {2}（{3}）。'],
  say_asking: ['{0} does not know yet where {1} is.', '{0} 还不知道 {1} 在哪里。'],
  say_forgot: ['{0} no longer has an entry for {1}.', '{0} 不再有 {1} 的条目。'],
  say_power_off: ['{0} is switched off.', '{0} 已关机。'],
  say_power_on: ['{0} is switched on.', '{0} 已开机。'],
  say_address: ['{0} has the address {1}.', '{0} 拥有地址 {1}。'],
  say_address_gone: ['{0} no longer has the address {1}.', '{0} 不再拥有地址 {1}。'],
  say_link_up: ['{0}: {1} is up.', '{0}：{1} 已接通。'],
  say_link_down: ['{0}: {1} is switched off.', '{0}：{1} 已关闭。'],
  'say_link_no-carrier': ['{0}: {1} has no carrier: its cable leads nowhere.', '{0}：{1} 无载波：线缆不通。'],
  say_link_gone: ['{0} no longer has {1}.', '{0} 不再有 {1}。'],
  say_and: [' and ', ' 和 '], say_comma: [', ', '、'],
});

const stageListed = names => names.length < 2 ? names.join('') : names.slice(0, -1).join(w('say_comma')) + w('say_and') + names[names.length - 1];

class StageTelling {
  constructor(moment) { this.moment = moment; }

  /** What happens, in one sentence, without the decisions. */
  headline() {
    const moment = this.moment;
    const scenes = moment.scenes;
    if (moment.step && !moment.typed.length) {
      const step = moment.stepOf(moment.step);
      return w('say_began', moment.step, step ? visible(say(step.title)) : '');
    }
    if (moment.typed.length) return w('say_typed', moment.node, visible(moment.typed.join('\n')));
    if (moment.shown) return w('say_shown', moment.node, visible(moment.shown.trim()));
    if (moment.sent.length) return this.sentence();
    if (moment.arrived >= 0) return w('say_got', moment.node, this.frameText(), moment.story.text(moment.arrived, 2));
    if (moment.decisions.length) return '';
    if (!scenes.count || scenes.kinds[moment.scene] === SCENE_CHANGE) return moment.scene === 0 ? w('say_setup') : '';
    return '';
  }

  frameText() { return this.moment.label(this.moment.frame).long; }

  sentence() {
    const moment = this.moment;
    const ends = moment.sent.map(e => moment.cables.endOf(e));
    const to = ends.filter(end => end >= 0).map(end => moment.cables.peerOf(end).node);
    const peers = to.length ? stageListed(to) : w('say_nowhere');
    const node = moment.cables.nodeByName.get(moment.node);
    if (node && node.role === 'switch') return w(to.length > 1 ? 'say_flooded' : 'say_passed', moment.node, this.frameText(), peers);
    const ports = [...new Set(moment.sent.map(e => moment.story.text(e, 2)))];
    return w('say_sent', moment.node, this.frameText(), stageListed(ports), peers);
  }

  /** That a frame goes round the director; empty if it does not. */
  warning() {
    const {frame} = this.moment;
    const to = frame ? this.moment.roundTo(frame) : '';
    return to ? w('say_round', to) : '';
  }

  /** What was decided in the scene, in order: {reason, setting, code, node}. */
  decisions() {
    const {story, names} = this.moment;
    return this.moment.decisions.map(e => ({event: e, node: story.nodeOf(e), code: story.text(e, 2),
      reason: visible(names.explained(say(story.text(e, 3)), story.nodeOf(e))), setting: story.text(e, 4)}));
  }

  /** What has changed in caches, addresses and power, in sentences: {text, verdict}. */
  changes() {
    const found = [];
    const tell = (text, verdict) => found.push({text, verdict: verdict || ''});
    for (const {node, table, key, old, value} of this.moment.changes) {
      if (this.moment.scene === 0) break;
      const ip = stageAddressOf(key);
      if (table === 'power') tell(w(value === 'off' ? 'say_power_off' : 'say_power_on', node));
      if (table === 'link') this.tellLink(tell, node, key, old, value);
      if (table === 'address') tell(w(value === null ? 'say_address_gone' : 'say_address', node, ip));
      const moved = value === null || old === null || old.split('\t')[0] !== value.split('\t')[0];
      if (table === 'neighbor' && moved) tell(this.belief(node, key, ip, value), value === null ? '' : this.moment.judge(node, key, value));
    }
    return found;
  }

  tellLink(tell, node, nic, old, value) {
    const [before, now] = [old, value].map(text => text === null ? '' : text.split('\t')[1]);
    if (before !== now && (now || old !== null)) tell(w(now ? 'say_link_' + now : 'say_link_gone', node, nic), now === 'up' ? '' : 'cut');
  }

  belief(node, key, ip, value) {
    if (value === null) return w('say_forgot', node, ip);
    const [mac, state] = value.split('\t');
    if (!mac) return w('say_asking', node, ip);
    const owner = this.moment.names.ofMac(mac) || mac;
    const told = w('say_learned', node, ip, owner, state);
    const verdict = this.moment.judge(node, key, value);
    if (verdict === 'poisoned') return told + ' ' + w('poisoned_words', node, owner, ip);
    if (verdict === 'stale') return told + ' ' + w('stale_words', node, owner, ip);
    return told;
  }

  /** Everything of the moment for a screen reader. */
  spoken() {
    const decided = this.decisions().map(d => d.node + stageColonBefore(d.reason) + d.reason + '.');
    const all = [this.headline(), this.warning(), ...decided, ...this.changes().map(change => change.text)].filter(Boolean);
    return all.join(' ').slice(0, 900);
  }
}

/* Most reasons go on after the name (answered, dropped); others are sentences of their own. */
const stageColonBefore = reason => language === 'zh' ? '：' : /^(neighbour|[A-Z]|w?rr |\S+ picked|\S+: )/.test(reason) ? ': ' : ' ';
