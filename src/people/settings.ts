import type { CommandContext } from '../context/command-context.ts';
import type { Community } from '../database/generated/client.ts';
import { translators } from '../language/catalogue.ts';
import { type Locale, localeNames } from '../language/locale.ts';
import { formatZone } from '../language/zones/format-zone.ts';
import { fields, heading, message } from '../message/build.ts';
import type { Message } from '../message/message.ts';

/** Keeps a person's language; the call goes on in it. */
export async function setLocale(call: CommandContext, locale: Locale): Promise<CommandContext> {
  const person = await call.db.person.update({ where: { id: call.person.id }, data: { locale } });
  return { ...call, person, locale, t: translators[locale].t };
}

/** Keeps a person's time zone; the call goes on in it. */
export async function setZone(call: CommandContext, zone: string): Promise<CommandContext> {
  const person = await call.db.person.update({ where: { id: call.person.id }, data: { zone } });
  return { ...call, person, zone };
}

/** Keeps which community a person means in private chats; the call goes on in it. */
export async function setCommunity(
  call: CommandContext,
  community: Community,
): Promise<CommandContext> {
  const person = await call.db.person.update({
    where: { id: call.person.id },
    data: { currentCommunityId: community.id },
  });
  return { ...call, person, community };
}

/** A person's language and time zone, as they are now. */
export const ownSettingsMessage = ({ t, locale, zone, now }: CommandContext): Message =>
  message([
    heading(t('settings.yours')),
    fields([
      [t('settings.language'), localeNames[locale]],
      [t('settings.zone'), formatZone(zone, locale, now)],
    ]),
  ]);
