import { html } from '../vendor/htm-preact-standalone.module.js';
import { number, percent, usd } from '../format.js';
import { Icon } from './icons.js';
import { Bar, State } from './parts.js';

/** The session as an agent's controller sees it: the graph form of the API, field by field. */
export function Panel({ graph }) {
  if (!graph) return html`<section class="card panel"><h3>Agent control</h3><p class="empty small">${graph === null ? 'Not known any more.' : 'Loading …'}</p></section>`;
  const passed = graph.criteria.filter((one) => one.status === 'pass').length;
  return html`<section class="card panel" aria-label="Agent control">
    <h3>Agent control <code>${graph.sessionId}</code></h3>
    <div class="gauges">
      <div><${State} state=${graph.status} /></div>
      <div><span class="note">Iteration</span> ${number(graph.iteration)}${graph.maxIterations > 0 && html`<span class="of"> / ${number(graph.maxIterations)}</span>`}</div>
      <div><span class="note">Cost</span> ${usd(graph.cost)}${graph.maxCost !== null && html`<span class="of"> / ${usd(graph.maxCost)}</span>`}</div>
    </div>
    <${Bar} value=${graph.progress} label="Progress of the session" tone=${graph.status} />
    <p class="note">${percent(graph.progress)}${graph.criteria.length > 0 && `, ${number(passed)} pass, ${number(graph.criteria.length - passed)} pending`}</p>
    <ul class="checks">${graph.criteria.slice(0, 50).map((one, i) => html`<li key=${i} class=${one.status}><${Icon} name=${one.status === 'pass' ? 'met' : 'open'} /><span>${one.text}</span><span class="word">${one.status}</span></li>`)}</ul>
    ${graph.logs.length > 0 && html`<ol class="log">${graph.logs.map(({ time, message }, i) => html`<li key=${i}><time>${time}</time><span>${message}</span></li>`)}</ol>`}
  </section>`;
}
