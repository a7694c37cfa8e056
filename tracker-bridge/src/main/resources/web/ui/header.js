import { html } from '../vendor/htm-preact-standalone.module.js';
import { clock, span } from '../format.js';
import { setTheme, theme } from '../settings.js';
import { address, HOME } from '../route.js';
import { supported } from '../alerts.js';
import { Icon } from './icons.js';
import { Link } from './parts.js';

const WORDS = {
  live: 'Live',
  connecting: 'Connecting',
  reading: 'Bridge is still reading',
  deaf: 'Bridge has lost Kafka',
  disconnected: 'Viewer disconnected',
  'logged-out': 'Logged out',
};
const THEMES = { system: 'dark', dark: 'light', light: 'system' };

export function Header({ app, route, go }) {
  const tabs = [['tasks', 'Tasks'], ['projects', 'Projects'], ['agents', 'Agents']];
  return html`
    <header class="top">
      <h1><${Link} class="home" to="/" go=${go}><img src="/icon.svg" alt="" width="26" height="26" />Tracker<//></h1>
      <nav aria-label="Views">
        ${tabs.map(([view, label]) => html`<${Link} key=${view} to=${address({ ...HOME, view })} go=${go}
          aria-current=${route.view === view ? 'page' : undefined}>${label}<//>`)}
      </nav>
      <${Connection} line=${app.line} />
      <${Tools} app=${app} />
    </header>`;
}

function Connection({ line }) {
  const condition = line.condition();
  const age = line.age();
  // Confirmations come every second and reach us every other: less than that says nothing.
  const text = age === null ? '' : age < 3_000 ? 'data < 3\u00a0s old' : `data ${span(age)} old`;
  return html`
    <p class=${'connection ' + condition}>
      ${text && html`<span class="age" title=${'as of ' + clock(line.knownUntil())}>${text}</span>`}
      <span class="pill" role="status"><${Icon} name=${condition === 'live' ? 'running' : 'line'} />${WORDS[condition]}</span>
    </p>`;
}

function Tools({ app }) {
  const chosen = theme();
  const change = () => {
    // Not what was drawn: two clicks may come before one drawing.
    setTheme(THEMES[theme()]);
    app.draw();
  };
  const on = app.alerts.isOn();
  const alert = async () => {
    await app.alerts.turn(!on);
    app.draw();
  };
  return html`<div class="tools">
    ${supported() && html`<button type="button" class="tool" aria-pressed=${on} onClick=${alert}
      title=${on ? 'Notifications are on: stuck, failed, over budget' : 'Notify me when a task is stuck, failed or over budget'}>
      <${Icon} name="bell" /><span class="hidden">Notifications</span></button>`}
    <button type="button" class="tool" onClick=${change} title=${`Theme: ${chosen}. Press for ${THEMES[chosen]}.`}>
      <${Icon} name="theme" /><span class="hidden">Theme: ${chosen}</span></button>
    <button type="button" class="tool" onClick=${() => app.help(true)} title="Keys (?)"><${Icon} name="help" /><span class="hidden">Keys</span></button>
    <button type="button" class="tool" onClick=${logOut} title="Log out"><${Icon} name="exit" /><span class="hidden">Log out</span></button>
  </div>`;
}

async function logOut() {
  await fetch('/logout', { method: 'POST' }).catch(() => null);
  location.assign('/login');
}

/** Says at length what the header says in a word, whenever what is shown is not what is. */
export function Banner({ line, reconnect }) {
  const condition = line.condition();
  const lastKnown = line.contactAt === null ? 'Nothing has been received yet.' : `What you see is last known from ${clock(line.knownUntil())}.`;
  if (condition === 'logged-out') {
    return html`<section class="banner" aria-label="Connection">
      <p><strong>Your login has ended.</strong> ${lastKnown} Agents go on as before; this page may no longer look.</p>
      <a class="button primary" href="/login">Log in</a></section>`;
  }
  if (condition === 'disconnected') {
    const wait = Math.max(0, line.retryAt - Date.now());
    return html`<section class="banner" aria-label="Connection">
      <p><strong>This page has lost the bridge.</strong> ${lastKnown} Agents may be going on as before; this page just cannot see them.
        ${line.reason && ` The bridge said: ${line.reason}.`} Trying again ${wait > 500 ? `in ${span(wait + 999)}` : 'now'}.</p>
      <button type="button" class="button" onClick=${reconnect}>Try now</button></section>`;
  }
  if (condition === 'reading') {
    return html`<section class="banner" aria-label="Connection"><p><strong>The bridge is still reading.</strong> Some tasks are missing, others may be old.
      ${line.health.trouble && ` It says: ${line.health.trouble}`}</p></section>`;
  }
  if (condition === 'deaf') {
    return html`<section class="banner" aria-label="Connection"><p><strong>The bridge cannot hear Kafka.</strong> ${lastKnown} Agents may be going on as before.
      ${line.health.trouble && ` It says: ${line.health.trouble}`}</p></section>`;
  }
  return null;
}

