// What can be said about the line between the agents and this screen; never about the agents themselves.

const NOTHING = { caughtUp: false, fresh: false, confirmedAt: null, judgedAt: null, lastRecordAt: null, trouble: null };

export class Line {
  /** connecting, live, disconnected or logged-out */
  connection = 'connecting';
  /** Why the bridge closed the line, in its own words; null if it did not say. */
  reason = null;
  health = NOTHING;
  retryAt = null;
  /** When the last message came, on this machine's clock. */
  contactAt = null;
  #serverAhead = 0;
  #heardHealth = false;
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  opened() {
    this.connection = 'live';
    this.retryAt = null;
    this.reason = null;
    this.#heardHealth = false;
    this.#changed();
  }

  closed(retryAt) {
    this.connection = 'disconnected';
    this.retryAt = retryAt;
    this.#changed();
  }

  loggedOut() {
    this.connection = 'logged-out';
    this.retryAt = null;
    this.#changed();
  }

  heard(sentAt) {
    this.contactAt = Date.now();
    if (sentAt) this.#serverAhead = Date.parse(sentAt) - this.contactAt;
  }

  judge(health) {
    this.health = health;
    this.#heardHealth = true;
    this.#changed();
  }

  /** The bridge's time, for showing how long ago things were. */
  now() {
    return Date.now() + this.#serverAhead;
  }

  /** How long ago Kafka last confirmed that what we show is the newest there is, in milliseconds; null if never. */
  age() {
    return this.health.confirmedAt === null ? null : Math.max(0, this.now() - Date.parse(this.health.confirmedAt));
  }

  /** The time up to which we know anything: now, or when the bridge last heard from Kafka, or when we last heard from the bridge. */
  knownUntil() {
    if (this.connection !== 'live' && this.contactAt !== null) return this.contactAt + this.#serverAhead;
    if (!this.health.fresh && this.health.judgedAt !== null) return Date.parse(this.health.judgedAt);
    return this.now();
  }

  /** Whether what is on the screen is what is. If not, it must look so. */
  isCurrent() {
    return this.connection === 'live' && (this.health.fresh || !this.#heardHealth);
  }

  /** live, connecting, reading, deaf (the bridge cannot hear Kafka), disconnected or logged-out */
  condition() {
    if (this.connection !== 'live') return this.connection;
    if (!this.#heardHealth) return 'connecting';
    if (!this.health.caughtUp) return 'reading';
    return this.health.fresh ? 'live' : 'deaf';
  }
}
