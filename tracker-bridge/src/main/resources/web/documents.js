// Views that are one document: the fleet in numbers, and sums by project or agent.

const POINTS = 120;

export class Latest {
  data = null;
  error = null;
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  apply(message) {
    if (message.type === 'error') this.error = message;
    else if (message.type === 'document') {
      this.error = null;
      this.data = message.data;
      this.keep(message.data);
    }
    this.#changed();
  }

  keep() {}

  clear() {
    this.data = null;
    this.error = null;
  }
}

/** The fleet's figures, with those of the last two minutes for the small curves. */
export class Fleet extends Latest {
  burn = [];
  events = [];
  lag = [];
  #line;

  constructor(changed, line) {
    super(changed);
    this.#line = line;
  }

  keep(data) {
    this.#line.judge(data.freshness);
    this.burn = next(this.burn, data.costPerMinute);
    this.events = next(this.events, data.eventsPerSecond);
    this.lag = next(this.lag, data.lagMs?.p99 ?? null);
  }
}

const next = (values, value) => [...values.slice(1 - POINTS), value];
