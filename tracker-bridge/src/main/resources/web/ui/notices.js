import { html } from '../vendor/htm-preact-standalone.module.js';
import { ago, clock, count, percent, span, usd } from '../format.js';
import { address, HOME } from '../route.js';
import { Icon } from './icons.js';
import { Bar, Link, Spent } from './parts.js';

const ICONS = { stalled: 'stalled', lost: 'lost', failed: 'failed', finished: 'complete', budget_80: 'stalled', budget_100: 'failed' };

/** The latest alerts and how budgets stand; nothing where no alerts role has said anything. */
export function Notices({ app, go }) {
  const data = app.fleet.data;
  if (data === null || (data.alerts.length === 0 && data.budgets.length === 0)) return null;
  const now = Date.parse(data.now);
  return html`<section class="notices" aria-label="Alerts and budgets">
    ${data.budgets.length > 0 && html`<ul class="budgets" aria-label="Budgets">${data.budgets.map((budget) => html`<${Budget} key=${budget.scope + budget.name} budget=${budget} now=${now} go=${go} />`)}</ul>`}
    ${data.alerts.length > 0 && html`<details><summary><${Icon} name="bell" />${count(data.alertsOfLastDay, 'alert')} within a day<span class="note">, latest ${ago(Math.max(0, now - Date.parse(data.alerts[0].at)))}</span></summary>
      <ul class="alerts">${data.alerts.map((alert) => html`<li key=${alert.id} class=${'tone-' + ICONS[alert.kind]}><${Icon} name=${ICONS[alert.kind]} /><time>${clock(Date.parse(alert.at))}</time>
        <span>${alert.taskId === null ? alert.text : html`<${Link} to=${address({ ...HOME, task: alert.taskId })} go=${go}>${alert.text}<//>`}</span></li>`)}</ul></details>`}
  </section>`;
}

function Budget({ budget, now, go }) {
  const share = (100 * budget.cost) / budget.budget;
  const tone = share >= 100 ? 'failed' : share >= 80 ? 'stalled' : 'in_progress';
  const to = budget.scope === 'tree' ? { ...HOME, task: budget.name } : { ...HOME, project: [budget.name] };
  const pace = budget.costPerMinute === null ? 'pace unknown' : `${usd(budget.costPerMinute)} / min`;
  const end = share >= 100 ? 'budget spent' : budget.reachedAt === null ? 'end unknown' : `spent in ${span(Date.parse(budget.reachedAt) - now)}`;
  return html`<li><span class="name">${budget.scope === 'tree' ? 'Tree ' : ''}<${Link} to=${address(to)} go=${go}>${budget.name}<//></span>
    <${Bar} value=${share} label=${`Budget of ${budget.name}`} tone=${tone} />
    <span class="note"><${Spent} cost=${budget.cost} estimated=${budget.costEstimated} /> of ${usd(budget.budget)} (${percent(share)}), ${pace}, ${end}</span></li>`;
}
