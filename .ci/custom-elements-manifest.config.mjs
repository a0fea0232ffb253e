/** How `dist/custom-elements.json` is made from the doc comments of the elements: editors and our README read it. */
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

/** Properties without an attribute that design.md 4.3 names; the other public members are for our own controllers. */
const PROPERTIES = new Set(['session', 'messages', 'state']);
const isPublic = ({ kind, privacy, attribute, name }) =>
  kind === 'field' && (privacy ?? 'public') === 'public' && (attribute || PROPERTIES.has(name));

/** Says where things are in the published package, and leaves out what is private. */
const published = {
  name: 'ninepic-published',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      module.path = toDist(module.path);
      for (const declaration of module.declarations ?? [])
        if (declaration.customElement) declaration.members = declaration.members?.filter(isPublic);
    }
    visit(customElementsManifest, (node) => {
      if (typeof node.module === 'string') node.module = toDist(node.module);
      // `@fires name - {Type} text`
      const typed = /^\{(\w+)\} /.exec(node.description ?? '');
      if (!typed) return;
      node.description = node.description.slice(typed[0].length);
      node.type = { text: typed[1] };
    });
  },
};
const toDist = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

function visit(node, change) {
  if (typeof node !== 'object' || node === null) return;
  change(node);
  Object.values(node).forEach((child) => visit(child, change));
}

export default {
  globs: ['src/elements/*.ts', 'src/events.ts'],
  exclude: ['**/*.styles.ts', '**/inner-gallery.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [
    published,
    customElementVsCodePlugin({ outdir: 'dist', htmlFileName: 'vscode.html-data.json', cssFileName: null }),
  ],
};
