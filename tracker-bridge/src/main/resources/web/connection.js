// Keeps a WebSocket to the bridge open. The bridge says something every two seconds, so silence means that the line is dead.

const FIRST_PAUSE_MS = 3_000;
const LONGEST_PAUSE_MS = 30_000;
const SILENCE_MS = 8_000;

export function connect(store) {
  let socket = null;
  let pause = FIRST_PAUSE_MS;
  let retry = 0;

  function open() {
    clearTimeout(retry);
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const current = new WebSocket(`${scheme}//${location.host}/ws`);
    socket = current;
    let watchdog = setTimeout(() => lose(current), SILENCE_MS);
    current.onopen = () => store.opened();
    current.onmessage = (event) => {
      if (current !== socket) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(() => lose(current), SILENCE_MS);
      const message = JSON.parse(event.data);
      if (message.type === 'ready') pause = FIRST_PAUSE_MS;
      store.apply(message);
    };
    current.onclose = () => {
      clearTimeout(watchdog);
      lose(current);
    };
  }

  function lose(lost) {
    if (lost !== socket) return;
    socket = null;
    lost.close();
    // A little apart from each other, so that a thousand pages do not come back in the same moment.
    const wait = pause * (1 + Math.random() / 5);
    pause = Math.min(pause * 1.6, LONGEST_PAUSE_MS);
    store.closed(Date.now() + wait);
    retry = setTimeout(open, wait);
  }

  function now() {
    if (socket === null) open();
  }

  addEventListener('online', now);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') now();
  });
  open();
  return { now };
}
