import { html } from '../vendor/htm-preact-standalone.module.js';
import { timeLeft } from '../eta.js';
import { about, ago, moment, number, percent, short, span, usd } from '../format.js';
import { stateOf } from '../states.js';
import { Bar, Spent } from './parts.js';

/** One sentence on how the task is, as far as we know. */
function sentence(task, heard, advanced) {
  const usual = `${span(task.allowanceMs)} would be usual at most`;
  switch (task.liveness) {
    case 'running': return `Heard ${ago(heard)}, moved on ${ago(advanced)}.`;
    case 'waiting': return `It said that it waits. Heard ${ago(heard)}.`;
    case 'stalled': return heard > task.allowanceMs ? `Silent for ${span(heard)}; ${usual}.` : `Heard ${ago(heard)}, but it has not moved on for ${span(advanced)}; ${usual}.`;
    case 'lost': return `Silent for ${span(heard)}, so it is presumed dead; ${usual}.`;
    default: return `Ended. Last heard ${ago(heard)}.`;
  }
}

/** How often progress has changed, for tasks that have no criteria to count. */
function steps(history) {
  if (!history) return null;
  return history.entries.filter((entry, i) => i > 0 && entry.progress > history.entries[i - 1].progress).length;
}

function Left({ task, now, history }) {
  const left = timeLeft(task, now, steps(history));
  if (left.unknown) return html`<${Figure} name="Time left" note=${left.unknown}><span class="unknown">unknown</span><//>`;
  return html`<${Figure} name="Time left" note=${`80 % range, from ${number(left.steps)} ${left.of} in ${about(left.time)}`}>${about(left.low)} – ${about(left.high)}<//>`;
}

function Figure({ name, children, note }) {
  return html`<div class="figure"><dt>${name}</dt><dd>${children}</dd>${note && html`<dd class="note">${note}</dd>`}</div>`;
}

/** Silence against what would be usual: full is stalled; twice that is lost. */
function Clock({ name, ms, task }) {
  const share = task.liveness === 'ended' ? 0 : (100 * ms) / task.allowanceMs;
  const tone = share > 200 ? 'lost' : share > 100 ? 'stalled' : 'running';
  return html`<${Figure} name=${name} note=${task.liveness === 'ended' ? null
    : html`<${Bar} value=${share} label=${`${name}: share of the usual silence`} tone=${tone} />of ${span(task.allowanceMs)} allowed`}>${ago(ms)}<//>`;
}

function Cost({ task }) {
  const budget = task.maxCost > 0 ? (100 * task.cost) / task.maxCost : null;
  const note = budget === null ? (task.costKnown ? 'no budget set' : 'none reported')
    : html`<${Bar} value=${budget} label="Share of the budget" tone=${budget > 100 ? 'failed' : budget > 80 ? 'stalled' : 'in_progress'} />
      ${budget > 100 ? html`<span class="trouble tone-failed">over budget: </span>` : ''}${percent(budget)} of ${usd(task.maxCost)}`;
  return html`<${Figure} name="Cost" note=${note}>${task.costKnown ? html`<${Spent} cost=${task.cost} estimated=${task.costEstimated} />` : '–'}<//>`;
}

export function Vitals({ task, now, history }) {
  const heard = Math.max(0, now - Date.parse(task.lastHeardAt));
  const advanced = Math.max(0, now - Date.parse(task.lastAdvancedAt));
  const started = task.startedAt && Date.parse(task.startedAt);
  const end = task.completedAt ? Date.parse(task.completedAt) : task.liveness === 'ended' ? Date.parse(task.lastHeardAt) : now;
  const tokens = task.inputTokens + task.outputTokens + task.cacheReadTokens + task.cacheWriteTokens;
  const state = stateOf(task);
  return html`
    <div class="vitals card">
      <p class="sentence">${sentence(task, heard, advanced)}</p>
      <div class="big"><${Bar} value=${task.progress} label="Progress" tone=${state} /><span>${percent(task.progress)}</span></div>
      <dl class="figures">
        <${Figure} name="Criteria" note=${task.criteriaTotal ? 'verified' : 'none declared'}>${task.criteriaTotal
          ? html`${number(task.criteriaVerified)}<span class="of"> / ${number(task.criteriaTotal)}</span>` : '–'}<//>
        <${Figure} name="Iteration" note=${task.maxIterations ? html`<${Bar} value=${(100 * task.iteration) / task.maxIterations} label="Share of the iterations" tone="in_progress" />of at most ${number(task.maxIterations)}` : null}>
          ${number(task.iteration)}${task.maxIterations > 0 && html`<span class="of"> / ${number(task.maxIterations)}</span>`}<//>
        <${Cost} task=${task} />
        <${Left} task=${task} now=${now} history=${history} />
        <${Clock} name="Heard" ms=${heard} task=${task} />
        <${Clock} name="Advanced" ms=${advanced} task=${task} />
        <${Figure} name="Elapsed" note=${started ? `since ${moment(started)}` : 'start not known'}>${started ? span(end - started) : '–'}<//>
        <${Figure} name="Tokens" note=${tokens ? `${short(task.inputTokens)} in, ${short(task.outputTokens)} out, ${short(task.cacheReadTokens)} cached` : null}>${tokens ? short(tokens) : '–'}<//>
      </dl>
    </div>`;
}
