import type { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names of a message's parameters and tags, unique and sorted. */
export interface Placeholders {
  readonly params: readonly string[];
  readonly tags: readonly string[];
}

const isLiteral = (element: Element) => element.type === 0;

/** Placeholders of a parsed message, including all branches of plurals and selects. */
export function findPlaceholders(message: readonly Element[]): Placeholders {
  const params = new Set<string>();
  const tags = new Set<string>();
  const walk = (elements: readonly Element[]): void => {
    for (const element of elements) {
      if (!('value' in element) || isLiteral(element)) continue;
      if ('children' in element) {
        tags.add(element.value);
        walk(element.children);
        continue;
      }
      params.add(element.value);
      if ('options' in element)
        for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(message);
  return { params: [...params].sort(), tags: [...tags].sort() };
}
