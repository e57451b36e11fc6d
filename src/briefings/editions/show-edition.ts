import { z } from 'zod';
import { type CommandContext, requireCommunity } from '../../context/command-context.ts';
import { displayButtonArgs } from '../../context/display-settings.ts';
import { locales } from '../../language/locale.ts';
import { button, message, paragraph } from '../../message/build.ts';
import { type Message, messageSchema } from '../../message/message.ts';
import { editionLabel } from '../arguments.ts';
import { invalidScheduleWarnings } from '../invalid-schedule.ts';
import { briefingLimits } from '../limits.ts';
import { listSentEditions, type SentEdition } from '../queries.ts';
import { changesSince } from './changes-since.ts';
import { editionOrigin } from './origin.ts';

const messagesSchema = z.record(z.enum(locales), messageSchema);

/**
 * An edition as it was published, with the others on buttons. Without one: the newest, and which briefings are not
 * sent because of their schedules.
 */
export async function showEdition(
  call: CommandContext,
  asked: SentEdition | undefined,
): Promise<Message> {
  const { t, db, locale } = call;
  const { id: communityId } = requireCommunity(call);
  const newest = await listSentEditions(db, communityId, briefingLimits.earlierEditions + 1);
  const edition = asked ?? newest[0];
  const publication =
    edition &&
    (await db.publication.findFirst({
      where: { origin: editionOrigin(edition.id), operation: 'send' },
    }));
  const broken = asked ? [] : await invalidScheduleWarnings(call, communityId);
  const isBroken = broken.length > 0;
  if (!publication) {
    const none = paragraph(t('commands.briefings.none'));
    return message([...broken, none], isBroken ? { tone: 'warning' } : {});
  }
  const said = messagesSchema.parse(publication.messages)[locale];
  const others = newest
    .filter(({ id }) => id !== edition.id)
    .slice(0, briefingLimits.earlierEditions);
  const since = await changesSince(call, edition.snapshot);
  return message([...broken, ...since, ...said.blocks], {
    tone: isBroken || since.length > 0 ? 'warning' : said.tone,
    buttons: others.map((other) => [
      button(editionLabel(other, call), {
        command: 'briefings',
        args: { edition: `id:${other.id}`, ...displayButtonArgs(call) },
        answer: 'update',
      }),
    ]),
  });
}
