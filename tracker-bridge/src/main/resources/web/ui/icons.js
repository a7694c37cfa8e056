import { html } from '../vendor/htm-preact-standalone.module.js';

const RING = 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2Zm0 1.8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z';
const DISC = 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Z';

/** Outlines in a box of 16 by 16, filled by the even-odd rule. */
const SHAPES = {
  running: 'M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6Z',
  waiting: RING + 'M7.2 5.2h1.5v2.6l1.9 1.1-.75 1.3-2.65-1.55Z',
  stalled: 'M8 1.8 15 14H1Z' + 'M7.2 6.2v3.9h1.6V6.2ZM7.2 11v1.6h1.6V11Z',
  lost: 'M3.9 2.4 8 6.5l4.1-4.1 1.5 1.5L9.5 8l4.1 4.1-1.5 1.5L8 9.5l-4.1 4.1-1.5-1.5L6.5 8 2.4 3.9Z',
  ended: 'M4 4h8v8H4Z',
  pending: RING,
  in_progress: RING + 'M8 4a4 4 0 0 1 0 8Z',
  complete: 'm6.4 10.3 6-6.4 1.4 1.4-7.4 7.9-4.2-4.1 1.4-1.5Z',
  failed: DISC + 'M5.9 4.8 8 6.9l2.1-2.1 1.1 1.1L9.1 8l2.1 2.1-1.1 1.1L8 9.1l-2.1 2.1-1.1-1.1L6.9 8 4.8 5.9Z',
  cancelled: RING + 'M5.2 7.2h5.6v1.6H5.2Z',
  search: 'M7 2a5 5 0 1 0 3 9l3.4 3.4 1-1L11 10A5 5 0 0 0 7 2Zm0 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z',
  bell: 'M8 1.5a1 1 0 0 0-1 1v.4a4 4 0 0 0-3 3.9V10l-1.2 1.7h10.4L12 10V6.8a4 4 0 0 0-3-3.9v-.4a1 1 0 0 0-1-1ZM6.4 12.7a1.6 1.6 0 0 0 3.2 0Z',
  theme: DISC + 'M8 3.4v9.2a4.6 4.6 0 0 1 0-9.2Z',
  help: RING.replace('4a4 4 0 1 1 0 8 4 4 0 0 1 0-8', '3.6a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 0 1 0-8.8')
    + 'M5.9 6.9C5.9 5.5 6.9 4.8 8 4.8s2.1.7 2.1 1.9c0 1.4-1.4 1.5-1.4 2.5H7.3c0-1.6 1.4-1.7 1.4-2.5 0-.4-.3-.6-.7-.6s-.7.3-.7.8ZM7.2 9.9h1.6v1.4H7.2Z',
  exit: 'M3 2.5h6v1.6H4.6v7.8H9v1.6H3ZM10 4.9 13.2 8 10 11.1 8.9 10l1.2-1.2H6.4V7.2h3.7L8.9 6Z',
  line: 'M2 7.2h3v1.6H2Zm4.5 0h3v1.6h-3Zm4.5 0h3v1.6h-3Z',
  tree: 'M3 2h2.6v4.2h5V4.6H14v4.8h-3.4V7.8h-5v3.6h5V9.8H14v4.8h-3.4V13H4.2L4 12.8V4.6H3Z',
  up: 'M8 4.5 12.5 11h-9Z',
  down: 'M8 11.5 3.5 5h9Z',
  created: 'M7.2 3h1.6v4.2H13v1.6H8.8V13H7.2V8.8H3V7.2h4.2Z',
  modified: 'm3 10.8 6.6-6.6 2.2 2.2L5.2 13H3Zm7.4-7.4L11.6 2.2l2.2 2.2-1.2 1.2Z',
  open: RING,
  met: 'm6.4 10.3 6-6.4 1.4 1.4-7.4 7.9-4.2-4.1 1.4-1.5Z',
};

/** Always beside a word that says the same, so it is silent for screen readers. */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${SHAPES[name] ?? SHAPES.pending} fill-rule="evenodd" /></svg>`;
}
