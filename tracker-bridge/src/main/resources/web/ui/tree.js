import { html } from '../vendor/htm-preact-standalone.module.js';
import { count, number, percent } from '../format.js';
import { address } from '../route.js';
import { stateOf } from '../states.js';
import { Bar, Link, Spent, State } from './parts.js';

const DEEPEST = 12;

/** A task and all that descends from it; the sums count each task once. */
export function Tree({ tree, route, go }) {
  if (!tree) return html`<section class="card"><h3>Subtasks</h3><p class="empty small">${tree === null ? 'Not known any more.' : 'Loading …'}</p></section>`;
  const { total, nodes } = tree;
  return html`<section class="card"><h3>Subtasks <span class="note">${count(total.tasks, 'task')} in all, <${Spent} cost=${total.cost} estimated=${total.costEstimated} />
      ${` together, ${number(total.criteriaVerified)}`} of ${count(total.criteriaTotal, 'criterion', 'criteria')}</span></h3>
    <ul class="tree">${nodes.map((node) => html`<li key=${node.taskId} class=${`depth-${Math.min(node.depth, DEEPEST)}${node.taskId === route.task ? ' self' : ''}`}>
      <span class="name">${node.taskId === route.task ? html`<span aria-current="true">${node.title || node.taskId}</span>`
        : html`<${Link} to=${address({ ...route, task: node.taskId })} go=${go}>${node.title || node.taskId}<//>`}<span class="hidden">, level ${node.depth + 1}</span></span>
      <${State} state=${stateOf(node)} />
      <span class="done"><${Bar} value=${node.progress} label=${'Progress of ' + (node.title || node.taskId)} tone=${stateOf(node)} /></span>
      <span class="num">${percent(node.progress)}</span>
      <span class="num">${node.costKnown ? html`<${Spent} cost=${node.cost} estimated=${node.costEstimated} />` : '–'}</span></li>`)}</ul>
    ${tree.truncated && html`<p class="more">Only the first ${number(nodes.length)} are listed; the sums have all of them.</p>`}
  </section>`;
}
