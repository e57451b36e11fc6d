import type { CommandContext } from '../context/command-context.ts';
import type { Community } from '../database/generated/client.ts';
import {
  bold,
  button,
  code,
  copyButton,
  heading,
  link,
  linkButton,
  message,
  paragraph,
} from '../message/build.ts';
import type { Block, Button, Message } from '../message/message.ts';
import { publicPageUrl } from './pages/addresses.ts';
import { communityFeedUrl, personFeedUrl } from './served/addresses.ts';
import { subscribeLinks } from './served/subscribe-links.ts';

export type CalendarMessageReader = Pick<CommandContext, 't' | 'locale' | 'account' | 'publicUrl'>;

/** Buttons that subscribe to an address. */
function subscribeButtons(url: string, name: string, { t }: CalendarMessageReader): Button[] {
  const { google, outlook, device } = subscribeLinks(url, name);
  return [
    ...(google === undefined ? [] : [linkButton(t('calendar.google'), google)]),
    ...(outlook === undefined ? [] : [linkButton(t('calendar.outlook'), outlook)]),
    ...(device === undefined ? [] : [linkButton(t('calendar.device'), device)]),
  ];
}

/** The addresses of a community's calendar. */
function communityCalendar(
  community: Community,
  topic: string | undefined,
  reader: CalendarMessageReader,
): { blocks: Block[]; buttons: Button[] } {
  const { t, publicUrl } = reader;
  const { id: communityId, name, locale: own } = community;
  const page = publicPageUrl(community, reader);
  const locale = reader.locale === own ? undefined : reader.locale;
  const urlOf = (format: 'ics' | 'atom' | 'json') =>
    communityFeedUrl(publicUrl, { communityId, format, locale, topic });
  const title = topic === undefined ? name : `${name} · ${topic}`;
  return {
    blocks: [
      paragraph(bold(title)),
      ...(page === undefined ? [] : [paragraph(t('calendar.page')), paragraph(code(page))]),
      paragraph(t('calendar.community')),
      paragraph(code(urlOf('ics'))),
      paragraph([
        `${t('calendar.alsoAs')} `,
        link('Atom', urlOf('atom')),
        ' · ',
        link('JSON', urlOf('json')),
      ]),
    ],
    buttons: [
      ...(page === undefined ? [] : [linkButton(t('calendar.openPage'), page)]),
      copyButton(t('calendar.copy'), urlOf('ics')),
      ...subscribeButtons(urlOf('ics'), title, reader),
    ],
  };
}

export interface CalendarsShown {
  /** How many addresses the person has. */
  addressCount: number;
  /** Whose calendar is public. */
  community: Community | undefined;
  topic: string | undefined;
}

/** The person's own calendar, and that of the community where it is public. */
export function calendarsMessage(
  { addressCount, community, topic }: CalendarsShown,
  reader: CalendarMessageReader,
): Message {
  const { t, account, publicUrl } = reader;
  if (publicUrl === '') return message([paragraph(t('calendar.noPublicUrl'))]);
  const shared = community?.hasPublicCalendar
    ? communityCalendar(community, topic, reader)
    : undefined;
  const action = (step: string) => ({ command: 'calendar', step, args: {}, account: account.id });
  return message(
    [
      heading(t('calendar.title')),
      paragraph(bold(t('calendar.mine'))),
      paragraph(`${t('calendar.ofPerson')} ${t('calendar.addresses', { count: addressCount })}`),
      ...(shared?.blocks ?? []),
    ],
    {
      buttons: [
        [
          button(t('calendar.newAddress'), action('address')),
          ...(addressCount > 0 ? [button(t('calendar.reset'), action('reset'))] : []),
        ],
        shared?.buttons ?? [],
      ],
    },
  );
}

/** A new address, shown this once. No button copies it: what such a button holds is stored. */
export function newAddressMessage(
  secret: string,
  { hasReplacedAll }: { hasReplacedAll: boolean },
  reader: CalendarMessageReader,
): Message {
  const { t, locale, publicUrl } = reader;
  const url = personFeedUrl(publicUrl, secret, locale);
  return message(
    [
      paragraph(t(hasReplacedAll ? 'calendar.afterReset' : 'calendar.yourAddress')),
      paragraph(code(url)),
      paragraph(t('calendar.keepSecret')),
    ],
    { tone: 'success', buttons: [subscribeButtons(url, t('calendar.mine'), reader)] },
  );
}

/** Asks before the addresses in use stop working. */
export function confirmResetMessage({
  t,
  account,
}: Pick<CalendarMessageReader, 't' | 'account'>): Message {
  const action = (step: string) => ({ command: 'calendar', step, args: {}, account: account.id });
  return message([paragraph(t('calendar.askReset'))], {
    buttons: [
      [
        button(t('calendar.resetNow'), { ...action('reset_now'), once: true }, 'danger'),
        button(t('calendar.keep'), action('keep')),
      ],
    ],
  });
}

/** Whether a community's calendar is public, with a button that changes it. */
export function publicCalendarMessage(
  community: Community,
  reader: CalendarMessageReader,
): Message {
  const { t, account, publicUrl } = reader;
  const isPublic = community.hasPublicCalendar;
  const change = button(
    t(isPublic ? 'calendar.makePrivate' : 'calendar.makePublic'),
    { command: 'event feed', args: { on: !isPublic }, account: account.id },
    isPublic ? 'secondary' : 'primary',
  );
  const shared =
    isPublic && publicUrl !== '' ? communityCalendar(community, undefined, reader) : undefined;
  const lunar = button(t(community.showsLunarDates ? 'calendar.hideLunar' : 'calendar.showLunar'), {
    command: 'event feed',
    args: { lunar: !community.showsLunarDates },
    account: account.id,
  });
  return message(
    [
      paragraph(t(isPublic ? 'calendar.isPublic' : 'calendar.isPrivate')),
      ...(publicUrl === '' ? [paragraph(t('calendar.noPublicUrl'))] : []),
      ...(shared?.blocks ?? []),
    ],
    { buttons: [[change, lunar], shared?.buttons ?? []] },
  );
}
