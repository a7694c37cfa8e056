import { html } from '../vendor/htm-preact-standalone.module.js';
import { clock, count, millis, number, percent, rate, short, usd } from '../format.js';
import { Mix, Spark, Spent } from './parts.js';

function Figure({ name, value, unit, note, children }) {
  return html`<div class="kpi"><dt>${name}</dt><dd><span class="value">${value}</span>${unit && html`<span class="unit">${unit}</span>`}${children}</dd>
    <dd class="note">${note}</dd></div>`;
}

/** The fleet in figures. */
export function Overview({ app }) {
  const { fleet, line } = app;
  const data = fleet.data;
  if (data === null) return html`<section class="overview" aria-label="Fleet"><div class="fleet-card"><p class="empty small">Loading …</p></div></section>`;
  const active = data.tasks - data.byLiveness.ended;
  const troubled = data.byLiveness.stalled + data.byLiveness.lost;
  const known = line.isCurrent() ? '' : `last known ${clock(line.knownUntil())}`;
  return html`
    <section class="overview" aria-label="Fleet">
      <div class="fleet-card">
        <p class="headline"><span class="value">${short(active)}</span> active <span class="of">of ${count(data.tasks, 'task')}</span>
          ${troubled > 0 && html`<span class="trouble tone-stalled">${number(troubled)} stuck</span>`}
          ${known && html`<span class="known">${known}</span>`}</p>
        <${Mix} totals=${data} />
        <p class="note">${data.criteriaTotal > 0 ? `${number(data.criteriaVerified)} of ${count(data.criteriaTotal, 'criterion', 'criteria')} verified, ` : ''}mean progress ${percent(data.progress)}</p>
      </div>
      <dl class="kpis">
        <${Figure} name="Burn" value=${usd(data.costPerMinute)} unit="/ min"
          note=${html`<${Spent} cost=${data.cost} estimated=${data.costEstimated} /> in all${data.overBudget > 0 && html`, <span class="trouble tone-failed">${number(data.overBudget)} over budget</span>`}`}>
          <${Spark} values=${fleet.burn} label="Cost per minute, last two minutes" /><//>
        <${Figure} name="Throughput" value=${rate(data.eventsPerSecond)} unit="events / s" note=${`${rate(data.changesPerSecond)} changes / s`}>
          <${Spark} values=${fleet.events} label="Events per second, last two minutes" /><//>
        <${Figure} name="Lag p99" value=${data.lagMs === null ? '–' : millis(data.lagMs.p99)}
          note=${data.lagMs === null ? 'no event in the last minute' : html`p50 ${millis(data.lagMs.p50)}<span class="hidden">, from the event in Kafka to the bridge</span>`}>
          <${Spark} values=${fleet.lag} label="Lag, last two minutes" /><//>
      </dl>
    </section>`;
}
