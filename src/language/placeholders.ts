import type { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** What a message asks for: the names of its parameters and of its tags, each once, sorted. */
export interface Placeholders {
  readonly params: readonly string[];
  readonly tags: readonly string[];
}

const isLiteral = (element: Element) => element.type === 0;

/** Walks a parsed message, every branch of its plurals and selects included. */
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
