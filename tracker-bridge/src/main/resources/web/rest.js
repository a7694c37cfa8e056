// Questions that are asked once or now and then.

/** The answer's body, or null if there is no such thing. Throws if there was no good answer. */
export async function get(path) {
  const response = await fetch(path, { headers: { Accept: 'application/json' } });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.json();
}

export const taskPath = (id, part) => `/api/tasks/${encodeURIComponent(id)}${part ? '/' + part : ''}`;

/** All entries of a paged answer, at most that many pages, and whether these were all. */
export async function pages(path, most) {
  const entries = [];
  let cursor = null;
  for (let page = 0; page < most; page++) {
    const body = await get(`${path}?limit=1000${cursor === null ? '' : '&cursor=' + encodeURIComponent(cursor)}`);
    if (body === null) return null;
    for (const entry of body.entries) entries.push(entry);
    cursor = body.next;
    if (cursor === null) return { ...body, entries, cut: false };
    if (page === most - 1) return { ...body, entries, cut: true };
  }
  return null;
}
