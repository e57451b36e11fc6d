import type { Translator } from '../language/catalogue.ts';
import {
  bold,
  button,
  fields,
  heading,
  italic,
  linkButton,
  list,
  message,
  paragraph,
  quote,
  textMessage,
  time,
} from '../message/build.ts';
import type { Block, Button, Message, Tone } from '../message/message.ts';
import type { ReportOutcome } from './file-report.ts';
import { reportLimits } from './rules.ts';
import type { ReportView } from './services.ts';

type Reader = Pick<Translator, 't'>;

const where = ({ t }: Reader, { chat }: ReportView): string =>
  `${chat.kind === 'private' ? t('reports.privateChat') : chat.title} · ${t(`platforms.${chat.platform}`)}`;

const words = ({ t }: Reader, { excerpt }: ReportView): Block =>
  excerpt === '' ? paragraph(italic(t('reports.noWords'))) : quote(excerpt);

const openButton = ({ t }: Reader, { link }: ReportView): Button[] =>
  link === undefined ? [] : [linkButton(t('reports.open'), link)];

/** Who reported it, and why. */
function reporterBlocks({ t }: Reader, { reporters }: ReportView): Block[] {
  const named = reporters.slice(0, reportLimits.named);
  const others = reporters.length - named.length;
  return [
    paragraph(bold(t('reports.by'))),
    list([
      ...named.map(({ name, reason }) => (reason === '' ? name : [name, ': ', italic(reason)])),
      ...(others > 0 ? [t('reports.others', { count: others })] : []),
    ]),
  ];
}

/** What moderators are told of a reported message, with what they can do about it. */
export function reportMessage(reader: Reader, report: ReportView): Message {
  const { t } = reader;
  const { id, chat, alertId, reporters } = report;
  const correct =
    alertId === undefined
      ? []
      : [
          button(
            t('reports.correct'),
            {
              command: 'alert correct',
              args: { alert: `id:${alertId}` },
              answer: 'reply',
              // In a private chat another community may be the current one.
              ...(chat.kind === 'private' ? {} : { from: chat.id }),
            },
            'danger',
          ),
        ];
  const done = button(
    t('reports.done'),
    { command: 'report', step: 'done', args: { report: id }, answer: 'reply' },
    'success',
  );
  return message(
    [
      heading(t('reports.title', { count: reporters.length })),
      words(reader, report),
      fields([
        [t('reports.where'), where(reader, report)],
        [t('reports.community'), report.community.name],
      ]),
      ...reporterBlocks(reader, report),
      paragraph(italic(t('reports.onlyYou'))),
    ],
    { tone: 'warning', buttons: [openButton(reader, report), [done, ...correct]] },
  );
}

/** Replaces it once a moderator has dealt with the message. */
export const resolvedReportMessage = (reader: Reader, report: ReportView, at: Date): Message =>
  message(
    [
      heading(reader.t('reports.titleDone')),
      words(reader, report),
      paragraph([where(reader, report), ' · ', time(at)]),
    ],
    { buttons: [openButton(reader, report)] },
  );

const tones: Readonly<Record<ReportOutcome, Tone>> = {
  ...{ sent: 'success', known: 'plain', resolved: 'plain' },
  ...{ own: 'refusal', tooMany: 'refusal', noModerators: 'refusal' },
};

/** The private answer to who reported a message. */
export const reportOutcomeMessage = (
  { t }: Reader,
  outcome: ReportOutcome,
  community: string,
): Message =>
  textMessage(t(`reports.outcome.${outcome}`, { community, count: reportLimits.perDay }), {
    tone: tones[outcome],
  });
