import type { Attachment, BaseInteraction, CommandInteractionOption, User } from 'discord.js';
import type { FileReference, PersonReference } from '../../../src/kit/define/raw-value.ts';
import { visibleOr } from '../../../src/language/text/visible.ts';

type AnyMember = BaseInteraction['member'] | CommandInteractionOption['member'];

/** A person's name in the server, else everywhere. */
export const shownName = (user: User, member: AnyMember): string =>
  visibleOr(
    (member && 'nick' in member ? member.nick : undefined) ?? user.globalName ?? user.username,
    user.username,
  );

export const readPerson = (user: User, member: AnyMember): PersonReference => ({
  kind: 'person',
  platformId: user.id,
  name: shownName(user, member),
  username: user.username,
});

export const readFile = ({ url, name, contentType, size }: Attachment): FileReference => ({
  kind: 'file',
  platformId: url,
  name,
  contentType: contentType ?? 'application/octet-stream',
  size,
});
