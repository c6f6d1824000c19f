'use strict';
/* The stage: the topology, and everything in it as it is at the cursor. */
words({
  stage_nothing: ['There is nothing to draw: no lab was built.', '没有可画的内容：实验环境未建立。'],
  stage_step: ['Step {0} of {1}', '第 {0} 步，共 {1} 步'],
  stage_before: ['Before the first step', '第一步之前'],
  stage_decisions: ['Decided', '决定'],
  stage_setting: ['the setting:', '相关设置：'],
  stage_ladder: ['show in the ladder', '在时序图中显示'],
  stage_frame_no: ['frame {0}', '第 {0} 帧'],
  stage_tables: ['Tables', '各表'],
  stage_all_tables: ['all that matter', '所有相关的'],
  stage_choose: ['of', '属于'],
  stage_alarms: ['Moments worth a look', '值得一看的时刻'],
  alarm_poisoned: ['{0} is poisoned: {2} at {1}', '{0} 中毒：{2} 在 {1}'],
  alarm_stale: ['{0} out of date: {2} at {1}', '{0} 过时：{2} 在 {1}'],
  alarm_healed: ['{0} healed: {2} at {1}', '{0} 恢复：{2} 在 {1}'],
  alarm_moved: ['{0} moved a MAC', '{0} 移动了 MAC'],
  alarm_cut: ['{0}: {1} cut off', '{0}：{1} 断开'],
  alarm_lost: ['{0}: frame lost', '{0}：帧丢失'],
  stage_legend: ['What the colours mean', '颜色的含义'],
  legend_arp: ['ARP', 'ARP'], legend_syn: ['opening (SYN)', '建立连接 (SYN)'], legend_tcp: ['TCP', 'TCP'], legend_http: ['HTTP, data', 'HTTP、数据'],
  legend_rst: ['RST', 'RST'], legend_icmp: ['ICMP', 'ICMP'], legend_udp: ['UDP', 'UDP'], legend_sync: ['directors\' sync', '调度器同步'],
});

const STAGE_ALARMS_MOST = 24;
const STAGE_KINDS = ['arp', 'syn', 'tcp', 'http', 'rst', 'icmp', 'udp', 'sync'];

function stagePart(story, cursor) {
  if (!story.nodes.length) return el('div', {class: 'sheet'}, wel('p', 'stage_nothing'));
  return new Stage(story, cursor).root;
}

class Stage {
  constructor(story, cursor) {
    Object.assign(this, {story, cursor, selected: '', width: 0});
    this.cables = new StageCables(story);
    this.names = new StageNames(story, this.cables);
    const switches = new Set(this.cables.nodes.filter(node => node.role === 'switch').map(node => node.name));
    this.scenes = new StageScenes(story, name => switches.has(name));
    this.moment = new StageMoment(story, this.cables, this.scenes, this.names);
    this.telling = new StageTelling(this.moment);
    this.controls = new StageControls(story, cursor, this.scenes);
    this.tables = new StageTables(this.moment);
    this.alarms = new StageAlarms(story, this.names).found;
    this.controls.mark(this.alarms);
    if (cursor.position === 0) cursor.position = this.controls.firstPosition();
    this.build();
    cursor.onMove((position, by) => this.show(by === 'stage-step'));
    this.listen();
    this.show(false);
  }

  build() {
    this.banner = el('div', {class: 'stage-banner'});
    this.board = el('div', {class: 'stage-board'});
    this.now = el('div', {class: 'stage-now'});
    this.live = el('p', {class: 'visually-hidden stage-live', role: 'status', 'aria-live': 'polite'});
    this.choice = el('select', {class: 'stage-choice no-print'}, [wel('option', 'stage_all_tables', {value: ''}),
      ...this.cables.nodes.map(node => el('option', {value: node.name}, node.name))]);
    this.choice.addEventListener('change', () => this.choose(this.choice.value));
    this.side = el('div', {class: 'stage-side'}, [
      el('div', {class: 'stage-side-head'}, [wel('b', 'stage_tables'), el('label', {class: 'no-print'}, [wel('span', 'stage_choose', {class: 'faint'}), ' ', this.choice])]),
      this.tables.root]);
    this.root = el('div', {class: 'sheet stage', 'data-position': '0'}, [
      el('div', {class: 'stage-main'}, [this.banner, this.board, this.controls.root, this.now, this.alarmList(), stageLegend()]), this.side, this.live]);
  }

  alarmList() {
    if (!this.alarms.length) return null;
    const list = el('ol', {class: 'stage-alarms'}, this.alarms.slice(0, STAGE_ALARMS_MOST).map(alarm => {
      const text = wel('span', 'alarm_' + alarm.what, {}, alarm.node, alarm.owner || '', alarm.ip || '');
      return el('li', {}, el('button', {type: 'button', class: 'stage-alarm ' + alarm.what, 'data-event': alarm.event, title: alarm.text ? visible(say(alarm.text)) : null,
        onclick: () => { this.controls.pause(); this.controls.go(this.scenes.settled(alarm.event)); }},
      [el('span', {class: 'mono faint'}, (this.story.at[alarm.event] / 1e9).toFixed(3) + ' s '), text]));
    }));
    const more = this.alarms.length - STAGE_ALARMS_MOST;
    return el('div', {class: 'stage-moments no-print'}, [wel('h3', 'stage_alarms'), list, more > 0 ? wel('p', 'table_rows_more', {class: 'faint'}, more) : null]);
  }

  listen() {
    const keys = event => {
      if (!this.root.isConnected) {
        document.removeEventListener('keydown', keys);
        return;
      }
      const elsewhere = event.target.closest('#main section');
      if (!this.root.contains(event.target) && (elsewhere || !this.inView())) return;
      if (event.key === 'Escape' && this.selected) this.choose('');
      else if (this.controls.key(event)) event.preventDefault();
    };
    document.addEventListener('keydown', keys);
    languageListeners.push(() => { if (this.root.isConnected) this.show(false, true); });
    new ResizeObserver(() => this.resize()).observe(this.board);
  }

  inView() {
    const box = this.board.getBoundingClientRect();
    return box.bottom > 80 && box.top < innerHeight - 80;
  }

  /* The drawing is made anew when the room for it is another. */
  resize() {
    const width = Math.floor(this.board.clientWidth);
    if (width < 40 || Math.abs(width - this.width) < 4) return;
    this.width = width;
    this.drawing = new StageDrawing(this.moment, width, name => this.choose(name === this.selected ? '' : name));
    empty(this.board).append(this.drawing.root);
    this.drawing.update(this.selected, 0);
  }

  choose(name) {
    this.selected = name;
    this.choice.value = name;
    this.tables.update(name);
    if (this.drawing) this.drawing.update(name, 0);
  }

  /** Shows the moment at the cursor; what moved by one step is seen moving. */
  show(stepped) {
    this.moment.moveTo(this.cursor.position);
    const spoken = this.telling.spoken();
    this.root.dataset.position = this.cursor.position;
    this.controls.update(spoken);
    if (this.drawing) this.drawing.update(this.selected, stepped && !stageCalm() ? this.controls.travelMs : 0);
    this.tables.update(this.selected);
    this.showBanner();
    this.showNow();
    this.bringChanged();
    this.say(spoken);
  }

  /* If nothing that has changed is in view among the tables, the first of it is brought there. */
  bringChanged() {
    const {side} = this;
    if (side.scrollHeight <= side.clientHeight + 2) return;
    const lit = [...side.querySelectorAll('.stage-table.lit')];
    const seen = block => block.offsetTop < side.scrollTop + side.clientHeight - 40 && block.offsetTop + block.offsetHeight > side.scrollTop + 40;
    if (lit.length && !lit.some(seen)) side.scrollTop = lit[0].offsetTop - 60;
  }

  /* While playing fast, not every moment can be said. */
  say(spoken) {
    clearTimeout(this.sayTimer);
    this.sayTimer = setTimeout(() => { this.live.textContent = spoken; }, 150);
  }

  showBanner() {
    const {step, typed} = this.moment.context();
    const head = step ? w('stage_step', step.number, this.story.steps.length) : w('stage_before');
    empty(this.banner).append(el('p', {class: 'stage-step'}, [
      el('b', {}, head), el('span', {class: 'print-only mono'}, ' ' + instant(this.moment.now) + ' s'), step ? ' ' : '', step && !step.on ? el('span', {}, visible(say(step.title))) : '',
      step ? el('span', {class: 'mark ' + step.verdict}, step.verdict === 'passed' ? ' ✓' : ' ✗ ' + w(step.verdict)) : '']));
    if (step && step.note) this.banner.append(el('p', {class: 'stage-note', title: visible(step.note)}, visible(step.note.trim())));
    if (typed && step && step.on) this.banner.append(el('pre', {class: 'stage-typed', title: visible(typed.text)}, visible(typed.text)));
  }

  showNow() {
    const moment = this.moment;
    empty(this.now);
    const headline = this.telling.headline();
    const dot = moment.frame ? el('span', {class: `stage-dot kind-${moment.label(moment.frame).kind}`}) : null;
    if (headline) this.now.append(el('p', {class: 'stage-headline'}, [dot, headline]));
    const warning = this.telling.warning();
    if (warning) this.now.append(el('p', {class: 'stage-warning'}, '✗ ' + warning));
    const decisions = this.telling.decisions();
    if (decisions.length) this.now.append(el('ol', {class: 'stage-decisions'}, decisions.map(told => this.decided(told))));
    for (const {text, verdict} of this.telling.changes()) this.now.append(el('p', {class: ('stage-change ' + verdict).trim()}, text));
    if (moment.frame) {
      const link = el('a', {href: '#ladder', class: 'stage-to-ladder', 'data-frame': moment.frame,
        onclick: () => this.cursor.moveTo(this.cursor.position, 'stage')}, w('stage_ladder'));
      this.now.append(el('p', {class: 'no-print'}, [el('span', {class: 'faint'}, w('stage_frame_no', moment.frame) + ' · '), link]));
    }
  }

  decided(told) {
    const setting = told.setting ? el('div', {class: 'faint stage-setting'}, [w('stage_setting'), ' ', el('code', {}, told.setting)]) : null;
    return el('li', {'data-code': told.code, class: stageTagMood(told.code)}, [el('b', {}, told.node), stageColonBefore(told.reason), told.reason, setting]);
  }
}

const stageTagMood = code => STAGE_TAGS[code] ? STAGE_TAGS[code][0] : 'plain';
const stageCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

function stageLegend() {
  return el('details', {class: 'stage-legend no-print'}, [wel('summary', 'stage_legend'),
    el('p', {}, STAGE_KINDS.map(kind => el('span', {class: 'stage-key'}, [el('span', {class: 'stage-dot kind-' + kind}), wel('span', 'legend_' + kind)])))]);
}
