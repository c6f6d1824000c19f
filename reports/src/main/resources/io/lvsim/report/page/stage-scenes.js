'use strict';
/*
 * A story cut into scenes: what one node does at one instant. A scene is where playing pauses, and
 * where a step by frame stops if a frame leaves or arrives in it.
 */
const SCENE_NONE = 0, SCENE_HOP = 1, SCENE_DECIDED = 2, SCENE_TYPED = 3, SCENE_SHOWN = 4, SCENE_STEP = 5, SCENE_CHANGE = 6;

class StageScenes {
  constructor(story, isSwitch) {
    this.story = story;
    this.starts = [];
    this.kinds = [];
    this.typedAt = [];
    this.begunAt = [];
    this.lost = story.strings.indexOf('link-lost');
    const cut = {kind: SCENE_NONE, node: -1, at: -1, arrived: false, sentFrame: -1};
    for (let e = 0; e < story.count; e++) {
      if (!this.belongs(e, cut, isSwitch)) this.begin(e, cut);
      this.take(e, cut);
    }
    this.starts.push(story.count);
    this.sceneOf = new Int32Array(story.count + 1);
    for (let s = 0; s < this.kinds.length; s++) this.sceneOf.fill(s, this.starts[s], this.starts[s + 1]);
    this.sceneOf[story.count] = Math.max(0, this.kinds.length - 1);
    this.count = this.kinds.length;
  }

  begin(e, cut) {
    const kinds = [SCENE_HOP, SCENE_HOP, SCENE_DECIDED, SCENE_CHANGE, SCENE_CHANGE, SCENE_TYPED, SCENE_SHOWN, SCENE_STEP, SCENE_STEP];
    this.starts.push(e);
    this.kinds.push(kinds[this.story.kind[e]]);
    Object.assign(cut, {kind: kinds[this.story.kind[e]], node: -1, at: this.story.at[e], arrived: false, sentFrame: -1});
  }

  take(e, cut) {
    const kind = this.story.kind[e];
    if (kind <= DECIDED) {
      cut.node = this.story.field(e, 1);
      if (kind === ARRIVED) cut.arrived = true;
      if (kind === SENT) {
        cut.sentFrame = this.story.field(e, 0);
        this.kinds[this.kinds.length - 1] = SCENE_HOP;
      }
    } else if (kind === TYPED || kind === SHOWN) {
      cut.node = this.story.field(e, 0);
      if (kind === TYPED) this.typedAt.push(e);
    } else if (kind === STEP_BEGAN) {
      this.begunAt.push(e);
    }
  }

  belongs(e, cut, isSwitch) {
    const story = this.story;
    const together = story.at[e] === cut.at;
    switch (story.kind[e]) {
      case SENT: return together && cut.node === story.field(e, 1) && this.leadsTo(e, cut, isSwitch);
      case DECIDED: return together && cut.kind <= SCENE_DECIDED && cut.node === story.field(e, 1) &&
        (cut.sentFrame < 0 || story.field(e, 2) === this.lost);
      case CHANGED: case GONE: return together ? cut.kind !== SCENE_NONE : cut.kind >= SCENE_TYPED;
      case TYPED: return cut.kind === SCENE_STEP || (cut.kind === SCENE_TYPED && story.text(e, 1) === '> ');
      case SHOWN: return cut.kind === SCENE_SHOWN && cut.node === story.field(e, 0);
      case STEP_ENDED: return cut.kind !== SCENE_NONE;
      default: return false;
    }
  }

  /* A flood is one scene, and so are a switch's getting and passing on, and a timer's decisions and what is then sent. */
  leadsTo(e, cut, isSwitch) {
    if (cut.sentFrame >= 0) return cut.sentFrame === this.story.field(e, 0);
    return cut.kind === SCENE_DECIDED || (cut.arrived && isSwitch(this.story.text(e, 1)));
  }

  /** The scene that a position shows: that of the event before it. */
  at(position) { return this.sceneOf[Math.max(0, position - 1)]; }
  start(scene) { return this.starts[scene]; }
  end(scene) { return this.starts[scene + 1]; }

  /** The next position after which `fits(scene)`; the last if there is none. */
  next(position, fits) {
    let scene = this.at(position);
    if (this.end(scene) <= position) scene++;
    while (scene < this.count && !fits(scene)) scene++;
    return scene < this.count ? this.end(scene) : this.story.count;
  }

  previous(position, fits) {
    let scene = this.at(position) - 1;
    while (scene > 0 && !fits(scene)) scene--;
    return scene >= 0 ? this.end(scene) : 0;
  }

  /** Whether it begins with what was there before the first step. */
  isSetup() { return this.count > 0 && this.kinds[0] === SCENE_CHANGE; }

  isFrame(scene) { return this.kinds[scene] === SCENE_HOP; }

  /** The last event of a list that comes before a position; -1 for none. */
  lastBefore(list, position) {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < position) low = middle + 1;
      else high = middle;
    }
    return low ? list[low - 1] : -1;
  }

  /** After the next decision and what it changed. */
  nextDecision(position) {
    const story = this.story;
    let e = position;
    while (e < story.count && story.kind[e] !== DECIDED) e++;
    return e < story.count ? this.settled(e) : story.count;
  }

  previousDecision(position) {
    const story = this.story;
    let e = position - 1;
    while (e >= 0 && story.kind[e] !== DECIDED) e--;
    if (e >= 0 && this.settled(e) >= position) for (e--; e >= 0 && story.kind[e] !== DECIDED;) e--;
    return e >= 0 ? this.settled(e) : 0;
  }

  settled(e) {
    const story = this.story;
    for (e++; e < story.count && (story.kind[e] === CHANGED || story.kind[e] === GONE) && story.at[e] === story.at[e - 1];) e++;
    return e;
  }
}
