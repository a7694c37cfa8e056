// What a person has chosen on this browser. Storage may be forbidden or full: then the choice lasts as long as the page.

const memory = new Map();

function get(key) {
  try {
    return localStorage.getItem(`tracker.${key}`);
  } catch {
    return memory.get(key) ?? null;
  }
}

function set(key, value) {
  try {
    if (value === null) localStorage.removeItem(`tracker.${key}`);
    else localStorage.setItem(`tracker.${key}`, value);
  } catch {
    memory.set(key, value);
  }
}

/** system, light or dark */
export const theme = () => document.documentElement.dataset.theme ?? 'system';

export function setTheme(value) {
  if (value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
  set('theme', value === 'system' ? null : value);
}

export const wantsAlerts = () => get('alerts') === 'on';
export const setWantsAlerts = (on) => set('alerts', on ? 'on' : null);
