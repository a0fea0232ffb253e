/** The dialog over the page. Plain DOM in a shadow root of its own: it has to work where the tags do not. */
import { styles } from './panel.styles.js';
import { report, summary } from './report.js';
import { frame, type Finding } from './words.js';

type Children = readonly (Node | string)[];

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: Children
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const button = (text: string, onclick: () => void) =>
  make('button', { type: 'button', textContent: text, onclick });

function line({ level, text, fix }: Finding): HTMLLIElement {
  return make(
    'li',
    { className: level },
    make('p', { className: 'level', textContent: frame.levels[level] }),
    make('p', { textContent: text }),
    ...(fix ? [make('p', { className: 'fix', textContent: frame.todo + fix })] : []),
  );
}

export interface Panel {
  /** Absent: it is being looked. */
  show(findings?: readonly Finding[]): void;
}

/** @param onClose when the visitor closed it; it is gone then */
export function openPanel(onAgain: () => void, onClose: () => void): Panel {
  const host = make('div');
  // So that nobody's style or script takes it for content of the page.
  host.dataset['ninepicDoctor'] = '';
  const root = host.attachShadow({ mode: 'open' });
  // By CSSOM: a strict policy forbids <style>.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];

  const said = make('p', { className: 'summary', textContent: frame.examining });
  said.setAttribute('role', 'status');
  const list = make('ul');
  const text = make('textarea', { readOnly: true });
  text.setAttribute('aria-label', frame.report);
  const details = make('details', {}, make('summary', { textContent: frame.report }), text);
  const copied = make('span');
  copied.setAttribute('role', 'status');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      copied.textContent = frame.copied;
    } catch {
      details.open = true;
      text.select();
      copied.textContent = frame.select;
    }
  };
  const dialog = make(
    'dialog',
    {},
    make(
      'header',
      {},
      make('h2', { id: 'title', textContent: frame.title }),
      button(frame.close, () => dialog.close()),
      said,
    ),
    list,
    make('p', { className: 'note', textContent: frame.note }),
    details,
    make(
      'footer',
      {},
      button(frame.copy, () => void copy()),
      button(frame.again, onAgain),
      copied,
    ),
  );
  dialog.setAttribute('aria-labelledby', 'title');
  dialog.addEventListener('close', () => {
    host.remove();
    onClose();
  });
  root.append(dialog);
  document.body.append(host);
  dialog.showModal();

  return {
    show(findings) {
      said.textContent = findings ? summary(findings) : frame.examining;
      list.replaceChildren(...(findings ?? []).map(line));
      text.value = findings ? report(findings) : '';
      copied.textContent = '';
    },
  };
}
