/** Puts custom elements on the page in Wix's order: the element, then its script, and its attributes last. */
for (const settings of document.querySelectorAll('script[data-custom-element]')) {
  const text = settings.textContent ?? '';
  const value = (name) => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1];
  const element = document.createElement(value('Tag Name'));
  const box = document.createElement('div');
  box.append(element);
  settings.after(box);
  const script = document.createElement('script');
  script.src = value('Server URL');
  // Wix fetches the file with CORS; a classic script tells its address only then.
  script.crossOrigin = 'anonymous';
  script.addEventListener('load', () => {
    for (const [, name, set] of text.matchAll(/^ {2}([\w-]+) = (.*)$/gm)) element.setAttribute(name, set);
  });
  document.body.append(script);
}
