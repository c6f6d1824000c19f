'use strict';
/* One scenario's run, as it was written by lvsim: see docs/results.md. */
const SENT = 0, ARRIVED = 1, DECIDED = 2, CHANGED = 3, GONE = 4, TYPED = 5, SHOWN = 6, STEP_BEGAN = 7, STEP_ENDED = 8;
const WIDTHS = [4, 4, 6, 5, 4, 4, 3, 2, 2];
/* Long stories have checkpoints further apart: each holds whole tables. */
const CHECKPOINT_EVERY = 2000, CHECKPOINTS_MOST = 128;

class Story {
  constructor(json) {
    this.json = json;
    this.name = json.name;
    this.strings = json.strings;
    this.steps = json.steps;
    this.nodes = json.nodes;
    this.nodeByName = new Map(json.nodes.map(node => [node.name, node]));
    this.readEvents(json.events);
    this.readFrames(json.frames);
  }

  /* Event i: kind[i], at[i] (ns), and its numbers from field(i, 0) on. */
  readEvents(numbers) {
    let count = 0;
    for (let i = 0; i < numbers.length; i += 1 + WIDTHS[numbers[i]]) count++;
    this.count = count;
    this.kind = new Uint8Array(count);
    this.at = new Float64Array(count);
    this.start = new Int32Array(count);
    this.numbers = numbers;
    let now = 0;
    for (let i = 0, e = 0; e < count; e++) {
      this.kind[e] = numbers[i];
      now += numbers[i + 1];
      this.at[e] = now;
      this.start[e] = i + 2;
      i += 1 + WIDTHS[numbers[i]];
    }
  }

  field(event, which) { return this.numbers[this.start[event] + which]; }
  text(event, which) { return this.strings[this.numbers[this.start[event] + which]]; }

  /** The name of the machine or switch where an event happened. */
  nodeOf(event) {
    const kind = this.kind[event];
    if (kind === SENT || kind === ARRIVED || kind === DECIDED) return this.text(event, 1);
    return kind === STEP_BEGAN || kind === STEP_ENDED ? '' : this.text(event, 0);
  }

  /* Frames have numbers from 1; sentEvent, cause and bytes are found by number. */
  readFrames(frames) {
    const count = frames.cause.length;
    this.frameCount = count;
    this.cause = frames.cause;
    this.base64 = frames.bytes;
    this.sentEvent = new Int32Array(count + 1).fill(-1);
    const about = new Int32Array(count + 2);
    for (let e = 0; e < this.count; e++) {
      if (this.kind[e] <= DECIDED) {
        const frame = this.field(e, 0);
        about[frame + 1]++;
        if (this.kind[e] === SENT && this.sentEvent[frame] < 0) this.sentEvent[frame] = e;
      }
    }
    for (let i = 1; i < about.length; i++) about[i] += about[i - 1];
    this.aboutStart = about.slice();
    this.about = new Int32Array(about[about.length - 1]);
    const next = about.slice(0, count + 1);
    for (let e = 0; e < this.count; e++) {
      if (this.kind[e] <= DECIDED) this.about[next[this.field(e, 0)]++] = e;
    }
  }

  causeOf(frame) { return this.cause[frame - 1]; }

  bytes(frame) {
    const text = atob(this.base64[frame - 1]);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  /** The events (sent, arrived, decided) of a frame, in order; of frame 0 those without a frame. */
  eventsOf(frame) { return this.about.subarray(this.aboutStart[frame], this.aboutStart[frame + 1]); }

  /** The tables after the events before `position`: Map "node\ttable" -> Map key -> {value, event}. */
  tablesAt(position) {
    if (!this.checkpoints) this.makeCheckpoints();
    const index = Math.min(Math.floor(position / this.checkpointEvery), this.checkpoints.length - 1);
    const tables = copyTables(this.checkpoints[index]);
    for (let e = index * this.checkpointEvery; e < position; e++) this.apply(tables, e);
    return tables;
  }

  makeCheckpoints() {
    const tables = new Map();
    this.checkpoints = [];
    this.checkpointEvery = Math.max(CHECKPOINT_EVERY, Math.ceil(this.count / CHECKPOINTS_MOST));
    for (let e = 0; e < this.count; e++) {
      if (e % this.checkpointEvery === 0) this.checkpoints.push(copyTables(tables));
      this.apply(tables, e);
    }
    if (!this.checkpoints.length) this.checkpoints.push(tables);
  }

  apply(tables, event) {
    const kind = this.kind[event];
    if (kind !== CHANGED && kind !== GONE) return;
    const name = this.text(event, 0) + '\t' + this.text(event, 1);
    let table = tables.get(name);
    if (!table) tables.set(name, table = new Map());
    if (kind === CHANGED) table.set(this.text(event, 2), {value: this.text(event, 3), event});
    else table.delete(this.text(event, 2));
  }
}

function copyTables(tables) {
  const copy = new Map();
  for (const [name, table] of tables) copy.set(name, new Map(table));
  return copy;
}

/** The time of an event as the terminal shows it: seconds with as many digits as tell it apart. */
function instant(nanos) {
  const seconds = Math.floor(nanos / 1e9);
  const rest = String(Math.round(nanos - seconds * 1e9)).padStart(9, '0');
  return seconds + '.' + rest.slice(0, 3) + ' ' + rest.slice(3, 6) + ' ' + rest.slice(6);
}

/**
 * Where in the story the reader stands: after so many events. Stage, ladder and transcript follow
 * it, and move it.
 */
class Cursor {
  constructor(story) {
    this.story = story;
    this.position = 0;
    this.listeners = [];
  }
  onMove(listener) { this.listeners.push(listener); }
  moveTo(position, by) {
    this.position = Math.max(0, Math.min(this.story.count, position));
    for (const listener of this.listeners) listener(this.position, by);
  }
}
