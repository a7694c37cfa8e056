import { html } from '../vendor/htm-preact-standalone.module.js';
import { clock, count, number } from '../format.js';

const MOST_SHOWN = 100;

/** Where a task's past comes from, if that is not all of it. */
export function Source({ answer }) {
  if (answer.complete && !answer.cut) return null;
  return html`<p class="more">${answer.source === 'memory' ? `Only what the bridge itself remembers: ${answer.reason ?? 'there is no database'}.` : answer.cut ? 'There is more than is shown here.' : answer.reason}</p>`;
}

/** The newest of a task's events, newest first. */
export function Events({ timeline }) {
  if (!timeline) return html`<section class="card"><h3>Timeline</h3><p class="empty small">${timeline === null ? 'Not known any more.' : 'Loading …'}</p></section>`;
  const { entries } = timeline;
  const shown = entries.slice(-MOST_SHOWN).reverse();
  return html`<section class="card"><h3>Timeline <span class="note">${shown.length < entries.length ? `newest ${number(shown.length)} of ` : ''}${count(entries.length, 'event')}</span></h3>
    ${shown.length === 0 ? html`<p class="empty small">No events kept.</p>` : html`<ol class="log events" tabindex="0" aria-label="Events, newest first">
      ${shown.map(({ at, type, text, version }, i) => html`<li key=${`${version} ${i}`}><time datetime=${at}>${clock(Date.parse(at))}</time><span class="type">${type ?? 'log'}</span><span>${text}</span></li>`)}</ol>`}
    <${Source} answer=${timeline} />
  </section>`;
}
