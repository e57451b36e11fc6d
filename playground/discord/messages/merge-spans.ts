import type { TextSpan } from '../../driver/visible-message.ts';

/** Joins neighbours of the same style. */
export function mergeSpans(spans: TextSpan[]): TextSpan[] {
  const merged: TextSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && !last.mention && !span.mention && last.time === undefined && sameStyle(last, span))
      merged[merged.length - 1] = { ...last, text: last.text + span.text };
    else if (span.text !== '') merged.push(span);
  }
  return merged;
}

function sameStyle(one: TextSpan, other: TextSpan): boolean {
  const { text: _, ...a } = one;
  const { text: __, ...b } = other;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Reflect.get(a, key) === Reflect.get(b, key))
  );
}
