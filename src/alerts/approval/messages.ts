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
import { type AlertView, alertMessage, alertTitle } from '../messages.ts';
import { untranslatedIn } from '../preview.ts';
import type { RequestedChange } from './requests.ts';

type Words = Pick<Translator, 't' | 'locale'>;

/** What whoever decides must know. */
export interface ApprovalRequestView {
  shown: AlertView;
  change: RequestedChange | undefined;
  /** Name of who asks, with the @name that is theirs alone. */
  by: string;
  /** Chats that will get it, or have a copy of it. */
  reach: number;
  approveBy: Date;
  /** Whether who reads it is who asks. */
  isOwn?: boolean;
}

/** What kind of thing it is, for the catalogues. */
const subjectKind = ({ shown, change }: Pick<ApprovalRequestView, 'shown' | 'change'>) => {
  if (shown.isDrill) return 'drill';
  return change ? 'correction' : 'alert';
};

const toneOf = ({ shown }: Pick<ApprovalRequestView, 'shown'>, tone: Tone): Tone =>
  shown.isDrill ? 'drill' : tone;

const preview = (shown: AlertView, locale: Locale): Block[] =>
  alertMessage(shown, locale).blocks.filter(({ kind }) => kind !== 'footer');

/** What is asked, and all of what would go out, in both languages. */
function requestBlocks(words: Words, asked: ApprovalRequestView): Block[] {
  const { t, locale } = words;
  const { shown, change, by, reach, approveBy, isOwn = false } = asked;
  const other = otherLocale(locale);
  return [
    heading(
      t(`alerts.approval.${isOwn ? 'askedByYou' : 'ask'}.${subjectKind(asked)}`, { name: by }),
    ),
    fields([
      [t('alerts.approval.community'), shown.community.name],
      [t('alerts.approval.reach'), t('alerts.reach', { count: reach })],
      [t('alerts.approval.until'), time(approveBy)],
      ...(change ? [[t('alerts.approval.grade'), t(`alerts.grade.${change.grade}`)] as const] : []),
      ...(change ? [[t('alerts.approval.reason'), [italic(change.reason)]] as const] : []),
    ]),
    paragraph(bold(t('alerts.approval.willRead', { language: languageName(locale, locale) }))),
    ...preview(shown, locale),
    paragraph(bold(t('alerts.approval.willRead', { language: languageName(other, locale) }))),
    // In that language's dates. Whose clocks they are is said: who is asked may have others.
    ...renderTimes(preview(shown, other), {
      locale: other,
      zone: shown.community.zone,
      named: true,
    }),
    ...untranslatedNote(words, previewFieldNames(words, untranslatedIn(shown))),
    ...(isOwn ? [] : [paragraph(t('alerts.approval.yours'))]),
  ];
}

export const requestMessage = (
  words: Words,
  asked: ApprovalRequestView,
  buttons: readonly (readonly Button[])[],
): Message => message(requestBlocks(words, asked), { tone: toneOf(asked, 'warning'), buttons });

/** What became of a request. */
export type ApprovalOutcome = 'approved' | 'declined' | 'void' | 'late';

/** What stands in place of the request once it is decided, or is no longer needed. */
export const closedRequestMessage = (
  { t, locale }: Words,
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
    { tone: toneOf({ shown }, change || outcome !== 'approved' ? 'plain' : 'success') },
  );

/** What the one who asked is told. @param by who decided; empty when nobody did */
export const outcomeMessage = (
  { t, locale }: Words,
  { shown, outcome, by }: Pick<ApprovalRequestView, 'shown' | 'by'> & { outcome: ApprovalOutcome },
  buttons: readonly (readonly Button[])[] = [],
): Message =>
  message(
    [
      paragraph(t(`alerts.approval.answer.${outcome}`, { name: by })),
      paragraph(bold(alertTitle(shown, locale))),
    ],
    { tone: toneOf({ shown }, outcome === 'approved' ? 'success' : 'warning'), buttons },
  );
