import { Component, html } from '../vendor/htm-preact-standalone.module.js';
import { ago, number, percent, usd } from '../format.js';
import { stateOf } from '../states.js';
import { Icon } from './icons.js';
import { Bar, Link, Spent, State } from './parts.js';

/** One task in the list. Drawn again only if something that it shows has changed. */
export class Row extends Component {
  shouldComponentUpdate(next) {
    const { row, y, index, chosen, age, to } = this.props;
    return next.row !== row || next.y !== y || next.index !== index || next.chosen !== chosen || next.age !== age || next.to !== to;
  }

  render({ row, y, index, chosen, age, to, go, choose }) {
    const at = { transform: `translateY(${y}px)` };
    if (row === undefined) {
      return html`<div class="row blank" role="row" aria-rowindex=${index + 2} style=${at}><span role="cell" class="hidden">Loading</span></div>`;
    }
    const state = stateOf(row);
    const name = row.title || row.taskId;
    return html`
      <div class=${chosen ? 'row chosen' : 'row'} role="row" aria-rowindex=${index + 2} style=${at} onClick=${() => choose(index)}>
        <span class="task" role="cell">
          <${Link} class="name" to=${to} go=${go} data-task=${row.taskId}>${name}<//>
          <span class="sub">
            ${row.title && html`<span class="id">${row.taskId}</span>`}<span>${row.agentId}</span><span>${row.projectId}</span>
            ${row.attempt > 1 && html`<span>attempt ${number(row.attempt)}</span>`}
            ${row.subtasks > 0 && html`<span><${Icon} name="tree" />${number(row.subtasks)}<span class="hidden"> subtasks</span></span>`}
          </span>
        </span>
        <span class="said" role="cell">${row.lastLog}</span>
        <span class="how" role="cell"><${State} state=${state} /></span>
        <span class="progress" role="cell">
          <${Bar} value=${row.progress} label=${'Progress of ' + name} tone=${state} />
          <span class="note">${percent(row.progress)}${row.criteriaTotal > 0 && html` · ${number(row.criteriaVerified)}/${number(row.criteriaTotal)}<span class="word"> criteria</span>`}</span>
        </span>
        <span class="num iteration" role="cell"><span class="tag">Iteration </span>${row.iteration || row.maxIterations
          ? html`${number(row.iteration)}${row.maxIterations > 0 && html`<span class="of"> / ${number(row.maxIterations)}</span>`}` : '–'}</span>
        <span class="num cost" role="cell"><span class="tag">Cost </span>
          ${row.overBudget && html`<span class="over tone-failed" title=${'budget ' + usd(row.maxCost)}>over</span>`}
          ${row.costKnown ? html`<${Spent} cost=${row.cost} estimated=${row.costEstimated} />` : html`<span title="no cost was reported">–</span>`}</span>
        <span class="num heard" role="cell"><span class="tag">Heard </span>${ago(age)}</span>
      </div>`;
  }
}
