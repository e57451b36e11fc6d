import type { GrantWithCommunity } from '../../context/roles/effective-grants.ts';
import type { Translator } from '../../language/catalogue.ts';
import { localeNames } from '../../language/locale.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { type Content, list, paragraph, time } from '../../message/build.ts';
import type { Block } from '../../message/message.ts';
import type { LinkChanges, LinkSides } from './link-changes.ts';

type Reader = Pick<Translator, 't' | 'locale'>;

/** Roles with their communities. */
export const formatGrants = (
  { t }: Pick<Translator, 't'>,
  grants: readonly GrantWithCommunity[],
): string =>
  grants.map(({ role, community }) => `${t(`roles.${role}`)} (${community.name})`).join(', ');

/** Settings in which the two people differ: the kept person's stay. */
function settingLines(
  { t, locale }: Reader,
  { keptPerson, droppedPerson }: LinkChanges,
  now: Temporal.Instant,
): string[] {
  const lines: string[] = [];
  if (keptPerson.locale && droppedPerson.locale && keptPerson.locale !== droppedPerson.locale) {
    lines.push(
      t('commands.link.changes.language', {
        kept: localeNames[keptPerson.locale],
        dropped: localeNames[droppedPerson.locale],
      }),
    );
  }
  if (keptPerson.zone && droppedPerson.zone && keptPerson.zone !== droppedPerson.zone) {
    lines.push(
      t('commands.link.changes.zone', {
        kept: formatZone(keptPerson.zone, locale, now),
        dropped: formatZone(droppedPerson.zone, locale, now),
      }),
    );
  }
  const [kept, dropped] = [keptPerson.tables, droppedPerson.tables];
  if (kept !== null && dropped !== null && kept !== dropped) {
    lines.push(
      t('commands.link.changes.tables', {
        kept: t(`settings.tables.${kept ? 'on' : 'off'}`),
        dropped: t(`settings.tables.${dropped ? 'on' : 'off'}`),
      }),
    );
  }
  return lines;
}

/** What a link loses and keeps; empty when nothing changes. */
export function linkChangeBlocks(
  reader: Reader,
  changes: LinkChanges,
  { maker, other }: LinkSides,
  now: Temporal.Instant,
): Block[] {
  const { t, locale } = reader;
  const { lostGrants, sharedGrants, unsharedGrants, duplicates } = changes;
  const lines: Content[] = [
    ...(lostGrants.length > 0
      ? [
          t('commands.link.changes.lost', {
            count: lostGrants.length,
            roles: formatGrants(reader, lostGrants),
            platform: t(`platforms.${other.platform}`),
          }),
        ]
      : []),
    ...(sharedGrants.length > 0
      ? [t('commands.link.changes.both', { roles: formatGrants(reader, sharedGrants) })]
      : []),
    ...(unsharedGrants.length > 0
      ? [
          t('commands.link.changes.alone', {
            roles: formatGrants(reader, unsharedGrants),
            platform: t(`platforms.${maker.platform}`),
          }),
        ]
      : []),
    ...duplicates.map(
      ({ titles, startsAt }): Content => [
        t('commands.link.changes.double', { course: titles[locale] }),
        ' · ',
        time(startsAt),
      ],
    ),
    ...settingLines(reader, changes, now),
  ];
  return lines.length === 0 ? [] : [paragraph(t('commands.link.changes.heading')), list(lines)];
}
