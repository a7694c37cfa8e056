import { html, useEffect, useRef } from '../vendor/htm-preact-standalone.module.js';
import { clock, number } from '../format.js';
import { address, HOME } from '../route.js';
import { stateOf } from '../states.js';
import { Chart } from './chart.js';
import { Events } from './events.js';
import { Panel } from './panel.js';
import { Link, State } from './parts.js';
import { Criteria, Files, Health, Log } from './sections.js';
import { Tree } from './tree.js';
import { Vitals } from './vitals.js';

export function TaskView({ app, route, go }) {
  const { rows, history, timeline, graph, tree } = app.task;
  const task = app.task.task;
  const heading = useRef(null);
  useEffect(() => { heading.current?.focus({ preventScroll: true }); }, [route.task, task === null]);
  useEffect(() => { scrollTo(0, 0); }, [route.task]);
  const back = html`<${Link} class="back" to=${address({ ...route, task: null })} go=${go}>← ${route.view === 'tasks' ? 'Tasks' : 'Back'}<//>`;
  if (task === null) {
    return html`<section class="detail">${back}<h2 tabindex="-1" ref=${heading}>${route.task}</h2>
      <p class="empty">${rows.error !== null ? rows.error.detail : rows.total === 0 ? 'No such task is known.' : 'Loading …'}</p></section>`;
  }
  const now = app.line.knownUntil();
  const to = (part) => address({ ...HOME, ...part });
  return html`
    <section class="detail" aria-label="Task">
      ${back}
      <div class="title">
        <h2 tabindex="-1" ref=${heading}>${task.title || task.taskId}</h2>
        <${State} state=${stateOf(task)} />
        ${!app.line.isCurrent() && html`<span class="known">last known ${clock(now)}</span>`}
      </div>
      <p class="under"><code>${task.taskId}</code>
        <span>agent <${Link} to=${to({ agent: [task.agentId] })} go=${go}>${task.agentId}<//></span>
        <span>project <${Link} to=${to({ project: [task.projectId] })} go=${go}>${task.projectId}<//></span>
        ${task.parentTaskId && html`<span>part of <${Link} to=${to({ task: task.parentTaskId })} go=${go}>${task.parentTaskId}<//></span>`}
        ${task.attempt > 1 && html`<span>attempt ${number(task.attempt)}</span>`}
        ${task.model && html`<span>model ${task.model}</span>`}</p>
      <${Vitals} task=${task} now=${now} history=${history} />
      <${Chart} task=${task} now=${now} history=${history} timeline=${timeline} />
      <div class="columns">
        <div>
          <${Criteria} task=${task} />
          <${Log} task=${task} />
          ${task.subtasks > 0 && html`<${Tree} tree=${tree} route=${route} go=${go} />`}
          <${Events} timeline=${timeline} />
        </div>
        <div>
          <${Panel} graph=${graph} />
          <${Files} task=${task} />
          <${Health} task=${task} />
        </div>
      </div>
    </section>`;
}
