import { plainText } from './spans.js';

/** A message in one line: its text, or else what its first card or block says. */
export function summaryOf({ body, embeds = [], rich = [] }) {
  const [card] = embeds;
  const lines = [body, card?.title, card?.body, ...rich.map(({ spans }) => spans)];
  return lines.map((spans) => plainText(spans ?? [])).find((line) => line !== '') ?? '…';
}
