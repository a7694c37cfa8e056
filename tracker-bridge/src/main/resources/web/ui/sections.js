import { html } from '../vendor/htm-preact-standalone.module.js';
import { clock, count, number, span } from '../format.js';
import { EVIDENCE } from '../states.js';
import { Icon } from './icons.js';

const MOST_SHOWN = 300;

/** How well a criterion is founded: a word, and as many marks of four. */
function Grade({ evidence }) {
  const { label, rank, hint } = EVIDENCE[evidence] ?? { label: evidence, rank: 0, hint: '' };
  return html`<span class=${'grade rank-' + rank} title=${hint}><span class="marks" aria-hidden="true">${[1, 2, 3, 4].map((n) => html`<i key=${n} class=${n <= rank ? 'on' : ''}></i>`)}</span>${label}</span>`;
}

export function Criteria({ task }) {
  if (task.criteria.length === 0) return null;
  return html`<section class="card"><h3>Criteria <span class="note">${number(task.criteriaVerified)} of ${number(task.criteriaTotal)} verified</span></h3>
    <ul class="criteria">${task.criteria.slice(0, MOST_SHOWN).map((entry) => html`<li key=${entry.index} class=${entry.verified ? 'met' : 'open'}>
      <${Icon} name=${entry.verified ? 'met' : 'open'} />
      <span class="text">${entry.text || `Criterion ${entry.index + 1}`}<span class="hidden">${entry.verified ? ' (met)' : ' (open)'}</span></span>
      ${entry.evidence && html`<${Grade} evidence=${entry.evidence} />`}</li>`)}</ul>
    ${task.criteria.length > MOST_SHOWN && html`<p class="more">${number(task.criteria.length - MOST_SHOWN)} more are not drawn.</p>`}
  </section>`;
}

export function Log({ task }) {
  return html`<section class="card"><h3>Log <span class="note">last ${count(task.log.length, 'line')}</span></h3>
    ${task.log.length === 0 ? html`<p class="empty small">Nothing said yet.</p>` : html`<ol class="log">
      ${task.log.map(({ at, message }, i) => html`<li key=${i}><time datetime=${at}>${clock(Date.parse(at))}</time><span>${message}</span></li>`)}</ol>`}
  </section>`;
}

export function Files({ task }) {
  if (task.files.length === 0 && task.unlistedFiles === 0) return null;
  const created = task.files.filter((file) => file.created).length;
  return html`<section class="card"><h3>Files <span class="note">${number(created)} created, ${number(task.files.length - created)} modified</span></h3>
    <ul class="files" tabindex="0" aria-label="Files">${task.files.map(({ path, created: isNew }) => html`<li key=${path} class=${isNew ? 'created' : 'modified'}>
      <${Icon} name=${isNew ? 'created' : 'modified'} /><span class="hidden">${isNew ? 'created ' : 'modified '}</span><span>${path}</span></li>`)}</ul>
    ${task.unlistedFiles > 0 && html`<p class="more">${count(task.unlistedFiles, 'further change is', 'further changes are')} not listed.</p>`}
  </section>`;
}

/** What happened to the task's events: loss and disorder are shown, not hidden. */
export function Health({ task }) {
  const skew = Math.abs(task.skewMs) < 1000 ? '< 1\u00a0s' : (task.skewMs < 0 ? '−' : '') + span(Math.abs(task.skewMs));
  const rows = [
    ['Actions', task.actions, task.failedActions > 0 ? `${number(task.failedActions)} failed` : ''],
    ['Errors', task.errors, task.transientErrors > 0 ? `${number(task.transientErrors)} of them passing` : ''],
    ['Missing', task.missing, 'numbered, but never seen'],
    ['Duplicates', task.duplicates, 'seen before and passed over'],
    ['Late', task.late, 'out of order or after the end'],
    ['Fenced', task.fenced, 'from an attempt that was replaced'],
    ['Rejected', task.rejected, 'against what was declared'],
  ];
  return html`<section class="card"><h3>Events <span class="note">${number(task.applied)} applied</span></h3>
    <dl class="counters">${rows.map(([name, value, hint]) => html`<div key=${name} class=${value > 0 ? 'some' : 'none'}><dt>${name}</dt><dd>${number(value)}</dd>
      <dd class="note">${value > 0 ? hint : ''}</dd></div>`)}
      <div><dt>Rhythm</dt><dd>${task.heard > 1 ? span(task.rhythmMs) : '–'}</dd><dd class="note">usual silence between events</dd></div>
      <div><dt>Clock skew</dt><dd>${skew}</dd><dd class="note">broker against worker</dd></div>
    </dl></section>`;
}
