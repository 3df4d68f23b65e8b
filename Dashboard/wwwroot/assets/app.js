// Shows a time in the reader's zone; the server does not know it. What is shown lies in the shadow, where Blazor does not look.
class LocalTime extends HTMLElement {
  static observedAttributes = ['datetime'];

  connectedCallback() { this.draw(); }

  attributeChangedCallback() { if (this.isConnected) this.draw(); }

  draw() {
    const time = new Date(this.getAttribute('datetime'));
    if (Number.isNaN(time.getTime())) return;
    const two = n => String(n).padStart(2, '0');
    const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
    const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const element = document.createElement('time');
    element.dateTime = this.getAttribute('datetime');
    const day = document.createElement('span');
    day.part = 'date';
    day.textContent = date;
    const hour = document.createElement('span');
    hour.part = 'clock';
    hour.textContent = clock;
    element.append(day, ' ', hour);
    root.replaceChildren(element);
  }
}
customElements.define('local-time', LocalTime);

// Blazor tells the dialog how the connection is.
const dialog = document.getElementById('components-reconnect-modal');

dialog.addEventListener('components-reconnect-state-changed', event => {
  switch (event.detail.state) {
    case 'show':
      if (!dialog.open) dialog.showModal();
      break;
    case 'hide':
      dialog.close();
      break;
    case 'failed':
      document.addEventListener('visibilitychange', retryWhenSeen);
      break;
    case 'rejected':
      location.reload();
      break;
  }
});

async function retry() {
  document.removeEventListener('visibilitychange', retryWhenSeen);
  try {
    // The server is back but has forgotten this page: load it anew.
    if (!await Blazor.reconnect()) location.reload();
  } catch {
    document.addEventListener('visibilitychange', retryWhenSeen);
  }
}

function retryWhenSeen() { if (document.visibilityState === 'visible') retry(); }

document.getElementById('reconnect-button').addEventListener('click', retry);
