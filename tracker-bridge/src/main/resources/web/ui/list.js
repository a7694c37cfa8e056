import { html, useRef, useState } from '../vendor/htm-preact-standalone.module.js';
import { address, GROUPS, matches } from '../filter.js';
import { ago, number, percent, usd } from '../format.js';
import { isEnded, liveness, LIVENESSES, STATUSES } from '../liveness.js';
import { Bar, Link, Liveness, Status } from './parts.js';

/** More rows than anybody reads; the filter finds the others. */
const MAX_ROWS = 300;

const byActivity = (a, b) => b.heardMs - a.heardMs || (a.taskId < b.taskId ? -1 : 1);

function arrange(store, filter, held) {
  const now = store.knownUntil();
  const found = [];
  for (const task of store.tasks.values()) if (matches(task, filter, now)) found.push(task);
  found.sort(byActivity);
  if (held === null) return found;
  // Rows keep their places while somebody points at them; what is new comes first.
  const place = (task) => held.get(task.taskId) ?? -1;
  return found.sort((a, b) => place(a) - place(b));
}

export function FilterBar({ filter, change, shown, found }) {
  const options = [['', 'All tasks'], ...Object.entries(GROUPS)];
  return html`
    <form class="filter" role="search" onSubmit=${(event) => event.preventDefault()}>
      <input type="search" id="q" name="q" placeholder="Find a task, agent or project" aria-label="Find a task, agent or project"
        autocomplete="off" spellcheck=${false} value=${filter.q} onInput=${(event) => change({ q: event.target.value })} />
      <select id="show" name="show" aria-label="Show" value=${filter.show} onChange=${(event) => change({ show: event.target.value })}>
        ${options.map(([value, label]) => html`<option key=${value} value=${value} selected=${filter.show === value}>${label}</option>`)}
        <optgroup label="By status">
          ${Object.entries(STATUSES).map(([value, { label }]) => html`<option key=${value} value=${value} selected=${filter.show === value}>${label}</option>`)}
        </optgroup>
        <optgroup label="By sign of life">
          ${Object.entries(LIVENESSES).filter(([value]) => value !== 'ended').map(([value, { label }]) =>
            html`<option key=${value} value=${value} selected=${filter.show === value}>${label}</option>`)}
        </optgroup>
      </select>
      <p class="found">${shown < found ? `newest ${number(shown)} of ${number(found)}` : `${number(found)} ${found === 1 ? 'task' : 'tasks'}`}</p>
    </form>`;
}

export function TaskList({ store, filter, change, go }) {
  const [holding, setHolding] = useState(false);
  const held = useRef(null);
  const found = arrange(store, filter, holding ? held.current : null);
  const rows = found.slice(0, MAX_ROWS);
  if (!holding || held.current === null) held.current = new Map(found.map((task, i) => [task.taskId, i]));
  const hold = (on) => () => setHolding(on);
  return html`
    <section aria-label="Tasks">
      <${FilterBar} filter=${filter} change=${change} shown=${rows.length} found=${found.length} />
      ${rows.length === 0
        ? html`<${Empty} store=${store} filter=${filter} />`
        : html`
          <div class="row heads" aria-hidden="true">
            <span>Task</span><span>State</span><span>Progress</span><span>Iteration</span><span>Cost</span><span>Last heard</span>
          </div>
          <ul class="rows" onMouseEnter=${hold(true)} onMouseLeave=${hold(false)}>
            ${rows.map((task) => html`<${Row} key=${task.taskId} task=${task} store=${store} filter=${filter} go=${go} />`)}
          </ul>`}
      ${rows.length < found.length && html`<p class="more">${number(found.length - rows.length)} more are not drawn. Narrow the filter to see them.</p>`}
      ${store.known > store.tasks.size && html`<p class="more">The bridge knows ${number(store.known)} tasks; ${number(store.known - store.tasks.size)}
        older ones were not sent to this page.</p>`}
    </section>`;
}

function Row({ task, store, filter, go }) {
  const now = store.knownUntil();
  const alive = liveness(task, now);
  const name = task.title || task.taskId;
  return html`
    <li>
      <${Link} class="row" to=${address({ ...filter, task: task.taskId })} go=${go}>
        <span class="task">
          <span class="name">${name}</span>
          <span class="sub">${task.title && html`<span class="id">${task.taskId}</span>`}<span>${task.agentId}</span><span>${task.projectId}</span></span>
        </span>
        <span class="state"><${Status} status=${task.status} />${!isEnded(task) && html`<${Liveness} value=${alive} />`}</span>
        <span class="progress">
          <${Bar} value=${task.progress} label=${'Progress of ' + name} tone=${'bar-' + (isEnded(task) ? task.status : alive)} />
          <span class="note">${percent(task.progress)}${task.criteriaTotal > 0 && html` · ${number(task.criteriaVerified)}/${number(task.criteriaTotal)}
            <span class="word"> criteria</span>`}</span>
        </span>
        <span class="num iteration"><span class="tag">Iteration </span>${task.iteration || task.maxIterations
          ? html`${number(task.iteration)}${task.maxIterations ? html`<span class="of"> / ${number(task.maxIterations)}</span>` : ''}` : '–'}</span>
        <span class="num cost"><span class="tag">Cost </span>${task.costKnown ? usd(task.cost) : html`<span title="no cost was reported">–</span>`}</span>
        <span class="num heard"><span class="tag">Heard </span>${ago(now - task.heardMs)}</span>
      <//>
    </li>`;
}

function Empty({ store, filter }) {
  if (store.connection === 'connecting' || (store.connection === 'syncing' && store.tasks.size === 0)) {
    return html`<p class="empty">Loading tasks …</p>`;
  }
  if (store.tasks.size > 0) return html`<p class="empty">No task matches ${filter.q ? `“${filter.q}”` : 'this filter'}.</p>`;
  if (store.connection === 'disconnected') return html`<p class="empty">No tasks received yet.</p>`;
  return html`<p class="empty">No tasks yet. As soon as an agent reports something, it appears here.</p>`;
}
