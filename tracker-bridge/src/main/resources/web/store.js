// What the page knows: the tasks, and how far they can be trusted. No drawing and no network here.

const NOTHING = { caughtUp: false, fresh: false, lag: null, lastRecordAt: null, trouble: null };

export class Store {
  tasks = new Map();
  /** connecting, syncing, live or disconnected */
  connection = 'connecting';
  health = NOTHING;
  known = 0;
  retryAt = null;
  /** When the last message came, on this machine's clock. */
  contactAt = null;
  version = 0;
  #incoming = new Map();
  #listeners = new Set();
  #serverAhead = 0;
  #judgedAt = null;

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  opened() {
    this.connection = 'syncing';
    this.retryAt = null;
    this.#incoming = new Map();
    this.#changed();
  }

  closed(retryAt) {
    this.connection = 'disconnected';
    this.retryAt = retryAt;
    this.#changed();
  }

  apply(message) {
    this.contactAt = Date.now();
    if (message.type === 'progress') this.#progress(message.data);
    else if (message.type === 'removed') this.#table().delete(message.taskId);
    else if (message.type === 'reset') this.opened();
    else if (message.type === 'ready') this.#ready(message);
    else if (message.type === 'status') this.#status(message);
    this.#changed();
  }

  #table() {
    return this.connection === 'live' ? this.tasks : this.#incoming;
  }

  #progress(task) {
    const table = this.#table();
    const held = table.get(task.taskId);
    if (held && held.version > task.version) return;
    task.heardMs = Date.parse(task.lastHeardAt);
    task.advancedMs = Date.parse(task.lastAdvancedAt);
    table.set(task.taskId, task);
    // The first time there is nothing to keep on the screen meanwhile.
    if (this.connection === 'syncing' && this.tasks.size === 0) this.tasks = this.#incoming;
  }

  #ready(message) {
    this.tasks = this.#incoming;
    this.connection = 'live';
    this.#status(message);
  }

  #status(message) {
    this.health = message;
    this.known = message.tasks;
    this.#serverAhead = Date.parse(message.now) - Date.now();
    this.#judgedAt = message.fresh ? null : Date.parse(message.judgedAt);
  }

  /** The bridge's time, for showing how long ago things were. */
  now() {
    return Date.now() + this.#serverAhead;
  }

  /** How long ago Kafka last confirmed that what we show is the newest there is, in milliseconds; null if never. */
  age() {
    return this.health.confirmedAt === undefined || this.health.confirmedAt === null ? null : this.now() - Date.parse(this.health.confirmedAt);
  }

  /** The time up to which we know anything: now, or when the bridge last heard from Kafka, or when we last heard from the bridge. */
  knownUntil() {
    if (this.connection !== 'live' && this.contactAt !== null) return this.contactAt + this.#serverAhead;
    return this.#judgedAt ?? this.now();
  }

  #changed() {
    this.version++;
    for (const listener of this.#listeners) listener();
  }
}
