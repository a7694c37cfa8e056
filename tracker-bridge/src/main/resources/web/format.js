// Numbers and times as people read them. Texts from tasks are never markup: they only ever become text nodes.

const whole = new Intl.NumberFormat('en-US');
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

export const number = (n) => whole.format(n);
export const short = (n) => (n < 10_000 ? whole.format(n) : compact.format(n));
export const count = (n, word, words = word + 's') => `${number(n)}\u00a0${n === 1 ? word : words}`;

export function usd(amount) {
  if (amount === 0) return '$0';
  if (amount < 0.0001) return '< $0.0001';
  if (amount < 0.01) return '$' + amount.toFixed(4);
  return '$' + (amount < 1000 ? amount.toFixed(2) : whole.format(Math.round(amount)));
}

export function percent(value) {
  return (value > 0 && value < 1 ? '<\u00a01' : String(Math.floor(value))) + '\u00a0%';
}

/** Events a second and the like: two digits are enough. */
export function rate(value) {
  if (value === 0) return '0';
  return value < 10 ? value.toFixed(1) : short(Math.round(value));
}

export function millis(ms) {
  return ms < 1000 ? `${Math.round(ms)}\u00a0ms` : ms < 10_000 ? `${(ms / 1000).toFixed(1)}\u00a0s` : span(ms);
}

/** A span of time in its two largest units at most. The spaces do not break. */
export function span(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return `${s}\u00a0s`;
  const m = Math.floor(s / 60);
  if (m < 60) return m < 10 && s % 60 ? `${m}\u00a0min ${s % 60}\u00a0s` : `${m}\u00a0min`;
  const h = Math.floor(m / 60);
  if (h < 48) return m % 60 ? `${h}\u00a0h ${m % 60}\u00a0min` : `${h}\u00a0h`;
  return `${Math.floor(h / 24)}\u00a0d`;
}

/** A span in one unit: where the magnitude is what counts. */
export const about = (ms) => span(ms).split(' ')[0];
export const ago = (ms) => (ms < 1500 ? 'just now' : `${about(ms)} ago`);

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const dateTime = new Intl.DateTimeFormat(undefined, {
  year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});

export const clock = (ms) => time.format(ms);
export const moment = (ms) => dateTime.format(ms);
