// What is asked for while somebody looks at one task: the task itself is pushed; its past, its tree and its panel are asked for again when it has changed.

import { get, pages, taskPath } from './rest.js';
import { Rows } from './rows.js';

const PANEL_EVERY_MS = 1_000;
const PAST_EVERY_MS = 5_000;
const MOST_PAGES = 5;

export class TaskData {
  id = null;
  rows;
  /** undefined while nothing has been answered, null if there is no such thing */
  graph;
  tree;
  history;
  timeline;
  #live;
  #changed;
  #questions = [];

  constructor(live, changed) {
    this.#live = live;
    this.#changed = changed;
    this.rows = new Rows(changed);
  }

  get task() {
    return this.rows.only;
  }

  open(id) {
    if (id === this.id) return;
    this.close();
    this.id = id;
    this.rows.clear();
    this.#live.subscribe('task', { view: 'tasks', ids: [id], form: 'full', limit: 1 }, this.rows);
    this.#questions = [
      new Question(PANEL_EVERY_MS, () => get(taskPath(id, 'graph')), (graph) => this.#set(id, { graph })),
      new Question(PAST_EVERY_MS, () => get(taskPath(id, 'tree')), (tree) => this.#set(id, { tree })),
      new Question(PAST_EVERY_MS, () => pages(taskPath(id, 'history'), MOST_PAGES), (history) => this.#set(id, { history })),
      new Question(PAST_EVERY_MS, () => pages(taskPath(id, 'timeline'), MOST_PAGES), (timeline) => this.#set(id, { timeline })),
    ];
  }

  /** To be called at each drawing: asks what is due. Subtasks change without their parent, so the tree is asked for by time. */
  refresh(isConnected) {
    const task = this.task;
    if (this.id === null || !isConnected || task === null || document.visibilityState === 'hidden') return;
    const [graph, tree, history, timeline] = this.#questions;
    for (const question of [graph, history, timeline]) question.ask(task.version);
    tree.ask(task.subtasks > 0 ? Math.floor(Date.now() / PAST_EVERY_MS) : 0);
  }

  close() {
    if (this.id === null) return;
    this.#live.unsubscribe('task');
    this.id = null;
    this.graph = this.tree = this.history = this.timeline = undefined;
    this.#questions = [];
  }

  #set(id, part) {
    if (id !== this.id) return;
    Object.assign(this, part);
    this.#changed();
  }
}

/** Asks again when what it is about has changed, but one at a time and not more often than it may. */
class Question {
  #every;
  #fetch;
  #answer;
  #asked = null;
  #busy = false;
  #next = 0;

  constructor(every, fetch, answer) {
    this.#every = every;
    this.#fetch = fetch;
    this.#answer = answer;
  }

  async ask(version) {
    if (version === this.#asked || this.#busy || Date.now() < this.#next) return;
    this.#busy = true;
    this.#next = Date.now() + this.#every;
    try {
      this.#answer(await this.#fetch());
      this.#asked = version;
    } catch {
      // What is shown stays; the line's state says whether it can be trusted. The next drawing asks again.
    } finally {
      this.#busy = false;
    }
  }
}
