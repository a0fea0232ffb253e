/** The playground: controls on one side, a page with the tags in a frame, and what it fires. */
import { log } from './playground-log.js';
import { attributesOf, markup } from './playground-markup.js';

const $ = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const play = $('.play');
const frame = $('iframe');
const isPretend = play.dataset.pretend === 'true';

/** The proxy behind this playground, and its pretend 9Pic. */
let stack = { id: '', proxy: '/ninepic' };

async function post(path, body) {
  const response = await fetch(`/playground/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.ok ? response.json() : undefined;
}

const read = () => ({
  proxy: stack.proxy,
  shared: attributesOf('all'),
  tags: all('[data-show]')
    .filter(({ checked }) => checked)
    .map(({ dataset }) => ({ name: dataset.show, attributes: attributesOf(dataset.show) })),
});

/** Writes settings to elements that are there already, so that live changes are seen as live changes. */
function write(element, attributes) {
  const wanted = new Map(attributes);
  for (const { name } of [...element.attributes]) if (!wanted.has(name)) element.removeAttribute(name);
  for (const [name, value] of wanted)
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function draw() {
  const page = frame.contentDocument;
  if (!page?.body) return;
  const { proxy, shared, tags } = read();
  let box = page.querySelector('body > div');
  if (!box) page.body.append((box = page.createElement('div')));
  write(box, [
    ['data-ninepic-proxy-url', proxy],
    ...shared.map(([name, value]) => [`data-ninepic-${name}`, value]),
  ]);
  for (const element of [...box.children])
    if (!tags.some(({ name }) => name === element.localName)) element.remove();
  tags.forEach(({ name, attributes }, index) => {
    let element = box.querySelector(name);
    if (!element) {
      element = page.createElement(name);
      write(element, attributes);
      box.insertBefore(element, box.children[index] ?? null);
    } else write(element, attributes);
  });
  $('#snippet').textContent = markup(
    read(),
    all('[data-property]').filter(({ dataset }) => dataset.changed),
  );
}

function dress() {
  const page = frame.contentDocument;
  if (!page?.body) return;
  const chosen = (name) => $(`[name=${name}]:checked`).value;
  frame.style.inlineSize = chosen('width');
  page.documentElement.style.colorScheme = chosen('scheme');
  page.documentElement.dir = chosen('dir');
  page.documentElement.lang = $('#lang').value;
  for (const input of all('[data-property]'))
    if (input.dataset.changed)
      page.documentElement.style.setProperty(
        input.dataset.property,
        input.value + (input.dataset.unit ?? ''),
      );
}

function onLoad() {
  dress();
  draw();
  for (const name of play.dataset.events.split(' '))
    frame.contentDocument.addEventListener(name, (event) => {
      log($('.log'), event);
      void showBill();
    });
}

async function showBill() {
  if (!isPretend) return;
  const answer = await fetch(`/playground/${stack.id}/bill`);
  if (answer.ok) $('#bill').textContent = await answer.json();
}

const reload = () => frame.contentWindow.location.reload();

/** Changed settings of a session need a new page; everything else is written to the tags as they are. */
let pending;
function later(act) {
  clearTimeout(pending);
  pending = setTimeout(act, 250);
}

document.addEventListener('input', ({ target }) => {
  if (target.dataset.property) {
    target.dataset.changed = 'yes';
    dress();
    draw();
  } else if (target.dataset.tag === 'all') later(() => (draw(), reload()));
  else if (target.dataset.tag || target.dataset.show) later(draw);
  else if (target.name || target.id === 'lang') dress();
});
document.addEventListener('change', async ({ target }) => {
  if (!target.dataset.fault) return;
  const names = all('[data-fault]:checked').map(({ dataset }) => dataset.fault);
  // What an event offers is kept by browsers for a minute; another proxy is asked anew.
  if ('reloads' in target.dataset) stack = (await post('new', {})) ?? stack;
  await post(`${stack.id}/faults`, { names });
  if ('reloads' in target.dataset) reload();
});
$('#reload').addEventListener('click', reload);
$('#clear').addEventListener('click', () => $('.log').replaceChildren());
// A tag that is configured is wanted on the page. Not `toggle`: it may come after the box below was unticked.
for (const details of all('[data-of]'))
  details.querySelector('summary').addEventListener('click', () => {
    const show = details.querySelector('[data-show]');
    if (!details.open && !show.checked) {
      show.checked = true;
      draw();
    }
  });

if (isPretend) stack = (await post('new', {})) ?? stack;
frame.addEventListener('load', onLoad);
if (frame.contentDocument?.readyState === 'complete' && frame.contentDocument.URL.endsWith('/preview'))
  onLoad();
document.documentElement.dataset.ready = 'yes';
await import('./copy.js');
