import { html } from '../vendor/htm-preact-standalone.module.js';
import { clock, number, span } from '../format.js';

/** What can be said about the line between agents and this screen; never about the agents. */
function condition(store) {
  const { connection, health, contactAt } = store;
  if (connection === 'disconnected') return { tone: 'bad', icon: '⚡', text: 'Viewer disconnected' };
  if (connection === 'connecting') return { tone: 'busy', icon: '…', text: 'Connecting' };
  if (connection === 'syncing') return { tone: 'busy', icon: '…', text: contactAt === null ? 'Connecting' : 'Loading tasks' };
  if (!health.caughtUp) return { tone: 'busy', icon: '…', text: 'Bridge is still reading' };
  if (!health.fresh) return { tone: 'warn', icon: '◷', text: 'Bridge has lost Kafka' };
  return { tone: 'good', icon: '●', text: 'Live' };
}

export function Header({ store, home }) {
  const { tone, icon, text } = condition(store);
  const ms = store.age();
  // Confirmations come every second and reach us every other: less than that says nothing.
  const age = ms === null ? '' : ms < 4_000 ? 'data < 4\u00a0s old' : `data ${span(ms)} old`;
  return html`
    <header class="top">
      <h1>${home}</h1>
      <p class=${'connection ' + tone}>
        ${age && html`<span class="age" title=${'as of ' + clock(store.knownUntil())}>${age}</span>`}
        <span class="state" role="status" aria-live="polite"><span class="icon" aria-hidden="true">${icon}</span>${text}</span>
      </p>
    </header>`;
}

/** Says at length what the header says in a word, whenever what is shown is not what is. */
export function Banner({ store, reconnect }) {
  const { connection, health, retryAt } = store;
  if (connection === 'disconnected') {
    const wait = Math.max(0, retryAt - Date.now());
    return html`<div class="banner bad">
      <p><strong>This page has lost the bridge.</strong> ${' '}
        ${store.contactAt === null
          ? 'Nothing has been received yet.'
          : `What you see is from ${clock(store.knownUntil())}. Agents may be going on as before; this page just cannot see them.`}
        ${' '}Trying again ${wait > 500 ? `in ${span(wait + 999)}` : 'now'}.</p>
      <button type="button" onClick=${reconnect}>Try now</button>
    </div>`;
  }
  if (connection === 'live' && !health.caughtUp) {
    const left = health.lag === null ? '' : ` About ${number(health.lag)} records to go.`;
    return html`<div class="banner busy"><p><strong>The bridge is still reading.</strong>${left} Some tasks are missing, others may be old.
      ${health.trouble ? ` It says: ${health.trouble}.` : ''}</p></div>`;
  }
  if (connection === 'live' && !health.fresh) {
    return html`<div class="banner warn"><p><strong>The bridge cannot hear Kafka.</strong> What you see is from ${clock(store.knownUntil())}.
      Agents may be going on as before.</p></div>`;
  }
  return null;
}
