import { html } from '../vendor/htm-preact-standalone.module.js';
import { clock, count, number, percent, usd } from '../format.js';
import { address, HOME } from '../route.js';
import { Bar, Link, Mix, Spent } from './parts.js';

const NAMES = { project: ['Project', 'Projects'], agent: ['Agent', 'Agents'] };

/** Sums by project or by agent; each leads to its tasks. */
export function Groups({ app, by, go }) {
  const { data, error } = app.groups;
  const [one, many] = NAMES[by];
  if (error !== null) return html`<p class="empty">${error.detail}</p>`;
  if (data === null || data.by !== by) return html`<p class="empty">Loading …</p>`;
  return html`<section class="groups" aria-label=${many}>
    <h2>${many} <span class="note">${number(data.total)}${data.groups.length < data.total ? `, the ${number(data.groups.length)} most expensive` : ''}, most expensive first
      ${!app.line.isCurrent() && html`<span class="known"> last known ${clock(app.line.knownUntil())}</span>`}</span></h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${many + ', table'}><table>
      <thead><tr><th scope="col">${one}</th><th scope="col">Tasks</th><th scope="col" class="num">Stuck</th><th scope="col" class="num">Failed</th><th scope="col">Progress</th>
        <th scope="col" class="num">Criteria</th><th scope="col" class="num">Cost</th><th scope="col" class="num">Per min</th><th scope="col" class="num">Over budget</th></tr></thead>
      <tbody>${data.groups.map((group) => html`<${Group} key=${group.key} group=${group} by=${by} go=${go} />`)}</tbody>
    </table></div>
    ${data.groups.length === 0 && html`<p class="empty">No tasks yet.</p>`}
  </section>`;
}

function Group({ group, by, go }) {
  const stuck = group.byLiveness.stalled + group.byLiveness.lost;
  const alarming = (n, tone) => html`<td class=${'num ' + (n > 0 ? `trouble tone-${tone}` : 'zero')}>${number(n)}</td>`;
  return html`<tr>
    <th scope="row"><${Link} to=${address({ ...HOME, [by]: [group.key] })} go=${go}>${group.key}<//></th>
    <td class="mix"><${Mix} totals=${group} /><span class="note">${number(group.tasks - group.byLiveness.ended)} active of ${number(group.tasks)}</span></td>
    ${alarming(stuck, 'stalled')}${alarming(group.byStatus.failed, 'failed')}
    <td class="mean"><${Bar} value=${group.progress} label=${'Mean progress of ' + group.key} /><span class="note">${percent(group.progress)}</span></td>
    <td class="num">${number(group.criteriaVerified)}<span class="of"> / ${number(group.criteriaTotal)}</span></td>
    <td class="num">${group.tasksWithKnownCost > 0 ? html`<${Spent} cost=${group.cost} estimated=${group.costEstimated} />` : '–'}</td>
    <td class="num">${group.costPerMinute > 0 ? usd(group.costPerMinute) : html`<span class="zero">–</span>`}</td>
    ${alarming(group.overBudget, 'failed')}
  </tr>`;
}

/** The head of a list that is about one project or one agent. */
export function GroupHead({ app, by, name, route, go }) {
  const { data } = app.groups;
  const group = data?.by === by ? data.groups.find((one) => one.key === name) : undefined;
  return html`<section class="group-head" aria-label=${NAMES[by][0]}>
    <p class="back"><${Link} to=${address({ ...HOME, view: by + 's' })} go=${go}>${NAMES[by][1]}<//> /</p>
    <h2>${name}</h2>
    ${group && html`<dl>
      <div class="wide"><dt>${number(group.tasks - group.byLiveness.ended)} active of ${count(group.tasks, 'task')}</dt><dd><${Mix} totals=${group} /></dd></div>
      <div><dt>Mean progress</dt><dd>${percent(group.progress)}</dd></div>
      <div><dt>Criteria</dt><dd>${number(group.criteriaVerified)}<span class="of"> / ${number(group.criteriaTotal)}</span></dd></div>
      <div><dt>Cost</dt><dd>${group.tasksWithKnownCost > 0 ? html`<${Spent} cost=${group.cost} estimated=${group.costEstimated} />` : '–'}</dd></div>
      <div><dt>Burn</dt><dd>${usd(group.costPerMinute ?? 0)}<span class="of"> / min</span></dd></div>
      <div><dt>Over budget</dt><dd>${number(group.overBudget)}<span class="of"> of ${number(group.tasksWithBudget)} with a budget</span></dd></div>
      <div><dt>Errors</dt><dd>${number(group.errors)}</dd></div>
    </dl>`}
  </section>`;
}
