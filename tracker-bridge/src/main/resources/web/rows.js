// A window of a filtered, sorted list, as the bridge pushes it.

export class Rows {
  /** How many match in all; null until the bridge has answered. */
  total = null;
  offset = 0;
  /** Ids in order, from offset on. */
  order = [];
  rows = new Map();
  facets = null;
  /** Why the bridge refused, or null. */
  error = null;
  lagMs = null;
  #held = null;
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  apply(message) {
    if (message.type === 'snapshot') this.#replace(message);
    else if (message.type === 'delta') this.#merge(message);
    else if (message.type === 'error') this.error = message;
    this.#changed();
  }

  #replace(message) {
    if (message.offset !== this.offset) this.#held = null;
    this.error = null;
    this.total = message.total;
    this.offset = message.offset;
    this.facets = message.facets;
    this.lagMs = message.lagMs;
    this.rows = new Map(message.rows.map((row) => [row.taskId, row]));
    this.order = message.rows.map((row) => row.taskId);
  }

  #merge(message) {
    this.total = message.total;
    if (message.facets) this.facets = message.facets;
    if (message.lagMs !== null) this.lagMs = message.lagMs;
    for (const id of message.removed) this.rows.delete(id);
    for (const row of message.rows) this.rows.set(row.taskId, row);
    if (message.order) this.order = message.order;
    else if (message.removed.length > 0) this.order = this.order.filter((id) => this.rows.has(id));
  }

  /** While somebody points at a row, rows keep their places; what they say goes on changing. */
  hold(on) {
    if (on && this.#held === null) this.#held = { order: this.order, rows: new Map(this.rows) };
    else if (!on && this.#held !== null) {
      this.#held = null;
      this.#changed();
    }
  }

  isHeld() {
    return this.#held !== null;
  }

  /** The row at that place of the whole list, or undefined if it is outside of the window. */
  at(index) {
    const id = (this.#held?.order ?? this.order)[index - this.offset];
    return id === undefined ? undefined : this.rows.get(id) ?? this.#held?.rows.get(id);
  }

  /** The place of a task in the whole list, or -1 if it is outside of the window. */
  indexOf(id) {
    const place = (this.#held?.order ?? this.order).indexOf(id);
    return place < 0 ? -1 : place + this.offset;
  }

  /** The only row of a window of one; null while there is none. */
  get only() {
    return this.order.length === 0 ? null : this.rows.get(this.order[0]) ?? null;
  }

  clear() {
    Object.assign(this, { total: null, offset: 0, order: [], rows: new Map(), error: null });
    this.#held = null;
  }
}
