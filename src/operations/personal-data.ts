import type { PersonalData } from '../context/modules/personal-data.ts';
import { countLine } from '../context/modules/personal-rows.ts';
import { readLocale } from '../language/locale.ts';

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;

/** Copies of publications in a person's private chats, and notices to this person alone. */
export const deliveryPersonalData: PersonalData = {
  words: { keptTexts: null, linked: null },
  show: async (db, { chatIds }) => [
    await countLine(
      'commands.privacy_show.told',
      db.delivery.count({ where: { chatId: { in: [...chatIds] } } }),
    ),
  ],
  async export(db, { chatIds }) {
    const received = await db.delivery.findMany({
      where: { chatId: { in: [...chatIds] } },
      orderBy: { id: 'asc' },
      select: {
        state: true,
        sentAt: true,
        chat: { select: { locale: true, platform: true } },
        publication: { select: { kind: true, createdAt: true, locale: true, messages: true } },
      },
    });
    return {
      told: received.map(
        ({ state, sentAt, chat, publication: { messages, locale, kind, createdAt } }) => ({
          platform: chat.platform,
          ...{ kind, createdAt, state, sentAt },
          // The text as it was shown, without buttons.
          message: propertyOf(
            propertyOf(messages, readLocale(chat.locale ?? locale, locale)),
            'blocks',
          ),
        }),
      ),
    };
  },
  async erase(tx, { personId, chatIds, chatTitles }) {
    await tx.$executeRaw`
      UPDATE "AuditEntry" SET "details" = "details" - 'chat'
      WHERE "action" = 'delivery.settle' AND "details"->>'chat' = ANY(${[...chatTitles]})`;
    // Notices to this person alone are deleted, sent or not; others' notices keep their content and lose the recipient.
    await tx.$executeRaw`
      DELETE FROM "Publication" WHERE "kind" IN ('notice', 'reminder') AND (
        "audience"->'personIds' <@ jsonb_build_array(${personId}::text)
        OR "audience"->'chatIds' <@ to_jsonb(${[...chatIds]}::text[]))`;
    await tx.$executeRaw`
      UPDATE "Publication" SET "audience" = jsonb_set("audience", '{personIds}', ("audience"->'personIds') - ${personId}::text)
      WHERE "audience"->'personIds' @> jsonb_build_array(${personId}::text)`;
    await tx.$executeRaw`
      UPDATE "Publication" SET "audience" = jsonb_set("audience", '{chatIds}', ("audience"->'chatIds') - ${[...chatIds]}::text[])
      WHERE "audience"->'chatIds' @> ANY(SELECT jsonb_build_array(id) FROM unnest(${[...chatIds]}::text[]) AS id)`;
    return undefined;
  },
  async merge(tx, { from, to }) {
    // Notices that were still to reach one of them reach both.
    await tx.$executeRaw`
      UPDATE "Publication" SET "audience" = jsonb_set("audience", '{personIds}',
        ("audience"->'personIds') - ${from}::text - ${to}::text || jsonb_build_array(${to}::text))
      WHERE "audience"->'personIds' @> jsonb_build_array(${from}::text)`;
  },
};
