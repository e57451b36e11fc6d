import type { CommandContext } from '../../context/command-context.ts';
import { displayButtonArgs } from '../../context/display-settings.ts';
import type { Community } from '../../database/generated/client.ts';
import { maxButtonLabelLength } from '../../kit/limits.ts';
import { distinctLabels } from '../../kit/pickers/search/distinct-labels.ts';
import { localeNames, locales } from '../../language/locale.ts';
import { zoneDisplayName } from '../../language/zones/format-zone.ts';
import { offeredZones } from '../../language/zones/zone-cities.ts';
import { button } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';
import { topics } from '../subscriptions/repository.ts';

type Reader = Pick<CommandContext, 't' | 'community' | 'isPrivate' | 'locale' | 'zone'>;

/** Zones in a row; there are two rows. Any other zone is chosen by `settings`. */
const zonesInRow = 5;

/** Communities on a page, so that they and the button to the next page are one row; without paging one more fits. */
const communityPaging = { pageSize: 4, unpaged: 5 } as const;

/** Marks what is current. */
const currentMark = '● ';

const mark = (isCurrent: boolean): string => (isCurrent ? currentMark : '');

/** A button's action. In a group, one person's own choice does not change the message that all see. */
const startAction = (reader: Reader) => (step: string, args: Record<string, string | number>) => ({
  command: 'start',
  step,
  args: step === 'topic' ? { ...args, ...displayButtonArgs(reader) } : args,
  answer: reader.isPrivate || step === 'topic' ? ('update' as const) : ('reply' as const),
});

/** The person's communities as a row, with a button to the next page, which leads from the last to the first. */
export function communityButtons(
  reader: Reader,
  communities: readonly Community[],
  askedPage: number,
): Button[] {
  const { t, community: current } = reader;
  const action = startAction(reader);
  const { pageSize, unpaged } = communityPaging;
  if (communities.length <= 1) return [];
  const pages = communities.length <= unpaged ? 1 : Math.ceil(communities.length / pageSize);
  const page = Math.min(askedPage, pages);
  const next = (page % pages) + 1;
  const shown =
    pages === 1 ? communities : communities.slice((page - 1) * pageSize, page * pageSize);
  const labels = distinctLabels(
    communities.map(({ id, name }) => ({ id, label: name, details: [] })),
    maxButtonLabelLength - currentMark.length,
  );
  const labelOf = new Map(communities.map(({ id }, at) => [id, labels[at] ?? '']));
  return [
    ...shown.map(({ id }) =>
      button(
        `${mark(id === current?.id)}${labelOf.get(id)}`,
        action('community', { community: `id:${id}`, page }),
      ),
    ),
    ...(pages > 1
      ? [button(t('kit.laterPage', { page: next, pages }), action('communities', { page: next }))]
      : []),
  ];
}

export function languageButtons(reader: Reader): Button[] {
  const action = startAction(reader);
  return locales.map((locale) =>
    button(
      `${mark(locale === reader.locale)}${localeNames[locale]}`,
      action('language', { language: locale }),
    ),
  );
}

/** Two rows of zones. A reader's zone that is not offered comes first, in place of the last. */
export function zoneButtonRows(reader: Reader): Button[][] {
  const { zone: own, locale } = reader;
  const action = startAction(reader);
  const isOffered = offeredZones.some((zone) => zone === own);
  const zones = isOffered ? [...offeredZones] : [own, ...offeredZones.slice(0, -1)];
  return [zones.slice(0, zonesInRow), zones.slice(zonesInRow)].map((row) =>
    row.map((zone) =>
      button(`${mark(zone === own)}${zoneDisplayName(zone, locale)}`, action('zone', { zone })),
    ),
  );
}

export function topicButtons(reader: Reader, followed: ReadonlySet<string>): Button[] {
  const action = startAction(reader);
  return topics.map((topic) =>
    button(
      `${followed.has(topic) ? '✓ ' : ''}${reader.t(`topics.${topic}`)}`,
      action('topic', { topic }),
      followed.has(topic) ? 'success' : 'secondary',
    ),
  );
}
