/** What the page loads where there is no server: first what answers in its place, then the tags. */
import '../main.js';
import { startPretend } from './pretend.js';

try {
  await startPretend();
  await import('../../src/cdn.js');
} catch (error) {
  console.error(error);
  const sentence = document.createElement('p');
  sentence.setAttribute('role', 'alert');
  sentence.textContent =
    'This demo needs a service worker: open it over https, or on localhost, in a window that is not private.';
  document.querySelector('#photos')?.prepend(sentence);
}
