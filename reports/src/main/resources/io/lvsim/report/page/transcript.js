'use strict';
/* What was typed at every terminal, and what came back. */
words({
  every_terminal: ['all machines', '所有机器'],
  machine: ['machine', '机器'],
});

function transcriptPart(story) {
  const machines = [];
  for (let e = 0; e < story.count; e++) {
    if (story.kind[e] === TYPED || story.kind[e] === SHOWN) {
      const name = story.nodeOf(e);
      if (!machines.includes(name)) machines.push(name);
    }
  }
  const screen = el('pre', {class: 'terminal', tabindex: '0'});
  const choice = el('select', {class: 'no-print'}, [
    wel('option', 'every_terminal', {value: ''}), ...machines.map(name => el('option', {value: name}, name))]);
  choice.addEventListener('change', () => showTerminal(story, screen, choice.value));
  showTerminal(story, screen, '');
  return el('div', {class: 'sheet'}, [el('label', {class: 'no-print'}, [wel('span', 'machine'), ' ', choice]), screen]);
}

function showTerminal(story, screen, machine) {
  empty(screen);
  let step = null;
  let midLine = false;
  const add = node => screen.append(node);
  for (let e = 0; e < story.count; e++) {
    const kind = story.kind[e];
    if (kind === STEP_BEGAN) {
      step = story.steps.find(s => s.number === story.field(e, 0));
      if (step && step.note && !machine) add(el('span', {class: 'faint'}, '# ' + step.note.trim().replace(/\n/g, '\n# ') + '\n'));
      if (step && !step.on && !machine && step.kind !== 'check') add(el('span', {class: 'faint'}, ['… ', sel('span', step.title), '\n']));
    } else if (kind === TYPED && (!machine || story.nodeOf(e) === machine)) {
      if (midLine) add('\n');
      midLine = false;
      add(el('b', {}, visible(story.text(e, 1) + story.text(e, 2)) + '\n'));
    } else if (kind === SHOWN && (!machine || story.nodeOf(e) === machine)) {
      const text = visible(story.text(e, 1));
      add(text);
      midLine = !text.endsWith('\n');
    } else if (kind === STEP_ENDED && step) {
      if (midLine) add('\n');
      midLine = false;
      if (step.verdict !== 'passed') for (const message of step.messages) add(el('span', {class: 'failed'}, ['✗ ', sel('span', message), '\n']));
      step = null;
    }
  }
}
