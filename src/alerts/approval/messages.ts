import type { Translator } from '../../language/catalogue.ts';
import { type Locale, languageName } from '../../language/locale.ts';
import { otherLocale } from '../../language/translations.ts';
import { bold, fields, heading, italic, message, paragraph, time } from '../../message/build.ts';
import type { Block, Button, Message, Tone } from '../../message/message.ts';
import {
  previewFieldNames,
  renderTimes,
  untranslatedNote,
} from '../../message/preview/every-language.ts';
import { type AlertView, alertPicture } from '../alert-view.ts';
import { alertMessage, alertTitle } from '../messages.ts';
import { pictureLine, untranslatedInPreview } from '../preview.ts';
import { withdrawRequestButton } from './buttons.ts';
import type { RequestedApproval } from './request-approval.ts';
import type { ApprovalOutcome, ApprovalRequestView } from './services.ts';

export type ApprovalReader = Pick<Translator, 't' | 'locale'>;

/** Part of the message keys. */
function subjectKind({ shown, change }: Pick<ApprovalRequestView, 'shown' | 'change'>) {
  if (shown.isDrill) return 'drill';
  return change ? 'correction' : 'alert';
}

const toneOf = ({ isDrill }: AlertView, tone: Tone): Tone => (isDrill ? 'drill' : tone);

const preview = (shown: AlertView, locale: Locale): Block[] =>
  alertMessage(shown, locale).blocks.filter(({ kind }) => kind !== 'footer');

/** The request, and what would be published in both languages. */
function requestBlocks(
  reader: ApprovalReader,
  view: ApprovalRequestView,
  { isOwn }: { isOwn: boolean },
): Block[] {
  const { t, locale } = reader;
  const { shown, change, requesterName, chatCount, deadline } = view;
  const other = otherLocale(locale);
  const name = requesterName ?? t('alerts.approval.somebody');
  return [
    heading(t(`alerts.approval.${isOwn ? 'askedByYou' : 'ask'}.${subjectKind(view)}`, { name })),
    fields([
      [t('alerts.approval.community'), shown.community.name],
      [t('alerts.approval.reach'), t('alerts.reach', { count: chatCount })],
      [t('alerts.approval.until'), time(deadline)],
      ...(change ? [[t('alerts.approval.grade'), t(`alerts.grade.${change.grade}`)] as const] : []),
      ...(change ? [[t('alerts.approval.reason'), [italic(change.reason)]] as const] : []),
    ]),
    paragraph(bold(t('alerts.approval.willRead', { language: languageName(locale, locale) }))),
    ...preview(shown, locale),
    paragraph(bold(t('alerts.approval.willRead', { language: languageName(other, locale) }))),
    // Dates in that language and the community's zone, which is named: the reader may be in another.
    ...renderTimes([...preview(shown, other), ...pictureLine(shown, other)], {
      locale: other,
      zone: shown.community.zone,
      named: true,
    }),
    ...untranslatedNote(reader, previewFieldNames(reader, untranslatedInPreview(shown))),
    ...(isOwn ? [] : [paragraph(t('alerts.approval.yours'))]),
  ];
}

export const requestMessage = (
  reader: ApprovalReader,
  view: ApprovalRequestView,
  buttons: readonly (readonly Button[])[],
  { isOwn = false } = {},
): Message =>
  message(requestBlocks(reader, view, { isOwn }), {
    tone: toneOf(view.shown, 'warning'),
    buttons,
    picture: alertPicture(view.shown, reader.locale),
  });

/** Replaces a request once it is decided or cancelled. */
export const closedRequestMessage = (
  { t, locale }: ApprovalReader,
  {
    shown,
    change,
    outcome,
    at,
  }: Pick<ApprovalRequestView, 'shown' | 'change'> & { outcome: ApprovalOutcome; at: Date },
): Message =>
  message(
    [
      paragraph(bold(alertTitle(shown, locale))),
      paragraph([t(`alerts.approval.done.${outcome}`), ' · ', time(at)]),
    ],
    { tone: toneOf(shown, change || outcome !== 'approved' ? 'plain' : 'success') },
  );

/** Tells the requester the outcome. `decidedBy` is empty when nobody decided. */
export const outcomeMessage = (
  { t, locale }: ApprovalReader,
  { shown, outcome, decidedBy }: { shown: AlertView; outcome: ApprovalOutcome; decidedBy: string },
): Message =>
  message(
    [
      paragraph(t(`alerts.approval.answer.${outcome}`, { name: decidedBy })),
      paragraph(bold(alertTitle(shown, locale))),
    ],
    { tone: toneOf(shown, outcome === 'approved' ? 'success' : 'warning') },
  );

/** The reply to whoever requested approval. */
export function approvalRequestedMessage(
  { t, locale }: ApprovalReader,
  { view: { shown, deadline }, approverCount, requestId, requester }: RequestedApproval,
): Message {
  return message(
    [
      paragraph(bold(alertTitle(shown, locale))),
      paragraph(
        approverCount === 0
          ? t('approvers.nobodyYet')
          : t('alerts.approval.asked', { count: approverCount }),
      ),
      paragraph([t('alerts.approval.until'), ': ', time(deadline)]),
    ],
    {
      tone: toneOf(shown, 'warning'),
      buttons: [[withdrawRequestButton({ t }, requestId, requester.id)]],
    },
  );
}
