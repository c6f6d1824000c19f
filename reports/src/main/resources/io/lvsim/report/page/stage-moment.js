'use strict';
/*
 * The story at a position: its scene so far, what is on the cables, the tables, and what has changed in them within the
 * scene.
 */
class StageMoment {
  constructor(story, cables, scenes, names) {
    Object.assign(this, {story, cables, scenes, names});
    this.position = -1;
    this.labels = new Map();
  }

  moveTo(position) {
    const story = this.story;
    const scene = this.scenes.at(position);
    const start = story.count ? Math.min(this.scenes.start(scene), position) : 0;
    if (this.position < 0 || this.position > start || start - this.position > CHECKPOINT_EVERY) {
      this.tables = story.tablesAt(start);
    } else {
      for (let e = this.position; e < start; e++) story.apply(this.tables, e);
    }
    this.changes = [];
    for (let e = start; e < position; e++) this.applyNoting(e);
    if (scene === 0 && this.scenes.isSetup()) this.changes = [];
    Object.assign(this, {position, scene, start});
    this.readScene();
  }

  applyNoting(e) {
    const story = this.story;
    const kind = story.kind[e];
    if (kind !== CHANGED && kind !== GONE) return;
    const [node, table, key] = [story.text(e, 0), story.text(e, 1), story.text(e, 2)];
    const had = this.rows(node, table).get(key);
    const known = this.changes.find(change => change.key === key && change.table === table && change.node === node);
    const value = kind === CHANGED ? story.text(e, 3) : null;
    if (known) known.value = value;
    else this.changes.push({node, table, key, old: had ? had.value : null, value});
    story.apply(this.tables, e);
  }

  /* What the scene's events say, in the order in which they came. */
  readScene() {
    const story = this.story;
    Object.assign(this, {node: '', frame: 0, arrived: -1, sent: [], decisions: [], typed: [], shown: '', step: 0});
    for (let e = this.start; e < this.position; e++) {
      switch (story.kind[e]) {
        case SENT: this.sent.push(e); this.frame = story.field(e, 0); this.node = story.nodeOf(e); break;
        case ARRIVED: this.arrived = e; this.frame = story.field(e, 0); this.node = story.nodeOf(e); break;
        case DECIDED: this.decisions.push(e); this.node = story.nodeOf(e); this.frame = this.frame || this.atHand(e); break;
        case TYPED: this.typed.push(story.text(e, 1) + story.text(e, 2)); this.node = story.nodeOf(e); break;
        case SHOWN: this.shown += story.text(e, 1); this.node = story.nodeOf(e); break;
        case STEP_BEGAN: this.step = story.field(e, 0); break;
        default: break;
      }
    }
    if (!this.node && this.changes.length) this.node = this.changes[0].node;
  }

  /* What is lost before it is sent (no carrier) has no number of its own. */
  atHand(e) { return this.story.field(e, 2) === this.scenes.lost ? 0 : this.story.field(e, 0); }

  /** The virtual time. */
  get now() { return this.position ? this.story.at[this.position - 1] : 0; }

  rows(node, table) { return this.tables.get(node + '\t' + table) || NO_ROWS; }

  hasAddress(node, ip) {
    for (const key of this.rows(node, 'address').keys()) if (stageAddressOf(key) === ip) return true;
    return false;
  }

  isOn(node) {
    const power = this.rows(node, 'power').get('power');
    return !power || power.value !== 'off';
  }

  /** Whether a node is there: those made during the run come and go. */
  isThere(node) { return !node.made || this.rows(node.name, 'link').size > 0 || this.rows(node.name, 'address').size > 0; }

  /** up, down or no-carrier of an interface; empty where nobody has told. */
  linkState(node, nic) {
    const row = this.rows(node, 'link').get(nic);
    return row ? row.value.split('\t')[1] : '';
  }

  /** Whether something can pass between the ends of a cable. */
  carries(end) { return [end, end ^ 1].every(one => ['', 'up'].includes(this.linkState(this.cables.ends[one].node, this.cables.ends[one].port))); }

  judge(node, key, value) {
    return this.names.judge(node, stageAddressOf(key), value.split('\t')[0], (name, ip) => this.hasAddress(name, ip));
  }

  label(frame) {
    let label = this.labels.get(frame);
    if (!label) {
      if (this.labels.size > 2000) this.labels.clear();
      label = stageLabel(this.story.bytes(frame), mac => this.names.ofMac(mac));
      this.labels.set(frame, label);
    }
    return label;
  }

  /** Whose MAC a frame for a VIP is sent to, if that is no director's and none has sent it; else empty. */
  roundTo(frame) {
    const label = this.label(frame);
    if (label.round === undefined) label.round = this.wayRound(this.story.bytes(frame));
    return label.round;
  }

  wayRound(bytes) {
    const {names} = this;
    if (bytes.length < 34 || stageWord(bytes, 12) !== 0x0800 || !names.isVip(stageIp(bytes, 30)) || !names.directors.size) return '';
    const to = names.ofMac(stageMac(bytes, 0));
    return names.servers.has(to) && !names.directors.has(to) && !names.directors.has(names.ofMac(stageMac(bytes, 6))) ? to : '';
  }

  /**
   * What is to be seen on the cables, by end from which it goes: {end, frame, event, state}; state is flying (under
   * way), here (has just arrived) or past (where the frame was before).
   */
  hops() {
    const found = new Map();
    const put = (event, state) => {
      const end = this.cables.endOf(event);
      if (end < 0) return;
      const known = found.get(end);
      if (known) known.more++;
      else found.set(end, {end, event, state, frame: this.story.field(event, 0), more: 0});
    };
    for (const event of this.sent) put(event, this.cables.arrival[event] < 0 ? 'lost' : 'flying');
    if (this.arrived >= 0 && this.cables.departure[this.arrived] >= 0) put(this.cables.departure[this.arrived], 'here');
    for (const event of this.cables.flying(this.start, 60)) if (this.cables.arrival[event] >= this.position) put(event, 'flying');
    for (const event of this.past()) if (!found.has(this.cables.endOf(event))) put(event, 'past');
    return [...found.values()];
  }

  /* The way that the frame, and the like one that it was made of, went so far. */
  past() {
    const story = this.story;
    const events = [];
    let frame = this.frame;
    for (let depth = 0; frame && depth < 3; depth++) {
      for (const e of story.eventsOf(frame)) if (story.kind[e] === SENT && e < this.start) events.push(e);
      const cause = story.causeOf(frame);
      frame = cause && this.label(cause).text === this.label(frame).text ? cause : 0;
    }
    return events.slice(0, 60);
  }

  /** The step that is under way, and what was typed last in it: {step, typed}. */
  context() {
    const {story, scenes} = this;
    const begun = scenes.lastBefore(scenes.begunAt, this.position);
    const entered = scenes.lastBefore(scenes.typedAt, this.position);
    const typed = entered < 0 || entered < begun ? null : {node: story.nodeOf(entered), text: story.text(entered, 1) + story.text(entered, 2)};
    return {step: begun < 0 ? null : this.stepOf(story.field(begun, 0)), typed};
  }

  stepOf(number) { return this.story.steps.find(step => step.number === number) || null; }
}

const NO_ROWS = new Map();

