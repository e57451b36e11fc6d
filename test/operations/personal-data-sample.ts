import { expect } from 'vitest';
import { z } from 'zod';
import { operationsModule } from '../../src/operations/module.ts';
import { toJson } from '../../src/people/privacy/data-export.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

const toldSchema = z.object({ told: z.array(z.object({ message: z.unknown() })) });

export default {
  module: operationsModule,
  tables: { Delivery: 'exported', Publication: 'exported' },
  exportedFields: ['told'],
  async create({ db, call: { person }, bystander, chat, communityId, word }) {
    const said = { blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: word }] }] };
    const notice = (audience: object, rest: object = {}) =>
      db.publication.create({
        data: {
          ...{ communityId, kind: 'notice', priority: 1, audience, locale: 'vi' },
          messages: { en: said, vi: said },
          ...rest,
        },
      });
    const own = await notice({ to: 'chats', chatIds: [chat.id] });
    await db.delivery.create({
      data: { publicationId: own.id, chatId: chat.id, platform: 'telegram', priority: 1 },
    });
    // Not fanned out yet, and for others too.
    await notice({ to: 'people', personIds: [person.id] });
    const { id } = await notice(
      { to: 'people', personIds: [person.id, bystander.person.id] },
      { origin: `event/${crypto.randomUUID()}`, messages: {} },
    );
    await notice({ to: 'chats', chatIds: [chat.id, crypto.randomUUID()] }, { messages: {} });
    return async () =>
      expect(await db.publication.findUniqueOrThrow({ where: { id } })).toMatchObject({
        audience: { to: 'people', personIds: [bystander.person.id] },
      });
  },
  checkExport(exported, { word }) {
    const [first] = toldSchema.parse(exported).told;
    expect(toJson(first?.message)).toContain(word);
  },
} satisfies PersonalDataSample;
