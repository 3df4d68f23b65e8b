// The time of an axis in the reader's zone.
const two = number => String(number).padStart(2, '0');
const clock = time => `${two(time.getHours())}:${two(time.getMinutes())}`;
const date = time => `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;

class AxisTime extends HTMLElement {
  connectedCallback() {
    const time = new Date(this.getAttribute('datetime'));
    const day = this.hasAttribute('days') ? `${time.toLocaleDateString('en', { weekday: 'short', day: 'numeric' })} ` : '';
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.textContent = day + (day && clock(time) === '00:00' ? '' : clock(time));
  }
}
customElements.define('axis-time', AxisTime);

// Bars and squares say their time in UTC; before one is read, the reader's zone is put before it.
const span = /(\d{4}-\d\d-\d\d) (\d\d:\d\d)–(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d) UTC/;

function local(text) {
  return text?.replace(span, (utc, fromDay, from, toDay, to) => {
    const [start, end] = [new Date(`${fromDay}T${from}Z`), new Date(`${toDay ?? fromDay}T${to}Z`)];
    return start.getTimezoneOffset() === 0 ? utc : `${date(start)} ${clock(start)}–${clock(end)} (${from}–${to} UTC)`;
  });
}

function localize(event) {
  const link = event.target.closest?.('[data-arrows] a[aria-label]');
  if (!link) return;
  const label = link.getAttribute('aria-label');
  if (local(label) !== label) link.setAttribute('aria-label', local(label));
  // A square's tooltip is its label; it need not be sent twice.
  if (link.classList.contains('square')) link.title = local(label);
  // An SVG's tooltip is an element; Blazor keeps hold of its text node.
  const tip = link.querySelector('title')?.firstChild;
  if (tip && local(tip.nodeValue) !== tip.nodeValue) tip.nodeValue = local(tip.nodeValue);
}
document.addEventListener('pointerover', localize);
document.addEventListener('focusin', localize);

// In a group of very many links the tab key stops once, and the arrow keys lead to the nearest link in their direction.
const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
document.addEventListener('keydown', event => {
  const direction = directions[event.key];
  const group = direction && event.target.closest?.('[data-arrows]');
  if (!group || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const middle = link => {
    const box = link.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const here = middle(event.target);
  let nearest, least = Infinity;
  for (const link of group.querySelectorAll('td a, a.timeline-bar')) {
    const away = middle(link).map((place, axis) => place - here[axis]);
    const along = away[0] * direction[0] + away[1] * direction[1];
    const aside = Math.abs(away[0] * direction[1]) + Math.abs(away[1] * direction[0]);
    // Bars have their middles at different heights, so only along counts most.
    const distance = along + aside * (group.tagName === 'TABLE' ? 4 : 0);
    if (link !== event.target && along > 1 && distance < least) [nearest, least] = [link, distance];
  }
  if (!nearest) return;
  event.preventDefault();
  nearest.focus();
});
