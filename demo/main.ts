/** The organiser's own script: what a page may do with the events of the tags. */

/** On a phone the photos are below the fold when the number has been typed: bring them into view. */
document.addEventListener('ninepic-results', (event) => {
  const { by, restored } = event.detail;
  if (by === 'all' || restored) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  document.querySelector('#photos')?.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
});
