// Buttons with data-copy copy that text. Without https a browser has no clipboard for pages; the text is then selected and copied the old way.

const said = document.createElement('div');
said.className = 'sr-only';
said.setAttribute('role', 'status');
document.body.append(said);

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyOldWay(text);
  }
  said.textContent = 'Copied';
  button.classList.add('copied');
  setTimeout(() => { said.textContent = ''; button.classList.remove('copied'); }, 1500);
});

function copyOldWay(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
