// The name under which the reader writes. Kept in the browser alone.
const key = 'anomaly-author';

export function get() {
  try { return localStorage.getItem(key) ?? ''; } catch { return ''; }
}

export function set(name) {
  try { localStorage.setItem(key, name); } catch { /* private windows may refuse; the name then lasts as long as the page */ }
}
