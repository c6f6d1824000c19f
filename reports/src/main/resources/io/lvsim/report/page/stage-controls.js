'use strict';
/* What moves the cursor: buttons, the slider with its marks, keys. */
words({
  go_first: ['to the beginning', '到开头'], go_last: ['to the end', '到结尾'],
  go_frame_back: ['one frame back', '后退一帧'], go_frame: ['one frame forward', '前进一帧'],
  go_decision_back: ['one decision back', '后退一个决定'], go_decision: ['one decision forward', '前进一个决定'],
  go_play: ['play', '播放'], go_pause: ['pause', '暂停'],
  frame_word: ['frame', '帧'], decision_word: ['decision', '决定'],
  speed_word: ['speed', '速度'], step_word: ['step', '步骤'],
  slider_word: ['moment of the run', '运行时刻'],
  slider_value: ['event {0} of {1}, {2} s. {3}', '第 {0} 个事件，共 {1} 个，{2} 秒。{3}'],
  ticks_word: ['where steps begin', '各步骤的起点'],
  tick_title: ['step {0}: {1}', '第 {0} 步：{1}'],
  keys_word: ['Keys', '快捷键'],
  keys_text: ['Space: play or pause. → and ←: one frame forward and back. Shift+→ and Shift+←: one decision. Home and End: first and last. ' +
    'Tab and Enter: choose a machine in the drawing; Escape: all tables again. They work while the stage is in view and no text field has the focus.',
  '空格：播放或暂停。→ 和 ←：前进或后退一帧。Shift+→ 和 Shift+←：前进或后退一个决定。Home 和 End：开头和结尾。' +
    'Tab 和 Enter：选择图中的机器；Escape：重新显示所有表。当舞台可见且焦点不在输入框时有效。'],
});

const STAGE_SPEEDS = [0.5, 1, 2, 4, 8];
const STAGE_PAUSE_MS = 1100;
const STAGE_TICKS_MOST = 400;

class StageControls {
  constructor(story, cursor, scenes) {
    Object.assign(this, {story, cursor, scenes});
    this.speed = 1;
    this.timer = 0;
    this.playing = false;
    this.slider = el('input', {type: 'range', class: 'stage-slider', min: 0, max: story.count, step: 1, 'aria-label': w('slider_word'), 'data-w-label': 'slider_word'});
    this.slider.addEventListener('input', () => { this.pause(); this.go(this.snapped(+this.slider.value)); });
    this.play = this.button('play', '▶', 'go_play', () => this.playing ? this.pause() : this.start());
    this.clock = el('output', {class: 'stage-clock mono'});
    this.root = el('div', {class: 'stage-controls no-print'}, [this.track(), this.buttons(), this.help()]);
  }

  button(name, sign, key, action, word) {
    const button = el('button', {type: 'button', class: 'stage-go', 'data-go': name, 'aria-label': w(key), 'data-w-label': key, title: w(key), onclick: action});
    button.append(el('span', {'aria-hidden': 'true'}, sign));
    if (word) {
      const text = wel('span', word, {'aria-hidden': 'true', class: 'stage-go-word'});
      if (name.endsWith('back')) button.append(' ', text);
      else button.prepend(text, ' ');
    }
    return button;
  }

  buttons() {
    const move = action => () => { this.pause(); action(); };
    const speed = el('select', {class: 'stage-speed', 'aria-label': w('speed_word'), 'data-w-label': 'speed_word'},
      STAGE_SPEEDS.map(x => el('option', {value: x, selected: x === 1}, x + '×')));
    speed.addEventListener('change', () => { this.speed = +speed.value; });
    return el('div', {class: 'stage-buttons'}, [
      this.button('first', '⇤', 'go_first', move(() => this.first())),
      this.button('frame-back', '◂◂', 'go_frame_back', move(() => this.frameBack()), 'frame_word'),
      this.button('decision-back', '◂', 'go_decision_back', move(() => this.decisionBack()), 'decision_word'),
      this.play,
      this.button('decision', '▸', 'go_decision', move(() => this.decision()), 'decision_word'),
      this.button('frame', '▸▸', 'go_frame', move(() => this.frame()), 'frame_word'),
      this.button('last', '⇥', 'go_last', move(() => this.go(this.story.count))),
      speed, this.clock]);
  }

  help() {
    return el('details', {class: 'stage-keys'}, [wel('summary', 'keys_word'), wel('p', 'keys_text')]);
  }

  first() { this.go(this.firstPosition()); }
  frame() { this.go(this.scenes.next(this.cursor.position, s => this.scenes.isFrame(s)), 'step'); }
  frameBack() { this.go(Math.max(this.firstPosition(), this.scenes.previous(this.cursor.position, s => this.scenes.isFrame(s)))); }
  decision() { this.go(this.scenes.nextDecision(this.cursor.position), 'step'); }
  decisionBack() { this.go(Math.max(this.firstPosition(), this.scenes.previousDecision(this.cursor.position))); }

  /** After what was there before the first step: addresses and so on. */
  firstPosition() { return this.scenes.isSetup() ? this.scenes.end(0) : 0; }

  snapped(position) {
    if (position <= 0) return 0;
    return this.scenes.end(this.scenes.at(position));
  }

  go(position, how) { this.cursor.moveTo(position, how === 'step' ? 'stage-step' : 'stage'); }

  start() {
    if (this.cursor.position >= this.story.count) this.first();
    this.setPlaying(true);
    this.turn();
  }

  turn() {
    if (!this.playing || !this.root.isConnected) return;
    if (this.cursor.position >= this.story.count) {
      this.pause();
      return;
    }
    const position = this.scenes.next(this.cursor.position, () => true);
    const scene = this.scenes.at(position);
    this.go(position, 'step');
    const weight = this.scenes.kinds[scene] === SCENE_HOP ? 1 : this.scenes.kinds[scene] === SCENE_CHANGE ? 0.5 : 1.5;
    this.timer = setTimeout(() => this.turn(), STAGE_PAUSE_MS * weight / this.speed);
  }

  pause() {
    clearTimeout(this.timer);
    if (this.playing) this.setPlaying(false);
  }

  setPlaying(playing) {
    this.playing = playing;
    const key = playing ? 'go_pause' : 'go_play';
    this.play.dataset.wLabel = key;
    this.play.title = w(key);
    this.play.setAttribute('aria-label', w(key));
    this.play.setAttribute('aria-pressed', String(playing));
    this.play.firstChild.textContent = playing ? '❚❚' : '▶';
  }

  /** How long what moves is under way. */
  get travelMs() { return Math.min(700, STAGE_PAUSE_MS * 0.6 / this.speed); }

  /* The slider, and over it where steps begin. */
  track() {
    this.ticks = el('div', {class: 'stage-ticks', role: 'toolbar', 'aria-label': w('ticks_word'), 'data-w-label': 'ticks_word'});
    this.tip = el('div', {class: 'stage-tip', 'aria-hidden': 'true'});
    const begun = [];
    for (let e = 0; e < this.story.count; e++) if (this.story.kind[e] === STEP_BEGAN) begun.push(e);
    const every = Math.ceil(begun.length / STAGE_TICKS_MOST);
    begun.filter((e, i) => i % every === 0).forEach((e, i) => this.ticks.append(this.tick(e, i)));
    this.ticks.addEventListener('keydown', event => this.tickKey(event));
    return el('div', {class: 'stage-track'}, [this.ticks, this.tip, this.slider]);
  }

  tick(e, i) {
    const step = this.story.steps.find(s => s.number === this.story.field(e, 0));
    const title = () => w('tick_title', this.story.field(e, 0), step ? visible(say(step.title)) : '');
    const bad = step && step.verdict !== 'passed';
    const tick = el('button', {type: 'button', class: 'stage-tick' + (bad ? ' bad' : ''), tabindex: i ? '-1' : '0', 'aria-label': title(), 'data-event': e,
      style: `--at: ${e / Math.max(1, this.story.count)}`});
    tick.addEventListener('click', () => { this.pause(); this.go(this.snapped(e + 1)); });
    const show = () => {
      this.tip.textContent = title();
      this.tip.style.setProperty('--at', e / Math.max(1, this.story.count));
      this.tip.classList.add('shown');
    };
    const hide = () => this.tip.classList.remove('shown');
    for (const name of ['mouseenter', 'focus']) tick.addEventListener(name, show);
    for (const name of ['mouseleave', 'blur']) tick.addEventListener(name, hide);
    return tick;
  }

  tickKey(event) {
    const way = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const all = [...this.ticks.children];
    const next = all[all.indexOf(document.activeElement) + way];
    if (!next) return;
    document.activeElement.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  /** Small marks on the track at moments worth a look. */
  mark(alarms) {
    const track = this.slider.parentNode;
    for (const alarm of alarms.slice(0, 200)) {
      track.append(el('span', {class: 'stage-mark ' + alarm.what, style: `--at: ${alarm.event / Math.max(1, this.story.count)}`}));
    }
  }

  update(spoken) {
    this.slider.value = this.cursor.position;
    const now = instant(this.cursor.position ? this.story.at[this.cursor.position - 1] : 0);
    this.clock.textContent = now + ' s';
    this.slider.setAttribute('aria-valuetext', w('slider_value', this.cursor.position, this.story.count, now, spoken));
  }

  /** Whether a key was for the stage. */
  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const on = event.target;
    const field = on.matches && on.matches('select, textarea, input:not([type=range])');
    if (field || (event.key === ' ' && on.matches && on.matches('button, summary, a'))) return false;
    const act = {' ': () => this.playing ? this.pause() : this.start(),
      ArrowRight: () => event.shiftKey ? this.decision() : this.frame(),
      ArrowLeft: () => event.shiftKey ? this.decisionBack() : this.frameBack(),
      Home: () => this.first(), End: () => this.go(this.story.count)}[event.key];
    if (!act) return false;
    if (event.key !== ' ') this.pause();
    act();
    return true;
  }
}
