import { html, useEffect, useRef, useState } from '../vendor/htm-preact-standalone.module.js';
import { ago, clock, moment, number, percent, short, span, usd } from '../format.js';
import { isEnded, liveness } from '../liveness.js';
import { address } from '../filter.js';
import { Bar, Figure, Link, Liveness, Status } from './parts.js';

const REFRESH_MS = 1_000;
const MAX_CRITERIA = 300;

/** What is only asked for while somebody looks: criteria, evidence, counters. Asked again when the task has changed, once a second at most. */
function useDetails(taskId, version, connection) {
  const [details, setDetails] = useState(null);
  const last = useRef(0);
  useEffect(() => {
    let current = true;
    const wait = Math.max(0, last.current + REFRESH_MS - Date.now());
    const timer = setTimeout(async () => {
      last.current = Date.now();
      try {
        const response = await fetch(`/api/tasks/${encodeURIComponent(taskId)}`);
        const body = response.ok ? await response.json() : null;
        if (current && (body || response.status === 404)) setDetails(body ?? { missing: true, taskId });
      } catch {
        // The connection's state is shown already; what is here stays until it is back.
      }
    }, details === null ? 0 : wait);
    return () => { current = false; clearTimeout(timer); };
  }, [taskId, version, connection]);
  return details && details.taskId === taskId ? details : null;
}

export function TaskView({ taskId, store, filter, go }) {
  const live = store.tasks.get(taskId);
  const details = useDetails(taskId, live?.version, store.connection);
  const heading = useRef(null);
  useEffect(() => { heading.current?.focus(); }, [taskId]);
  const task = live ?? (details && !details.missing ? prepared(details) : null);
  const back = html`<${Link} class="back" to=${address({ ...filter, task: null })} go=${go}>← All tasks<//>`;
  if (task === null) {
    return html`<section class="detail">${back}<h2 tabindex="-1" ref=${heading}>${taskId}</h2>
      <p class="empty">${details?.missing ? 'No such task is known.' : 'Loading …'}</p></section>`;
  }
  return html`
    <section class="detail" aria-label="Task">
      ${back}
      <h2 tabindex="-1" ref=${heading}>${task.title || task.taskId}</h2>
      <p class="under"><code>${task.taskId}</code><span>${task.agentId}</span><span>project ${task.projectId}</span>
        ${task.parentTaskId && html`<span>part of <${Link} to=${address({ ...filter, task: task.parentTaskId })} go=${go}>${task.parentTaskId}<//></span>`}
        ${task.attempt > 1 && html`<span>attempt ${task.attempt}</span>`}</p>
      <${Vitals} task=${task} store=${store} />
      <${Figures} task=${task} store=${store} />
      <div class="columns">
        <div><${CriteriaList} task=${task} details=${details} /><${Log} task=${task} details=${details} /></div>
        <div><${FileList} task=${task} /><${Health} task=${task} details=${details} /></div>
      </div>
    </section>`;
}

function prepared(details) {
  return { ...details, heardMs: Date.parse(details.lastHeardAt), advancedMs: Date.parse(details.lastAdvancedAt) };
}

function Vitals({ task, store }) {
  const now = store.knownUntil();
  const alive = liveness(task, now);
  const silence = span(now - task.heardMs);
  const words = {
    running: `Heard ${ago(now - task.heardMs)}.`,
    waiting: `It said that it waits. Heard ${ago(now - task.heardMs)}.`,
    stalled: now - task.heardMs > task.allowanceMs
      ? `Silent for ${silence}; ${span(task.allowanceMs)} would be usual at most.`
      : `Heard ${ago(now - task.heardMs)}, but it has not moved on for ${span(now - task.advancedMs)}.`,
    lost: `Silent for ${silence}: presumed dead. ${span(task.allowanceMs)} would be usual at most.`,
    ended: `Last heard ${ago(now - task.heardMs)}.`,
  };
  return html`<div class="vitals">
    <p class="states"><${Status} status=${task.status} />${!isEnded(task) && html`<${Liveness} value=${alive} />`}<span>${words[alive]}</span></p>
    <div class="big"><${Bar} value=${task.progress} label="Progress" tone=${'bar-' + (isEnded(task) ? task.status : alive)} /><span>${percent(task.progress)}</span></div>
  </div>`;
}

function Figures({ task, store }) {
  const now = store.knownUntil();
  const started = task.startedAt && Date.parse(task.startedAt);
  const completed = task.completedAt && Date.parse(task.completedAt);
  const end = completed || (isEnded(task) ? task.heardMs : now);
  const tokens = task.inputTokens + task.outputTokens + task.cacheReadTokens + task.cacheWriteTokens;
  const share = task.maxCost > 0 ? (100 * task.cost) / task.maxCost : null;
  return html`<dl class="figures">
    <${Figure} name="Criteria" note=${task.criteriaTotal ? 'verified' : 'none declared'}>${task.criteriaTotal
      ? `${number(task.criteriaVerified)} / ${number(task.criteriaTotal)}` : '–'}<//>
    <${Figure} name="Iteration" note=${task.maxIterations ? `of at most ${number(task.maxIterations)}` : null}>${number(task.iteration)}<//>
    <${Figure} name="Cost" note=${share === null ? (task.costKnown ? 'no budget set' : 'none reported')
      : html`<${Bar} value=${share} label="Share of the budget" tone=${share > 100 ? 'bar-failed' : share > 80 ? 'bar-stalled' : ''} />
        ${share > 100 ? 'over budget: ' : ''}${percent(share)} of ${usd(task.maxCost)}`}>${task.costKnown ? usd(task.cost) : '–'}<//>
    <${Figure} name="Tokens" note=${tokens ? `${short(task.inputTokens)} in, ${short(task.outputTokens)} out, ${short(task.cacheReadTokens)} cached` : null}>
      ${tokens ? short(tokens) : '–'}<//>
    <${Figure} name="Time" note=${started ? `since ${moment(started)}` : 'start not known'}>${started ? span(end - started) : '–'}<//>
    <${Figure} name="Last heard" note=${`advanced ${ago(now - task.advancedMs)}`}>${ago(now - task.heardMs)}<//>
    <${Figure} name="Actions" note=${task.failedActions ? `${number(task.failedActions)} failed` : null}>${number(task.actions)}<//>
    <${Figure} name="Model">${task.model || '–'}<//>
  </dl>`;
}

function CriteriaList({ task, details }) {
  const list = details?.criteria;
  if (!task.criteriaTotal) return null;
  return html`<section><h3>Criteria</h3>
    ${!list ? html`<p class="empty small">Loading …</p>` : html`<ul class="criteria">
      ${list.slice(0, MAX_CRITERIA).map((entry) => html`<li key=${entry.index} class=${entry.verified ? 'met' : 'open'}>
        <span class="icon" aria-hidden="true">${entry.verified ? '✓' : '○'}</span>
        <span class="text">${entry.text || `Criterion ${entry.index + 1}`}<span class="hidden">${entry.verified ? ' (met)' : ' (open)'}</span></span>
        ${entry.evidence && html`<span class=${'evidence ' + entry.evidence} title="how well this is founded">${entry.evidence.replace('_', ' ')}</span>`}
      </li>`)}
    </ul>`}
    ${list && list.length > MAX_CRITERIA && html`<p class="more">${number(list.length - MAX_CRITERIA)} more are not drawn.</p>`}
  </section>`;
}

function Log({ task, details }) {
  const lines = details?.log && details.version === task.version
    ? details.log.map(({ at, message }) => ({ time: clock(Date.parse(at)), message }))
    : task.logs;
  return html`<section><h3>Last log lines</h3>
    ${lines.length === 0 ? html`<p class="empty small">Nothing said yet.</p>` : html`<ol class="log">
      ${lines.map((line, i) => html`<li key=${i}><time>${line.time}</time><span>${line.message}</span></li>`)}
    </ol>`}
  </section>`;
}

function FileList({ task }) {
  const files = [...task.filesCreated.map((path) => ['+', 'created', path]), ...task.filesModified.map((path) => ['~', 'modified', path])];
  if (files.length === 0 && task.unlistedFiles === 0) return null;
  return html`<section><h3>Files <span class="note">${number(task.filesCreated.length)} created, ${number(task.filesModified.length)} modified</span></h3>
    <ul class="files">${files.map(([sign, word, path]) => html`<li key=${word + path} class=${word} title=${word}>
      <span class="icon" aria-hidden="true">${sign}</span><span class="hidden">${word} </span><span>${path}</span></li>`)}</ul>
    ${task.unlistedFiles > 0 && html`<p class="more">${number(task.unlistedFiles)} further changes are not listed.</p>`}
  </section>`;
}

/** What happened to the task's events: loss and disorder are shown, not hidden. */
function Health({ task, details }) {
  const rows = [
    ['Errors', task.errors, details?.transientErrors ? `${number(details.transientErrors)} of them passing` : ''],
    ['Missing events', task.missing, 'numbered, but never seen'],
    ['Duplicates', task.duplicates, 'seen before and passed over'],
    ['Late', task.late, 'out of order or after the end'],
    ...(details ? [['Fenced', details.fenced, 'from an attempt that was replaced'], ['Rejected', details.rejected, 'against what was declared']] : []),
  ];
  return html`<section><h3>Events</h3>
    <dl class="counters">${rows.map(([name, value, hint]) => html`<div key=${name} class=${value ? 'some' : 'none'}><dt>${name}</dt><dd>${number(value)}</dd>
      <dd class="note">${value ? hint : ''}</dd></div>`)}
      ${details && html`<div><dt>Rhythm</dt><dd>${details.heard > 1 ? span(details.rhythmMs) : '–'}</dd><dd class="note">usual silence between events</dd></div>
        <div><dt>Clock skew</dt><dd>${Math.abs(details.skewMs) < 1000 ? '< 1 s' : (details.skewMs < 0 ? '−' : '') + span(Math.abs(details.skewMs))}</dd>
          <dd class="note">broker against worker</dd></div>`}
    </dl></section>`;
}
