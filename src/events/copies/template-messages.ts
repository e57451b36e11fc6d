import type { CommandContext } from '../../context/command-context.ts';
import type { EventDraft } from '../../database/generated/client.ts';
import {
  bold,
  button,
  footer,
  heading,
  message,
  paragraph,
  type RowInput,
  rows,
} from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { truncate } from '../../message/text/truncate.ts';
import { type TemplatePage, templatePageSize } from './templates.ts';

type Reader = Pick<CommandContext, 't' | 'account'>;

/** Characters of a name on its button: what a phone shows beside a second button. */
const maxNameLength = 30;

const nameOf = ({ templateName }: EventDraft): string => templateName ?? '';

function templateRow(template: EventDraft, { t, account }: Reader): RowInput {
  return {
    content: [bold(nameOf(template))],
    name: truncate(nameOf(template), maxNameLength),
    buttons: [
      button(t('events.templates.use'), {
        command: 'event copy',
        args: { source: `id:${template.id}` },
      }),
      button(
        t('events.templates.delete'),
        {
          command: 'event template',
          step: 'delete',
          args: { template: `id:${template.id}` },
          account: account.id,
        },
        'danger',
      ),
    ],
  };
}

/** The templates of a community, each with buttons that make an event of it and delete it. */
export function templateListMessage(
  { templates, page, pages, total }: TemplatePage,
  reader: Reader,
): Message {
  const { t } = reader;
  const turnTo = (label: string, to: number) =>
    button(label, { command: 'event template', args: { page: to }, answer: 'update' });
  return message(
    [
      heading(t('events.templates.title')),
      ...(total === 0 ? [paragraph(t('events.templates.none'))] : []),
      rows(
        templates.map((template) => templateRow(template, reader)),
        (page - 1) * templatePageSize + 1,
      ),
      ...(pages > 1 ? [footer(t('commands.events.page', { page, pages, total }))] : []),
    ],
    {
      buttons: [
        [
          ...(page > 1 ? [turnTo(t('commands.events.previous'), page - 1)] : []),
          ...(page < pages ? [turnTo(t('commands.events.next'), page + 1)] : []),
        ],
      ],
    },
  );
}

/** Asks before a template is deleted: that cannot be undone. */
export const deleteTemplateQuestion = (template: EventDraft, { t, account }: Reader): Message => {
  const action = (step: string) => ({
    command: 'event template',
    step,
    args: { template: `id:${template.id}` },
    account: account.id,
    answer: 'update' as const,
    once: true,
  });
  return message([paragraph(t('events.templates.askDelete', { name: nameOf(template) }))], {
    buttons: [
      [
        button(t('events.templates.confirmDelete'), action('confirm'), 'danger'),
        button(t('events.ask.leave'), action('keep')),
      ],
    ],
  });
};

/** What came of the question. */
export const templateOutcomeMessage = (
  template: EventDraft,
  outcome: 'deleted' | 'kept',
  { t }: Pick<Reader, 't'>,
): Message =>
  message([paragraph(t(`events.templates.${outcome}`, { name: nameOf(template) }))], {
    tone: outcome === 'deleted' ? 'success' : 'plain',
  });
