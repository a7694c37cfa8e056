// The keyboard. Letters mean something only where nobody is typing.

const TYPING = 'input, select, textarea, dialog';
const GO_MS = 1_000;

export function listen(app) {
  let goUntil = 0;
  const move = (by) => app.list.mover?.(by) ?? undefined;
  const actions = {
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    '/': () => document.getElementById('q')?.focus(),
    '?': () => app.help(true),
    g: () => { goUntil = Date.now() + GO_MS; },
  };
  const places = { t: 'tasks', p: 'projects', a: 'agents' };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const isTyping = event.target.closest?.(TYPING);
    if (event.key === 'Escape') {
      if (isTyping?.id === 'q') isTyping.blur();
      else if (!isTyping) app.back();
      return;
    }
    if (isTyping) return;
    if (Date.now() < goUntil && Object.hasOwn(places, event.key)) {
      goUntil = 0;
      app.goTo(places[event.key]);
    } else if (Object.hasOwn(actions, event.key)) {
      // Arrows scroll where there is no list to move in.
      if (event.key.startsWith('Arrow') && !app.list.mover) return;
      actions[event.key]();
    } else return;
    event.preventDefault();
  });
}
