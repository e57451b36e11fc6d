import { z } from 'zod';
import { type Call, communityOf } from '../communities/call.ts';
import { standingOf } from '../communities/standing.ts';
import { locales } from '../language/locale.ts';
import { button, message, paragraph } from '../message/build.ts';
import { type Message, messageSchema } from '../message/message.ts';
import { badSchedules } from './bad-schedule.ts';
import { type SentEdition, sentEditions } from './find.ts';
import { editionLabel } from './pick.ts';
import { briefingRules } from './rules.ts';
import { changedSince } from './since.ts';

const messagesSchema = z.record(z.enum(locales), messageSchema);

/**
 * An edition as it was published, with the others on buttons. Without one: the newest, and which briefings are not
 * sent because of their schedules.
 */
export async function showEdition(call: Call, asked: SentEdition | undefined): Promise<Message> {
  const { t, db, locale } = call;
  const { id: communityId } = communityOf(call);
  const newest = await sentEditions(db, communityId, briefingRules.earlier + 1);
  const edition = asked ?? newest[0];
  const publication =
    edition && (await db.publication.findFirst({ where: { editionId: edition.id, act: 'send' } }));
  const broken = asked ? [] : await badSchedules(call, communityId);
  const isBroken = broken.length > 0;
  if (!publication) {
    const none = paragraph(t('commands.briefings.none'));
    return message([...broken, none], isBroken ? { tone: 'warning' } : {});
  }
  const said = messagesSchema.parse(publication.messages)[locale];
  const others = newest.filter(({ id }) => id !== edition.id).slice(0, briefingRules.earlier);
  const since = await changedSince(call, edition.listed);
  return message([...broken, ...since, ...said.blocks], {
    tone: isBroken || since.length > 0 ? 'warning' : said.tone,
    buttons: others.map((other) => [
      button(editionLabel(other, call), {
        command: 'briefings',
        args: { edition: `id:${other.id}`, ...standingOf(call) },
        answer: 'update',
      }),
    ]),
  });
}
