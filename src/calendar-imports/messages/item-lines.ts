import type { CommandContext } from '../../context/command-context.ts';
import { formatEventTimes } from '../../events/messages.ts';
import { bold, type Content } from '../../message/build.ts';
import { hostLink } from '../../message/links/web-link.ts';
import { truncate } from '../../message/text/truncate.ts';
import { type ItemContent, timesOf } from '../content.ts';
import type { ComparedField } from '../differences.ts';

export type ImportReader = Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>;

/** Letters of a text on one line. */
const longestPlace = 80;
const longestText = 200;

/** When something of a calendar is. @param zone in which its days begin */
const formatItemTimes = (
  content: Pick<ItemContent, 'start' | 'end'>,
  zone: string,
  reader: Omit<ImportReader, 't'>,
): string => formatEventTimes({ ...timesOf(content, zone), zone }, reader);

/** Title, time and place. */
export function itemContent(content: ItemContent, zone: string, reader: ImportReader): Content {
  const { title, place } = content;
  return [
    bold(title),
    '\n',
    formatItemTimes(content, zone, reader),
    place === '' ? '' : `\n${truncate(place, longestPlace)}`,
  ];
}

/** A field as it is shown beside another version of it. */
export function fieldText(
  content: ItemContent,
  field: ComparedField,
  zone: string,
  reader: ImportReader,
): string {
  const { t } = reader;
  if (field === 'when') return formatItemTimes(content, zone, reader);
  const text = content[field];
  if (text === '') return t('imports.nothing');
  if (field === 'source') {
    const host = hostLink(text);
    return host.kind === 'link' || host.kind === 'text' ? host.text : text;
  }
  return truncate(text.replace(/\s+/g, ' '), longestText);
}
