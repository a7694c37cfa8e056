// Numbers and times as people read them. Texts from tasks are never markup: they only ever become text nodes.

const whole = new Intl.NumberFormat('en-US');
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

export const number = (n) => whole.format(n);
export const short = (n) => (n < 10_000 ? whole.format(n) : compact.format(n));

export function usd(amount) {
  if (amount === 0) return '$0';
  if (amount < 0.0001) return '< $0.0001';
  if (amount < 0.01) return '$' + amount.toFixed(4);
  return '$' + (amount < 1000 ? amount.toFixed(2) : whole.format(Math.round(amount)));
}

export function percent(value) {
  return (value > 0 && value < 1 ? '< 1' : String(Math.floor(value))) + '\u00a0%';
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

/** How long ago, in one unit: in a list, the magnitude is what counts. */
export const ago = (ms) => (ms < 1500 ? 'just now' : `${span(ms).split(' ')[0]} ago`);

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const dateTime = new Intl.DateTimeFormat(undefined, {
  year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false,
});

export const clock = (ms) => time.format(ms);
export const moment = (ms) => dateTime.format(ms);
