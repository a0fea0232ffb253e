/** What a screen reader has to go by: the accessibility tree, and what live regions say. */
import type { Page } from 'playwright-core';

const ROLES =
  /^(heading|textbox|searchbox|button|checkbox|link|status|alert|list|listitem|dialog|slider|group|image|region)$/;
const STATES = /^(disabled|checked|required|pressed|invalid)$/;

/** Line by line, in order: role, name, and states in brackets. Chromium's own tree, which other programs are given. */
export async function spoken(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  type Node = (typeof nodes)[number];
  const inOrder = (node: Node | undefined): Node[] =>
    node ? [node, ...(node.childIds ?? []).flatMap((id) => inOrder(byId.get(id)))] : [];
  return inOrder(nodes[0]).flatMap(({ ignored, role, name, properties = [] }) => {
    if (ignored || !ROLES.test(String(role?.value))) return [];
    const words = [String(role?.value), String(name?.value ?? '')].filter(Boolean).join(' ');
    const states = properties
      .filter(({ name: key, value }) => STATES.test(key) && String(value.value) !== 'false')
      .map(({ name: key }) => `(${key})`);
    return [[words, ...states].join(' ')];
  });
}

/** From now on, each change of a live region to other words. @returns what was said so far */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const words: string[] = [];
    Object.assign(window, { words });
    const last = new Map<Element, string>();
    const watched = new Set<Node>();
    const look = (root: Document | ShadowRoot, isFirst: boolean): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot, isFirst);
        if (!element.matches('[role=status], [role=alert], [aria-live]')) continue;
        const text = element.innerText.replace(/\s+/g, ' ').trim();
        if (!isFirst && text && text !== (last.get(element) ?? '')) words.push(text);
        last.set(element, text);
      }
      if (watched.has(root)) return;
      watched.add(root);
      new MutationObserver(() => look(document, false)).observe(root, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    };
    look(document, true);
  });
  return () => page.evaluate(() => (window as unknown as { words: string[] }).words);
}
