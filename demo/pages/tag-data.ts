/** What the playground knows of the tags, read from the manifest of the build: it cannot fall behind the sources. */

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
  readonly inheritedFrom?: unknown;
}
interface Declaration {
  readonly tagName?: string;
  readonly description?: string;
  readonly attributes?: readonly Described[];
  readonly events?: readonly Described[];
}

export interface AttributeData {
  readonly name: string;
  readonly description: string;
  readonly kind: 'switch' | 'number' | 'text' | 'choice';
  /** Of a choice, the default first. */
  readonly values?: readonly string[];
  readonly default?: string;
  /** All tags have it. */
  readonly shared: boolean;
}

export interface TagData {
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly AttributeData[];
  readonly events: readonly string[];
}

function attribute({
  name,
  description = '',
  default: given,
  type,
  inheritedFrom,
}: Described): AttributeData {
  const text = type?.text ?? 'string';
  const values = [...text.matchAll(/'([^']+)'/g)].map(([, value = '']) => value);
  const value = given?.replaceAll("'", '');
  const isSet = value !== undefined && !['null', 'false', ''].includes(value);
  const kind =
    values.length > 1 ? 'choice' : text === 'boolean' ? 'switch' : text === 'number' ? 'number' : 'text';
  return {
    name,
    description,
    kind,
    shared: inheritedFrom !== undefined,
    ...(values.length > 1
      ? { values: [...values].sort((a, b) => Number(b === value) - Number(a === value)) }
      : {}),
    ...(isSet ? { default: value } : {}),
  };
}

/** @param manifest `custom-elements.json` */
export function tagData(manifest: string): TagData[] {
  const { modules } = JSON.parse(manifest) as { modules: { declarations?: Declaration[] }[] };
  return modules
    .flatMap(({ declarations }) => declarations ?? [])
    .flatMap(({ tagName, description = '', attributes = [], events = [] }) =>
      tagName === undefined
        ? []
        : [
            {
              name: tagName,
              description: description.replace(/\s+/g, ' ').trim(),
              attributes: attributes.map(attribute),
              events: events.map(({ name }) => name),
            },
          ],
    );
}
