import type { CommandContext } from '../context/command-context.ts';
import { listCommunitiesOf } from '../context/current-community.ts';
import { displayButtonArgs } from '../context/display-settings.ts';
import type { Community } from '../database/generated/client.ts';
import { maxButtonLabelLength } from '../kit/limits.ts';
import { distinctLabels } from '../kit/pickers/distinct-labels.ts';
import { localeNames, locales } from '../language/locale.ts';
import { zoneDisplayName } from '../language/zones/format-zone.ts';
import { offeredZones } from '../language/zones/zone-cities.ts';
import { button, list, message, paragraph } from '../message/build.ts';
import type { Block, Button, Message } from '../message/message.ts';
import { askBeforeStartingCommunity, startCommunity } from './connections/start-community.ts';
import { listFollowedTopics, topics } from './subscriptions/repository.ts';

/** Zones of a row, two of which are offered; any other is chosen by `settings`. */
const zonesInRow = 5;

/** The reader's own first, where it is none of those offered, in place of the last. */
function zoneRows({ zone }: Pick<CommandContext, 'zone'>): string[][] {
  const isOffered = offeredZones.some((one) => one === zone);
  const zones = isOffered ? [...offeredZones] : [zone, ...offeredZones.slice(0, -1)];
  return [zones.slice(0, zonesInRow), zones.slice(zonesInRow)];
}

/** Communities looked through, and on one page: with the button that turns it they are one row. */
const communityPaging = { all: 100, aPage: 4, unpaged: 5 } as const;

/** Stands before the community of which one speaks now. */
const currentMark = '● ';

/** The communities in a row of buttons, with one that turns the page, and from the last one back to the first. */
function communityButtons(
  call: Pick<CommandContext, 't' | 'community' | 'isPrivate' | 'locale' | 'zone'>,
  all: readonly Community[],
  asked: number,
): Button[] {
  const { t, community } = call;
  const step = buttonAction(call);
  const { aPage, unpaged } = communityPaging;
  if (all.length <= 1) return [];
  const pages = all.length <= unpaged ? 1 : Math.ceil(all.length / aPage);
  const page = Math.min(asked, pages);
  const next = (page % pages) + 1;
  const shown = pages === 1 ? all : all.slice((page - 1) * aPage, page * aPage);
  const labels = distinctLabels(
    all.map(({ id, name }) => ({ id, label: name, details: [] })),
    maxButtonLabelLength - currentMark.length,
  );
  const labelOf = new Map(all.map(({ id }, at) => [id, labels[at] ?? '']));
  return [
    ...shown.map(({ id }) =>
      button(
        `${id === community?.id ? currentMark : ''}${labelOf.get(id)}`,
        step('community', { community: `id:${id}`, page }),
      ),
    ),
    ...(pages > 1
      ? [button(t('kit.laterPage', { page: next, pages }), step('communities', { page: next }))]
      : []),
  ];
}

/** What a button does here. What one person chooses for themselves leaves a message that all see as it is. */
const buttonAction =
  (call: Pick<CommandContext, 'isPrivate' | 'locale' | 'zone'>) =>
  (name: string, args: Record<string, string | number>) => ({
    command: 'start',
    step: name,
    args: name === 'topic' ? { ...args, ...displayButtonArgs(call) } : args,
    answer: call.isPrivate || name === 'topic' ? ('update' as const) : ('reply' as const),
  });

/** Who speaks, and what for; in a place without a community, how to get to one. */
function introduction(
  { t, community, isPrivate }: Pick<CommandContext, 't' | 'community' | 'isPrivate'>,
  hasSeveral: boolean,
): Block[] {
  if (!community) {
    const away = hasSeveral ? 'whichCommunity' : 'nowhere';
    return [paragraph(t(`commands.start.${isPrivate ? away : 'noCommunity'}`))];
  }
  const named = { community: community.name };
  if (!isPrivate) return [paragraph(t('commands.start.here', named))];
  return [
    paragraph(t('commands.start.hello', named)),
    list(['events', 'news', 'alerts'].map((point) => t(`commands.start.points.${point}`))),
    paragraph(t('commands.start.same')),
  ];
}

/**
 * What this is, with the settings that matter at first as buttons.
 * @param page of the person's communities, from 1
 */
export async function welcomeMessage(call: CommandContext, page = 1): Promise<Message> {
  const { t, db, chat, community, isPrivate } = call;
  const follows = community ? await listFollowedTopics(db, chat.id, community.id) : new Set();
  const canChoose = community !== undefined && (isPrivate || (await call.canManageChat()));
  const communities = isPrivate
    ? await listCommunitiesOf(db, call.person.id, communityPaging.all)
    : [];
  const step = buttonAction(call);
  return message(
    [
      ...introduction(call, communities.length > 1),
      ...(canChoose
        ? [paragraph(t(isPrivate ? 'commands.start.choose' : 'commands.start.chooseHere'))]
        : []),
    ],
    {
      buttons: [
        communityButtons(call, communities, page),
        [
          ...locales.map((locale) =>
            button(
              `${locale === call.locale ? currentMark : ''}${localeNames[locale]}`,
              step('language', { language: locale }),
            ),
          ),
          button(t('commands.start.help'), { command: 'help', args: {} }),
        ],
        ...(isPrivate ? zoneRows(call) : []).map((row) =>
          row.map((zone) =>
            button(
              `${zone === call.zone ? currentMark : ''}${zoneDisplayName(zone, call.locale)}`,
              step('zone', { zone }),
            ),
          ),
        ),
        canChoose
          ? topics.map((topic) =>
              button(
                `${follows.has(topic) ? '✓ ' : ''}${t(`topics.${topic}`)}`,
                step('topic', { topic }),
                follows.has(topic) ? 'success' : 'secondary',
              ),
            )
          : [],
      ],
    },
  );
}

/** `start`: in a chat of no community its administrator begins one, unless a code may wait for it. */
export async function showStart(call: CommandContext): Promise<Message> {
  const isFree = !call.community && call.chat.kind !== 'private';
  if (!isFree || !(await call.canManageChat())) return welcomeMessage(call);
  return (await askBeforeStartingCommunity(call)) ?? welcomeMessage(await startCommunity(call));
}
