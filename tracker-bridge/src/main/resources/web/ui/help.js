import { html, useEffect, useRef } from '../vendor/htm-preact-standalone.module.js';

const KEYS = [
  ['j or ↓', 'next task'], ['k or ↑', 'task before'], ['Enter', 'open the task'], ['Esc', 'back to the list; out of the search'], ['/', 'search'],
  ['g t', 'all tasks'], ['g p', 'projects'], ['g a', 'agents'], ['?', 'this help'],
];

export function Help({ close }) {
  const dialog = useRef(null);
  useEffect(() => { dialog.current.showModal(); }, []);
  return html`<dialog ref=${dialog} class="help" aria-labelledby="help-title" onClose=${close}>
    <h2 id="help-title">Keys</h2>
    <dl>${KEYS.map(([key, what]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
    <p class="note">Grey and “last known” mean that this page cannot see the agents now. It says nothing about them.</p>
    <form method="dialog"><button class="button">Close</button></form>
  </dialog>`;
}
