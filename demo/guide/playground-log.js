/** The log of events: the newest first, each with its detail. */

const MOST = 100;

export function log(list, event) {
  const item = document.createElement('li');
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  const time = document.createElement('time');
  time.textContent = new Date().toLocaleTimeString('en-GB');
  const name = document.createElement('b');
  name.textContent = event.type;
  const from = document.createElement('span');
  from.textContent = `<${event.target.localName}>${event.cancelable ? ' cancelable' : ''}`;
  summary.append(time, name, from);
  const detail = document.createElement('pre');
  // Long lists are named by their length.
  detail.textContent = JSON.stringify(
    event.detail,
    (_key, value) => (Array.isArray(value) && value.length > 3 ? `${value.length} items` : value),
    2,
  );
  details.append(summary, detail);
  item.append(details);
  list.prepend(item);
  while (list.children.length > MOST) list.lastElementChild.remove();
}
