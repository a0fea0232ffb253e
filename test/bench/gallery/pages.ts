/** The two pages that are compared. */

const head = (title: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>html,body{margin:0}#a{position:relative}#a img{position:absolute;background:#eee}</style>`;

export const pages = {
  /** The least that any client must do: one call of the API, the thumbnails of one screen, no library. Not a gallery. */
  floor: (photos: number): string =>
    `${head('floor')}<div id="a"></div><script>
const W = document.documentElement.clientWidth, H = innerHeight;
fetch('/e/${photos}/event/456/images?page=1&page_size=100').then((r) => r.json()).then(({ data }) => {
  let y = 0, row = [], sum = 0, out = '';
  for (const p of data.images) {
    row.push(p); sum += p.width / p.height;
    const h = (W - 4 * (row.length - 1)) / sum;
    if (h > 210) continue;
    let x = 0;
    for (const q of row) {
      const w = q.width / q.height * h;
      out += '<img alt="" src="' + q.thumbnail_url + '" style="left:' + x + 'px;top:' + y + 'px;width:' + w + 'px;height:' + h + 'px">';
      x += w + 4;
    }
    y += h + 4; row = []; sum = 0;
    if (y >= H) break;
  }
  a.style.height = y + 'px';
  a.innerHTML = out;
});</script>`,
  /** Ours, by script tag, with everything on. */
  ours: (photos: number): string =>
    `${head('ours')}<script type="module" src="/cdn/ninepic.js"></script>
<ninepic-gallery proxy-url="/e/${photos}" event-id="456" preview="0" no-hash></ninepic-gallery>`,
};
