import { z } from 'zod';
import type { CommandContext } from '../../context/command-context.ts';
import { displayButtonArgs } from '../../context/display-settings.ts';
import type { SectionReader } from '../../context/modules/briefing-section.ts';
import { locales } from '../../language/locale.ts';
import { bold, button, list, message, paragraph } from '../../message/build.ts';
import { foldedButton } from '../../message/details.ts';
import { type Block, type Message, messageSchema } from '../../message/message.ts';
import { editionLabel } from '../arguments.ts';
import { notSentWarnings } from '../scheduling/messages.ts';
import type { EditionView } from './read-edition.ts';

const messagesSchema = z.record(z.enum(locales), messageSchema);

/** Published blocks for another message: the buttons of folded parts do the same there. */
const repeated = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) =>
    block.kind === 'details'
      ? { ...block, more: foldedButton(block.more.label, block.blocks) }
      : block,
  );

/** What has changed since an edition was published; nothing when nothing has. */
function changeBlocks(reader: SectionReader, { changes }: EditionView): Block[] {
  const lines = changes.flatMap((linesFor) => linesFor(reader));
  if (lines.length === 0) return [];
  return [paragraph(bold(reader.t('briefings.since.heading'))), list(lines)];
}

/** An edition as it was published, below what has changed since, with the others on buttons. */
export function editionMessage(
  reader: Pick<CommandContext, 't' | 'locale' | 'zone' | 'now' | 'isPrivate'>,
  view: EditionView,
): Message {
  const { t, locale } = reader;
  const warnings = notSentWarnings(reader, view.notSent);
  if (!view.published) {
    const none = paragraph(t('commands.briefings.none'));
    return message([...warnings, none], warnings.length > 0 ? { tone: 'warning' } : {});
  }
  const published = messagesSchema.parse(view.published.messages)[locale];
  const changes = changeBlocks(reader, view);
  return message([...warnings, ...changes, ...repeated(published.blocks)], {
    tone: warnings.length + changes.length > 0 ? 'warning' : published.tone,
    buttons: view.others.map((other) => [
      button(editionLabel(other, reader), {
        command: 'briefings',
        args: { edition: `id:${other.id}`, ...displayButtonArgs(reader) },
        answer: 'update',
      }),
    ]),
  });
}
