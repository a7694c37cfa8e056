// Keeps a WebSocket to the bridge open, and on it what the page subscribes to. After a break each subscription goes on from where it was.

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** Until the bridge has said how often it speaks. */
const FIRST_SILENCE_MS = 15_000;
const SILENT_BEATS = 3;
/** Scrolling asks for many windows; the bridge takes 20 messages a second, and each costs two. */
const REPLACE_PAUSE_MS = 150;
/** A page that nobody looks at needs no rows. */
const HIDDEN_MS = 10_000;

export class Live {
  #line;
  #subscriptions = new Map();
  #byWire = new Map();
  #socket = null;
  #names = 0;
  #pause = FIRST_PAUSE_MS;
  #retry = 0;
  #watchdog = 0;
  #silence = FIRST_SILENCE_MS;
  #hidden = false;

  constructor(line) {
    this.#line = line;
    addEventListener('online', () => this.now());
    let hiding = 0;
    document.addEventListener('visibilitychange', () => {
      clearTimeout(hiding);
      if (document.visibilityState === 'hidden') hiding = setTimeout(() => this.#hide(true), HIDDEN_MS);
      else this.#hide(false);
    });
    this.#open();
  }

  /**
   * Asks for a view under a name, in place of what the name stood for before. The receiver's apply gets snapshot, delta, document and error messages. What
   * it holds stays until the new view's first message comes. With background true it goes on while the page is hidden.
   */
  subscribe(name, request, receiver, background = false) {
    const key = JSON.stringify(request);
    const held = this.#subscriptions.get(name);
    if (held?.key === key) return;
    const next = { name, key, request, receiver, background, wire: null, position: null, askedAt: held?.askedAt ?? 0, timer: 0 };
    if (held) this.#stop(held);
    this.#subscriptions.set(name, next);
    const wait = next.askedAt + REPLACE_PAUSE_MS - Date.now();
    if (wait > 0) next.timer = setTimeout(() => this.#ask(next), wait);
    else this.#ask(next);
  }

  unsubscribe(name) {
    const held = this.#subscriptions.get(name);
    if (!held) return;
    this.#stop(held);
    this.#subscriptions.delete(name);
  }

  /** Tries at once, if it is not connected. */
  now() {
    if (this.#socket === null) this.#open();
  }

  #ask(subscription) {
    if (this.#socket?.readyState !== WebSocket.OPEN || (this.#hidden && !subscription.background)) return;
    subscription.askedAt = Date.now();
    // A name of its own each time: a frame of the view before, still on its way, must not be taken for one of this.
    subscription.wire = `${subscription.name}-${++this.#names}`;
    this.#byWire.set(subscription.wire, subscription);
    const resume = subscription.position === null ? {} : { position: subscription.position };
    this.#send({ type: 'subscribe', id: subscription.wire, ...subscription.request, ...resume });
  }

  #stop(subscription) {
    clearTimeout(subscription.timer);
    if (subscription.wire === null) return;
    this.#send({ type: 'unsubscribe', id: subscription.wire });
    this.#byWire.delete(subscription.wire);
    subscription.wire = null;
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #hide(hidden) {
    this.#hidden = hidden;
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.background) continue;
      if (hidden) this.#stop(subscription);
      else if (subscription.wire === null) this.#ask(subscription);
    }
    if (!hidden) this.now();
  }

  #open() {
    clearTimeout(this.#retry);
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const current = new WebSocket(`${scheme}//${location.host}/api/live`);
    this.#socket = current;
    this.#silence = FIRST_SILENCE_MS;
    this.#watch(current);
    current.onopen = () => {
      this.#line.opened();
      for (const subscription of this.#subscriptions.values()) this.#ask(subscription);
    };
    current.onmessage = (event) => {
      if (current !== this.#socket) return;
      this.#watch(current);
      this.#take(JSON.parse(event.data));
    };
    current.onclose = () => this.#lose(current);
  }

  /** Silence of three heartbeats means that the line is dead, whatever the socket believes. */
  #watch(current) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lose(current), this.#silence);
  }

  #take(message) {
    this.#line.heard(message.sentAt ?? message.now);
    if (message.type === 'heartbeat') {
      this.#silence = SILENT_BEATS * message.everyMs;
      this.#pause = FIRST_PAUSE_MS;
      this.#line.judge(message);
    } else if (message.type === 'bye') {
      this.#line.reason = message.reason;
      this.#pause = Math.max(this.#pause, message.retryAfterMs);
    } else {
      const subscription = this.#byWire.get(message.sub);
      if (subscription) this.#deliver(subscription, message);
    }
  }

  #deliver(subscription, message) {
    if (message.type === 'reset') {
      subscription.position = null;
      return;
    }
    if (message.type === 'delta' && message.from !== subscription.position) {
      // A frame is missing, which must not be: better anew than wrong.
      subscription.position = null;
      this.#stop(subscription);
      this.#ask(subscription);
      return;
    }
    if (message.position !== undefined) subscription.position = message.position;
    if (message.type !== 'resumed') subscription.receiver.apply(message);
  }

  #lose(lost) {
    if (lost !== this.#socket) return;
    this.#socket = null;
    clearTimeout(this.#watchdog);
    lost.close();
    this.#byWire.clear();
    for (const subscription of this.#subscriptions.values()) subscription.wire = null;
    // A little apart from each other, so that a thousand pages do not come back in the same moment.
    const wait = this.#pause * (1 + Math.random() / 5);
    this.#pause = Math.min(this.#pause * 1.6, LONGEST_PAUSE_MS);
    this.#line.closed(Date.now() + wait);
    this.#retry = setTimeout(() => this.#open(), wait);
    this.#askWhetherLoggedOut();
  }

  /** A browser does not tell a page that its WebSocket was answered with 401; a plain request does. */
  async #askWhetherLoggedOut() {
    try {
      const response = await fetch('/api/session');
      if (response.status !== 401 || this.#socket?.readyState === WebSocket.OPEN) return;
      clearTimeout(this.#retry);
      this.#socket?.close();
      this.#socket = null;
      this.#line.loggedOut();
    } catch {
      // Not there at all: the retry goes on.
    }
  }
}
