/** Brings blocks in when the page is there already, by markup, as a page transition does: scripts in it do not run. */
addEventListener('load', () => {
  for (const block of document.querySelectorAll('template[data-arrives-later]')) {
    const place = document.createElement('div');
    place.innerHTML = block.innerHTML;
    block.after(place);
  }
});
