/** A Copy button on each text. */
for (const figure of document.querySelectorAll('.paste')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy: ${figure.querySelector('figcaption')?.textContent ?? ''}`);
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    const code = figure.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = 'Copied';
    } catch {
      getSelection()?.selectAllChildren(code);
      said.textContent = 'Selected: press Ctrl+C';
    }
    setTimeout(() => (said.textContent = ''), 4000);
  });
  figure.querySelector('figcaption')?.append(said, button);
}
