/** What the controls say, as attributes, and as text to copy. */

/** @returns pairs of name and value, of what is not as it is by default */
export function attributesOf(tag) {
  return [...document.querySelectorAll(`[data-tag="${tag}"]`)].flatMap(({ dataset, checked, value }) => {
    if (dataset.kind === 'switch') return checked ? [[dataset.attribute, '']] : [];
    return value.trim() === '' ? [] : [[dataset.attribute, value.trim()]];
  });
}

const quoted = (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const written = (attributes) =>
  attributes.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${quoted(value)}"`)).join('');

/** @param looks inputs of custom properties that were changed */
export function markup({ shared, tags }, looks) {
  const wrapper = [['proxy-url', '/ninepic'], ...shared];
  const style = looks.map(({ dataset, value }) => `    ${dataset.property}: ${value}${dataset.unit ?? ''};`);
  return [
    ...(style.length > 0 ? ['<style>', '  :root {', ...style, '  }', '</style>'] : []),
    `<div${written(wrapper.map(([name, value]) => [`data-ninepic-${name}`, value]))}>`,
    ...tags.map(({ name, attributes }) => `  <${name}${written(attributes)}></${name}>`),
    '</div>',
  ].join('\n');
}
