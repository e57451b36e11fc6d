import { z } from 'zod';
import type { CommandContext } from '../../context/command-context.ts';
import { hasMessage } from '../../language/catalogue.ts';
import { displayName } from '../../language/text/display-name.ts';
import { bold, type Content, time } from '../../message/build.ts';
import type { EntryWithAccount } from './queries.ts';

type Translating = Pick<CommandContext, 't'>;

/** What an entry is about: its name, and its part in the sentence (a key of `audit.on`). */
interface AuditObject {
  part: string;
  name: string;
}

/** Details that are shown; all others are for the program only. */
const detailsSchema = z
  .object({
    title: z.string(),
    role: z.string(),
    to: z.string(),
    from: z.string(),
    who: z.string(),
    place: z.string(),
    chat: z.string(),
    topic: z.string(),
    approval: z.union([z.boolean(), z.string()]),
    on: z.boolean(),
    automatic: z.boolean(),
    attendance: z.string(),
    because: z.string(),
  })
  .partial();

const labelOr = ({ t }: Translating, key: string, fallback: string): string =>
  hasMessage(key) ? t(key) : fallback;

export const actionLabel = (context: Translating, { action }: EntryWithAccount): string =>
  labelOr(context, `audit.acts.${action.replace('.', '_')}`, action);

/** The account's present name; a placeholder once it was erased, and for what the program did by itself. */
export function actorName({ t }: Translating, { account, details }: EntryWithAccount): string {
  if (account) return displayName(account);
  const isAutomatic = detailsSchema.safeParse(details).data?.automatic === true;
  return t(isAutomatic ? 'audit.automatic' : 'audit.somebody');
}

/** The things that an entry is about, in the order of the sentence; empty when none is known. */
export function auditObjects(context: Translating, { details }: EntryWithAccount): AuditObject[] {
  const { data } = detailsSchema.safeParse(details);
  if (!data) return [];
  const { title, role, to, from, who, place, chat, topic, approval, on = approval } = data;
  const { attendance, because } = data;
  const object = (part: string, name: string | undefined): AuditObject[] =>
    name === undefined || name === '' ? [] : [{ part, name }];
  return [
    ...object('role', role && labelOr(context, `roles.${role}`, role)),
    ...(to === undefined ? object('from', from) : object('to', to)),
    ...object('who', who),
    ...object('topic', topic && labelOr(context, `topics.${topic}`, topic)),
    ...object('title', title),
    ...object('title', place),
    ...object(topic ? 'chat' : 'title', chat),
    ...object(
      'attendance',
      attendance && labelOr(context, `attendance.state.${attendance}`, attendance),
    ),
    ...object('because', because),
    ...(typeof on === 'boolean'
      ? object('switched', context.t(on ? 'audit.on.on' : 'audit.on.off'))
      : []),
  ];
}

/** An entry as a line: when, who, what was done, to what. */
export function auditLine(context: Translating, entry: EntryWithAccount): Content {
  const { t } = context;
  const what = auditObjects(context, entry)
    .map(({ part, name }) => t(`audit.on.${part}`, { name }))
    .join(' ');
  const deed = actionLabel(context, entry);
  return [
    time(entry.createdAt),
    ' · ',
    bold(actorName(context, entry)),
    ` ${t('audit.sentence', { deed, what, has: what === '' ? 'none' : 'some' })}`,
  ];
}
