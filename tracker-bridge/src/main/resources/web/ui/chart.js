import { html, useState } from '../vendor/htm-preact-standalone.module.js';
import { clock, count, percent, span, usd } from '../format.js';
import { Source } from './events.js';
import { useWidth } from './parts.js';

const TOP = 10;
const HEIGHT = 120;
const LANE = 16;
const AXIS = 20;
const LEFT = 74;
const RIGHT = 56;
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800].map((s) => s * 1000);
const TICK_PX = 84;

/** What happens in a task's life, in lanes below the curves. */
const LANES = [
  ['Criteria', ['criterion'], 'good'], ['Iterations', ['iteration', 'start', 'progress'], 'info'], ['Actions', ['action', 'cost', 'log', 'heartbeat'], 'soft'], ['Trouble', ['error', 'waiting'], 'bad'],
];

/** Stairs, because a value holds until the next one is heard. */
function stairs(points, x, y) {
  let path = '';
  points.forEach(([at, value], i) => { path += i === 0 ? `M${x(at)} ${y(value)}` : `H${x(at)}V${y(value)}`; });
  return path;
}

function ticks(from, to, width) {
  const most = Math.max(1, Math.floor(width / TICK_PX));
  const step = STEPS_MS.find((ms) => (to - from) / ms <= most) ?? Math.ceil((to - from) / most);
  const at = [];
  for (let ms = 0; from + ms <= to && at.length <= most; ms += step) at.push(ms);
  return at;
}

/** Silences longer than the task is allowed. */
function silences(entries, allowance) {
  const gaps = [];
  for (let i = 1; i < entries.length; i++) {
    const from = Date.parse(entries[i - 1].at);
    const to = Date.parse(entries[i].at);
    if (to - from > allowance) gaps.push([from, to]);
  }
  return gaps;
}

/** Progress and cost over time, and below them what happened. The same is in the timeline as text. */
export function Chart({ task, now, history, timeline }) {
  const [ref, width] = useWidth();
  const [pointed, setPointed] = useState(null);
  const points = history?.entries ?? [];
  const events = timeline?.entries ?? [];
  const first = (entries) => (entries.length > 0 ? Date.parse(entries[0].at) : Infinity);
  const from = Math.min(task.startedAt ? Date.parse(task.startedAt) : Infinity, first(points), first(events));
  const to = task.liveness === 'ended' ? Date.parse(task.completedAt ?? task.lastHeardAt) : now;
  const waiting = history === undefined && timeline === undefined;
  if (waiting || !(to > from) || !Number.isFinite(from)) {
    return html`<section class="card chart" ref=${ref}><h3>Over time</h3><p class="empty small">${waiting ? 'Loading …' : 'No past is known yet.'}</p></section>`;
  }
  const x = (ms) => LEFT + ((Math.min(Math.max(ms, from), to) - from) / (to - from)) * Math.max(1, width - LEFT - RIGHT);
  const most = Math.max(task.cost, task.maxCost ?? 0, 1e-6) * 1.05;
  const yProgress = (value) => TOP + HEIGHT - (HEIGHT * value) / 100;
  const yCost = (value) => TOP + HEIGHT - (HEIGHT * value) / most;
  const progress = [[from, 0], ...points.map((entry) => [Date.parse(entry.at), entry.progress]), [to, task.progress]];
  const cost = [[from, 0], ...points.filter((entry) => entry.costKnown).map((entry) => [Date.parse(entry.at), entry.cost]), [to, task.cost]];
  const height = TOP + HEIGHT + LANES.length * LANE + 8 + AXIS;
  const path = stairs(progress, x, yProgress);
  const floor = TOP + HEIGHT;
  const label = `${percent(task.progress)} and ${task.costKnown ? usd(task.cost) : 'no known cost'} after ${span(to - from)}; ${count(events.length, 'event')}`;
  const point = (event) => {
    const at = from + ((event.offsetX - LEFT) / Math.max(1, width - LEFT - RIGHT)) * (to - from);
    let best = null;
    for (const entry of events) if (best === null || Math.abs(Date.parse(entry.at) - at) < Math.abs(Date.parse(best.at) - at)) best = entry;
    setPointed(best);
  };
  return html`<section class="card chart"><h3>Over time <span class="legend"><span><i class="progress"></i>progress</span><span><i class="cost"></i>cost</span>${task.maxCost !== null && html`<span><i class="budget"></i>budget</span>`}<span><i class="silence"></i>silence beyond what is usual</span></span></h3>
    <div ref=${ref}>${width > 0 && html`<svg width=${width} height=${height} role="img" aria-label=${label} onPointerMove=${point} onPointerLeave=${() => setPointed(null)}>
      ${silences(events, task.allowanceMs).map(([a, b]) => html`<rect key=${a} class="silence" x=${x(a)} y=${TOP} width=${x(b) - x(a)} height=${HEIGHT + 8 + LANES.length * LANE} />`)}
      ${[0, 50, 100].map((value) => html`<g key=${value}><line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${yProgress(value)} y2=${yProgress(value)} />
        <text x=${LEFT - 8} y=${yProgress(value) + 4} class="end">${value} %</text>
        <text x=${width - RIGHT + 8} y=${yProgress(value) + 4}>${value === 0 ? '$0' : usd((most * value) / 100)}</text></g>`)}
      <path class="area" d=${`${path}V${floor}H${x(from)}Z`} /><path class="progress" d=${path} />
      ${task.costKnown && html`<path class="cost" d=${stairs(cost, x, yCost)} />`}
      ${task.maxCost !== null && html`<line class="budget" x1=${LEFT} x2=${width - RIGHT} y1=${yCost(task.maxCost)} y2=${yCost(task.maxCost)} />`}
      ${LANES.map(([name, types, tone], lane) => {
        const y = floor + 8 + lane * LANE;
        const marks = events.filter((entry) => types.includes(entry.type ?? 'log'));
        return html`<g key=${name} class=${'lane ' + tone}><text x=${LEFT - 8} y=${y + 12} class="end">${name}</text><line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${y + LANE - 0.5} y2=${y + LANE - 0.5} />
          <path d=${marks.map((entry) => `M${x(Date.parse(entry.at)).toFixed(1)} ${y + 3}v${LANE - 6}`).join('')} /></g>`;
      })}
      ${ticks(from, to, width - LEFT - RIGHT).map((ms) => html`<text key=${ms} x=${x(from + ms)} y=${height - 4} class="mid">${ms === 0 ? clock(from) : '+' + span(ms)}</text>`)}
      ${pointed && html`<line class="pointed" x1=${x(Date.parse(pointed.at))} x2=${x(Date.parse(pointed.at))} y1=${TOP} y2=${height - AXIS} />`}
    </svg>`}</div>
    <p class="note readout">${pointed ? html`${clock(Date.parse(pointed.at))} <strong>${pointed.type ?? 'log'}</strong> ${pointed.text}` : 'Point at the chart to read what happened.'}</p>
    ${history && html`<${Source} answer=${history} />`}
  </section>`;
}
