import { html, useEffect, useRef, useState } from '../vendor/htm-preact-standalone.module.js';
import { number, usd } from '../format.js';
import { stateMeta } from '../states.js';
import { Icon } from './icons.js';

/** A shape and a word: never colour alone. */
export function State({ state }) {
  const { label, hint } = stateMeta(state);
  return html`<span class=${'state tone-' + state} title=${hint}><${Icon} name=${state} />${label}</span>`;
}

export function Bar({ value, label, tone }) {
  return html`<progress class=${tone ? 'tone-' + tone : ''} max="100" value=${Math.max(0, Math.min(100, value))} aria-label=${label}></progress>`;
}

/** What was spent; if any of that is an estimate, the sign before it says so, and its title how much. */
export function Spent({ cost, estimated }) {
  if (!(estimated > 0)) return usd(cost);
  const how = `${estimated < cost ? `${usd(estimated)} of it ` : ''}estimated from tokens by list prices`;
  return html`<span class="estimated" title=${how}><span aria-hidden="true">≈\u00a0</span>${usd(cost)}<span class="hidden"> (${how})</span></span>`;
}

/** A link within the page. */
export function Link({ to, go, children, ...rest }) {
  const click = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    go(to);
  };
  return html`<a ...${rest} href=${to} onClick=${click}>${children}</a>`;
}

/** The width of an element, kept up to date; 0 until it is known. */
export function useWidth() {
  const ref = useRef(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (ref.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry.contentRect.width)));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

/** Ended tasks by how they ended, the others by how alive they are; together all tasks, once each: as one bar of proportional parts. */
export function Mix({ totals }) {
  const parts = Object.entries({ ...totals.byLiveness, ended: 0, complete: totals.byStatus.complete, failed: totals.byStatus.failed, cancelled: totals.byStatus.cancelled });
  const some = parts.filter(([, n]) => n > 0);
  const total = some.reduce((sum, [, n]) => sum + n, 0);
  const label = some.map(([state, n]) => `${number(n)} ${stateMeta(state).label.toLowerCase()}`).join(', ') || 'no tasks';
  let x = 0;
  return html`<svg class="mix" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label=${label}>
    <rect class="none" x="0" y="0" width="1000" height="10" />
    ${some.map(([state, n]) => {
      const width = (1000 * n) / total;
      const from = x;
      x += width;
      return html`<rect key=${state} class=${'tone-' + state} x=${from} y="0" width=${Math.max(width - 2, Math.min(width, 1))} height="10" />`;
    })}
  </svg>`;
}

/** The last minutes of a figure, without axes: only whether it is steady. Unknown values are gaps. */
export function Spark({ values, label }) {
  const most = Math.max(1e-9, ...values.filter((value) => value !== null));
  const runs = [[]];
  values.forEach((value, i) => {
    if (value === null) runs.push([]);
    else runs.at(-1).push(`${((i + 120 - values.length) * 100 / 119).toFixed(1)},${(23 - (22 * value) / most).toFixed(1)}`);
  });
  return html`<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${runs.filter((run) => run.length > 1).map((run, i) => html`<polyline key=${i} points=${run.join(' ')} />`)}
  </svg>`;
}
