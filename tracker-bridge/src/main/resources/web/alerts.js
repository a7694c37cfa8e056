// Says through the browser that a task is stuck, has failed or is over its budget, if somebody asked for that.

import { setWantsAlerts, wantsAlerts } from './settings.js';

const EVERY_MS = 5_000;
const WINDOW = 50;
const MOST_REMEMBERED = 5_000;
const MOST_NAMED = 3;

/** Small windows in whose first rows anything new must be; the newest that stalled were heard last, the newest that failed ended last. */
const WATCHES = {
  stuck: { request: { liveness: ['stalled', 'lost'], sort: '-heard' }, word: 'stuck', holds: () => true },
  failed: { request: { status: ['failed'], sort: '-completed' }, word: 'failed', holds: () => true },
  budget: { request: { liveness: ['running', 'waiting'], sort: 'attention' }, word: 'over budget', holds: (row) => row.overBudget },
};

export const supported = () => 'Notification' in globalThis;

export class Alerts {
  #live;
  #open;
  #watches;

  /** @param open called with the id of a task whose notification was clicked */
  constructor(live, open) {
    this.#live = live;
    this.#open = open;
    if (this.isOn()) this.#start();
  }

  isOn() {
    return supported() && wantsAlerts() && Notification.permission === 'granted';
  }

  /** Must be called from a click. Returns whether they are on now. */
  async turn(on) {
    const granted = on && supported() && (await Notification.requestPermission()) === 'granted';
    setWantsAlerts(granted);
    if (granted) this.#start();
    else for (const name of Object.keys(WATCHES)) this.#live.unsubscribe(`alert-${name}`);
    return granted;
  }

  #start() {
    this.#watches = Object.entries(WATCHES).map(([name, watch]) => [name, new Watch(watch, (rows) => this.#say(name, watch.word, rows))]);
    for (const [name, watch] of this.#watches) {
      const request = { view: 'tasks', ...WATCHES[name].request, limit: WINDOW, everyMs: EVERY_MS };
      this.#live.subscribe(`alert-${name}`, request, watch, true);
    }
  }

  #say(name, word, rows) {
    const first = rows[0];
    const title = rows.length === 1 ? `${first.title || first.taskId}: ${word}` : `${rows.length} tasks: ${word}`;
    const body = rows.slice(0, MOST_NAMED).map((row) => `${row.title || row.taskId} (${row.projectId}, ${row.agentId})`).join('\n');
    const said = new Notification(title, { body, tag: `tracker-${name}-${first.taskId}`, icon: '/icon.svg' });
    said.onclick = () => {
      focus();
      this.#open(rows.length === 1 ? first.taskId : null);
    };
  }
}

/** Notices tasks that were not there before. What the first snapshot holds is not news. */
export class Watch {
  #watch;
  #say;
  #known = null;

  constructor(watch, say) {
    this.#watch = watch;
    this.#say = say;
  }

  apply(message) {
    if (message.type !== 'snapshot' && message.type !== 'delta') return;
    const found = message.rows.filter((row) => this.#watch.holds(row));
    const isFirst = this.#known === null;
    this.#known ??= new Set();
    const news = found.filter((row) => !this.#known.has(key(row)));
    for (const row of news) this.#known.add(key(row));
    while (this.#known.size > MOST_REMEMBERED) this.#known.delete(this.#known.values().next().value);
    if (!isFirst && news.length > 0) this.#say(news);
  }
}

/** A task that moved on and got stuck again is news again. */
const key = (row) => `${row.attempt} ${row.status === 'failed' || row.overBudget ? '' : row.lastAdvancedAt} ${row.taskId}`;
