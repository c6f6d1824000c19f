'use strict';
/* What ran, what was expected, what failed, and the decisions behind it. */
words({
  all_passed: ['Everything was as expected: {0} steps.', '一切符合预期：共 {0} 步。'],
  some_failed: ['{0} of {1} steps were not as expected.', '{1} 步中有 {0} 步不符合预期。'],
  not_run: ['The run broke off: {0}', '运行中断：{0}'],
  ran: ['{0}, seed {1}, {2} of virtual time, {3} frames', '{0}，随机种子 {1}，虚拟时间 {2}，{3} 个帧'],
  sampled: ['Kept are the first {0} of {1} frames.', '保留了 {1} 个帧中的前 {0} 个。'],
  on_kernel: ['On a real Linux kernel, which tells no decisions and no causes; addresses are those of the beginning, and other tables are not shown.',
    '在真实的 Linux 内核上运行：内核不说明决定和起因；地址是开始时的，其他表不显示。'],
  expected: ['expected', '预期'],
  got: ['got', '实际'],
  nothing: ['(nothing)', '（无）'],
  behind: ['The decisions behind it', '背后的决定'],
  to_change: ['the setting:', '相关设置：'],
  show_there: ['show on the stage', '在舞台上显示'],
  all_steps: ['All steps', '所有步骤'],
  check_word: ['check', '检查'],
  holds: ['holds', '成立'],
});

function verdictPart(story, cursor) {
  const json = story.json;
  const bad = json.steps.filter(step => step.verdict !== 'passed');
  const sheet = el('div', {class: 'sheet'});
  const mark = json.verdict === 'passed' ? '✓ ' : '✗ ';
  sheet.append(el('p', {class: 'mark ' + json.verdict}, [mark, wel('span', json.verdict), ': ' + json.name]));
  if (json.error) sheet.append(wel('p', 'not_run', {class: 'error'}, json.error));
  else if (bad.length) sheet.append(wel('p', 'some_failed', {}, bad.length, json.steps.length));
  else sheet.append(wel('p', 'all_passed', {}, json.steps.length));
  sheet.append(wel('p', 'ran', {class: 'faint'}, json.file, json.seed, span(json.virtual_ns), json.frames_in_all));
  if (json.runner === 'kernel') sheet.append(wel('p', 'on_kernel', {class: 'mark'}));
  if (json.frames_in_all > story.frameCount) sheet.append(wel('p', 'sampled', {class: 'mark'}, story.frameCount, json.frames_in_all));
  if (json.description) sheet.append(...prose(json.description));
  for (const step of bad) sheet.append(failedStep(step, story, cursor));
  const rows = json.steps.map(step => el('tr', {class: step.verdict === 'passed' ? '' : 'differs'}, [
    el('td', {}, String(step.number)), el('td', {class: step.verdict}, wel('span', step.verdict)),
    sel('td', step.title, {class: 'mono'}), el('td', {class: 'faint'}, step.file + ':' + step.line)]));
  sheet.append(el('details', {}, [wel('summary', 'all_steps'), el('div', {class: 'wide'}, el('table', {}, rows))]));
  return sheet;
}

function failedStep(step, story, cursor) {
  const block = el('article', {class: 'failed-step'});
  const checks = step.checks || [];
  block.append(el('h3', {}, [wel('span', step.verdict, {class: step.verdict}), ` ${step.file}:${step.line}, `,
    checks.length ? wel('span', 'check_word') : sel('span', step.title)]));
  if (step.script) block.append(el('pre', {class: 'failed-script'}, visible(step.script.trimEnd())));
  if (checks.length) block.append(checkTable(checks));
  else for (const message of step.messages) block.append(sel('p', message));
  if (step.comparison.length) {
    const rows = step.comparison.map(line => el('tr', {class: line.matches ? '' : 'differs'}, [
      el('td', {class: 'mono'}, line.matches ? '' : '✗'),
      cell(line.expected), cell(line.got)]));
    block.append(el('div', {class: 'wide'}, el('table', {}, [
      el('tr', {}, [el('th'), wel('th', 'expected'), wel('th', 'got')]), ...rows])));
  }
  if (step.decisions.length) {
    block.append(wel('h4', 'behind'));
    block.append(el('ol', {class: 'decisions'}, step.decisions.map(told => el('li', {class: told.setting ? 'hangs' : ''}, [
      el('span', {class: 'faint mono'}, instant(told.at_ns) + ' '), el('b', {}, told.node + ' '), sel('span', told.reason),
      told.setting ? el('div', {class: 'faint'}, [wel('span', 'to_change'), ' ', el('code', {}, told.setting)]) : null]))));
  }
  block.append(wel('button', 'show_there', {type: 'button', class: 'no-print', onclick: () => {
    for (let e = 0; e < story.count; e++) {
      if (story.kind[e] === STEP_BEGAN && story.field(e, 0) === step.number) cursor.moveTo(e + 1, 'verdict');
    }
    document.getElementById('stage').scrollIntoView();
  }}));
  return block;
}

/** What each check demands, beside what is. */
function checkTable(checks) {
  const rows = checks.map(check => el('tr', {class: check.message ? 'differs' : ''}, [
    el('td', {class: 'mono'}, check.message ? '✗' : '✓'), sel('td', check.title),
    check.message ? sel('td', check.message) : wel('td', 'holds', {class: 'faint'})]));
  return el('div', {class: 'wide'}, el('table', {class: 'checks'}, [el('tr', {}, [el('th'), wel('th', 'expected'), wel('th', 'got')]), ...rows]));
}

function cell(text) {
  return text === undefined ? wel('td', 'nothing', {class: 'faint'}) : el('td', {class: 'mono'}, visible(text));
}

function span(nanos) {
  if (nanos >= 1e9) return (nanos / 1e9).toFixed(3).replace(/\.?0+$/, '') + ' s';
  if (nanos >= 1e6) return (nanos / 1e6).toFixed(3).replace(/\.?0+$/, '') + ' ms';
  return nanos / 1e3 + ' µs';
}
