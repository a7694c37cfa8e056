import { html } from '../vendor/htm-preact-standalone.module.js';
import { number, short, usd } from '../format.js';
import { liveness, LIVENESSES, STATUSES } from '../liveness.js';

function count(tasks, now) {
  const by = {};
  let cost = 0;
  let unknown = 0;
  for (const task of tasks.values()) {
    by[task.status] = (by[task.status] ?? 0) + 1;
    const alive = liveness(task, now);
    if (alive !== 'ended') by[alive] = (by[alive] ?? 0) + 1;
    cost += task.cost;
    if (!task.costKnown) unknown++;
  }
  return { by, cost, unknown };
}

function Tile({ value, kind, meta, count, filter, choose }) {
  const on = filter.show === value;
  return html`<button type="button" class=${`tile ${kind}-${value}${count ? '' : ' none'}`} aria-pressed=${on}
      title=${meta.hint ? `${meta.label}: ${meta.hint}` : meta.label} onClick=${() => choose(on ? '' : value)}>
    <span class="count">${short(count)}</span>
    <span class="what"><span class="icon" aria-hidden="true">${meta.icon}</span>${meta.label}</span>
  </button>`;
}

/** The fleet in numbers; each number is a filter. */
export function Fleet({ store, filter, choose }) {
  const { by, cost, unknown } = count(store.tasks, store.knownUntil());
  const tiles = (kind, metas, names) => names.map((name) =>
    html`<${Tile} key=${name} value=${name} kind=${kind} meta=${metas[name]} count=${by[name] ?? 0} filter=${filter} choose=${choose} />`);
  return html`
    <section class="fleet" aria-label="The fleet in numbers">
      <div class="tiles" role="group" aria-label="Active, by sign of life">${tiles('alive', LIVENESSES, ['running', 'waiting', 'stalled', 'lost'])}</div>
      <div class="tiles" role="group" aria-label="By status">${tiles('status', STATUSES, ['pending', 'in_progress', 'complete', 'failed', 'cancelled'])}</div>
      <div class="total">
        <span class="count">${usd(cost)}</span>
        <span class="what">spent by ${number(store.tasks.size)} ${store.tasks.size === 1 ? 'task' : 'tasks'}</span>
        ${unknown > 0 && html`<span class="what note">${number(unknown)} reported no cost</span>`}
      </div>
    </section>`;
}
