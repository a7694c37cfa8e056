import { html } from '../vendor/htm-preact-standalone.module.js';
import { LIVENESSES, STATUSES } from '../liveness.js';

/** An icon and a word: never colour alone. */
export function Status({ status }) {
  const { icon, label } = STATUSES[status] ?? { icon: '?', label: status };
  return html`<span class=${'chip status-' + status}><span class="icon" aria-hidden="true">${icon}</span>${label}</span>`;
}

export function Liveness({ value }) {
  const { icon, label, hint } = LIVENESSES[value];
  return html`<span class=${'alive alive-' + value} title=${hint}><span class="icon" aria-hidden="true">${icon}</span>${label}</span>`;
}

export function Bar({ value, label, tone }) {
  return html`<progress class=${tone ?? ''} max="100" value=${Math.min(100, value)} aria-label=${label}></progress>`;
}

export function Figure({ name, children, note }) {
  return html`<div class="figure"><dt>${name}</dt><dd>${children}</dd>${note && html`<dd class="note">${note}</dd>`}</div>`;
}

/** A link within the page. */
export function Link({ to, go, children, ...rest }) {
  const click = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(to);
  };
  return html`<a ...${rest} href=${to} onClick=${click}>${children}</a>`;
}
