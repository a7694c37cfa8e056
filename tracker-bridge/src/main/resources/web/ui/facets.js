import { html, useState } from '../vendor/htm-preact-standalone.module.js';
import { count, short } from '../format.js';
import { FILTERS, isFiltered, toggled, unfiltered } from '../route.js';
import { LIVENESSES, STATUSES } from '../states.js';
import { Icon } from './icons.js';

const TITLES = { liveness: 'Sign of life', status: 'Status', project: 'Project', agent: 'Agent' };

/** The values of one facet with their counts under all filters but its own. */
function values(name, facets, chosen) {
  if (name === 'status' || name === 'liveness') {
    const metas = name === 'status' ? STATUSES : LIVENESSES;
    return Object.entries(metas).map(([value, { label, hint }]) => ({ value, label, hint, icon: value, count: facets?.[name][value] ?? 0 }));
  }
  const list = (facets?.[name] ?? []).map(({ value, count: n }) => ({ value, label: value, count: n }));
  // What is chosen stays to be taken back, also when nothing matches it any more.
  for (const value of chosen) if (!list.some((entry) => entry.value === value)) list.push({ value, label: value, count: 0 });
  return list;
}

function Facet({ name, facets, route, change }) {
  const chosen = route[name];
  const entries = values(name, facets, chosen);
  const more = (facets?.[name + 's'] ?? 0) - (facets?.[name]?.length ?? 0);
  return html`<div class="facet" role="group" aria-label=${TITLES[name]}>
    <h2>${TITLES[name]}</h2>
    <ul>${entries.map(({ value, label, hint, icon, count: n }) => html`<li key=${value}>
      <button type="button" class=${n === 0 ? 'none' : ''} aria-pressed=${chosen.includes(value)} title=${hint ?? label}
          onClick=${() => change({ [name]: toggled(chosen, value) })}>
        ${icon && html`<span class=${'tone-' + value}><${Icon} name=${icon} /></span>`}<span class="label">${label}</span><span class="n">${short(n)}</span>
      </button></li>`)}</ul>
    ${more > 0 && html`<p class="note">${count(more, 'more', 'more')}; the search finds them</p>`}
  </div>`;
}

/** The counts by facet; each is a filter. On narrow screens they are folded away. */
export function Facets({ facets, route, change }) {
  const [open, setOpen] = useState(false);
  const chosen = FILTERS.reduce((sum, name) => sum + route[name].length, 0) + (route.active ? 1 : 0);
  return html`<aside class=${'facets' + (open ? ' open' : '')} aria-label="Filters">
    <button type="button" class="button fold" aria-expanded=${open} onClick=${() => setOpen(!open)}>Filters${chosen > 0 && ` (${chosen})`}</button>
    <div class="fields">
      <div class="segments" role="group" aria-label="Which tasks">
        <button type="button" aria-pressed=${!route.active} onClick=${() => change({ active: false })}>All</button>
        <button type="button" aria-pressed=${route.active} onClick=${() => change({ active: true })}>Active</button>
      </div>
      ${FILTERS.map((name) => html`<${Facet} key=${name} name=${name} facets=${facets} route=${route} change=${change} />`)}
      ${isFiltered(route) && html`<button type="button" class="button clear" onClick=${() => change(unfiltered(route))}>Clear all filters</button>`}
    </div>
  </aside>`;
}
