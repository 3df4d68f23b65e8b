// Buttons with data-copy put its text on the clipboard, and say so for a moment.
document.addEventListener('click', async event => {
  const button = event.target.closest?.('button[data-copy]');
  if (!button) return;
  const word = button.querySelector('[aria-live]');
  word.textContent = await copied(button.dataset.copy) ? 'Copied' : 'Not copied';
  setTimeout(() => { word.textContent = ''; }, 2000);
});

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

// Where the page came over plain http, there is no clipboard to write to.
function copiedByHand(text) {
  const field = Object.assign(document.createElement('textarea'), { value: text, readOnly: true });
  const focused = document.activeElement;
  field.style.cssText = 'position:fixed;opacity:0';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  focused?.focus();
  return done;
}
