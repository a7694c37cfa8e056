import { html, render, useEffect, useRef, useState } from './vendor/htm-preact-standalone.module.js';
import { connect } from './connection.js';
import { address, read } from './filter.js';
import { Store } from './store.js';
import { Fleet } from './ui/fleet.js';
import { Banner, Header } from './ui/header.js';
import { TaskList } from './ui/list.js';
import { Link } from './ui/parts.js';
import { TaskView } from './ui/task.js';

/** Drawing may take a quarter of the time, however fast tasks change. */
const REST_FACTOR = 3;
const LEAST_REST_MS = 50;

const store = new Store();

/** Redraws on changes, but in animation frames and with rests in between; and every second, because ages grow by themselves. */
function useStore() {
  const [, redraw] = useState(0);
  useEffect(() => {
    let asked = false;
    const ask = () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        const began = performance.now();
        redraw((n) => n + 1);
        requestAnimationFrame(() => {
          const rest = Math.max(LEAST_REST_MS, REST_FACTOR * (performance.now() - began));
          setTimeout(() => { asked = false; if (store.version !== drawn.current) ask(); }, rest);
        });
      });
    };
    const stop = store.subscribe(ask);
    const tick = setInterval(ask, 1000);
    return () => { stop(); clearInterval(tick); };
  }, []);
  const drawn = useRef(0);
  drawn.current = store.version;
}

function App({ connection }) {
  useStore();
  const [filter, setFilter] = useState(read);
  const opened = useRef(null);

  useEffect(() => {
    const back = () => setFilter(read());
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);

  useEffect(() => {
    const key = (event) => {
      if (event.key === 'Escape' && filter.task !== null) go(address({ ...filter, task: null }));
      if (event.key === '/' && !['INPUT', 'SELECT', 'TEXTAREA'].includes(document.activeElement?.tagName)) {
        event.preventDefault();
        document.getElementById('q')?.focus();
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, [filter]);

  // Back in the list, the keyboard is where it was.
  useEffect(() => {
    if (filter.task !== null) {
      opened.current = filter.task;
    } else if (opened.current !== null) {
      const row = [...document.querySelectorAll('a.row')].find((a) => new URL(a.href).searchParams.get('task') === opened.current);
      row?.focus();
      opened.current = null;
    }
    document.title = filter.task === null ? 'Tracker' : `${store.tasks.get(filter.task)?.title || filter.task} – Tracker`;
  }, [filter.task]);

  const go = (to) => {
    history.pushState(null, '', to);
    setFilter(read());
  };
  const change = (part) => {
    const next = { ...filter, ...part };
    history.replaceState(null, '', address(next));
    setFilter(next);
  };

  const old = store.connection === 'disconnected' || (store.connection === 'live' && !store.health.fresh);
  return html`
    <${Header} store=${store} home=${html`<${Link} class="home" to="/" go=${go}><img src="/icon.svg" alt="" width="26" height="26" />Tracker<//>`} />
    <${Banner} store=${store} reconnect=${connection.now} />
    <main class=${old ? 'old' : ''}>
      ${filter.task === null
        ? html`<${Fleet} store=${store} filter=${filter} choose=${(show) => change({ show })} />
          <${TaskList} store=${store} filter=${filter} change=${change} go=${go} />`
        : html`<${TaskView} key=${filter.task} taskId=${filter.task} store=${store} filter=${filter} go=${go} />`}
    </main>`;
}

const root = document.getElementById('app');
root.replaceChildren();
render(html`<${App} connection=${connect(store)} />`, root);
