// How long something has gone on; counts on by itself while it has no end, as IncidentText.Length says it.
const clocks = new Set();

function words(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [minutes, hours, days] = [Math.floor(seconds / 60), Math.floor(seconds / 3600), Math.floor(seconds / 86400)];
  if (minutes < 1) return `${seconds} s`;
  if (hours < 1) return `${minutes} min`;
  if (days < 1) return `${hours} h ${minutes % 60} min`;
  return `${days} d ${hours % 24} h`;
}

class ElapsedTime extends HTMLElement {
  static observedAttributes = ['from', 'to'];

  connectedCallback() {
    clocks.add(this);
    this.draw();
  }

  disconnectedCallback() { clocks.delete(this); }

  attributeChangedCallback() { if (this.isConnected) this.draw(); }

  draw() {
    const from = new Date(this.getAttribute('from')).getTime();
    if (Number.isNaN(from)) return;
    const to = this.hasAttribute('to') ? new Date(this.getAttribute('to')).getTime() : Date.now();
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const text = words(to - from);
    if (root.textContent !== text) root.textContent = text;
  }
}
customElements.define('elapsed-time', ElapsedTime);

setInterval(() => {
  if (document.visibilityState !== 'visible') return;
  for (const clock of clocks) if (!clock.hasAttribute('to')) clock.draw();
}, 1000);
