import type { Translator } from '../../language/catalogue.ts';
import { type Locale, languageName } from '../../language/locale.ts';
import { otherLocale } from '../../language/translations.ts';
import { bold, fields, heading, italic, message, paragraph, time } from '../../message/build.ts';
import { fieldNames, noteOneText, spellMoments } from '../../message/every-language.ts';
import type { Block, Button, Message, Tone } from '../../message/message.ts';
import { oneTextIn } from '../preview.ts';
import { alertTitle, type ShownAlert, showAlert } from '../show.ts';
import type { AskedChange } from './request.ts';

type Words = Pick<Translator, 't' | 'locale'>;

/** What whoever decides must know. */
export interface Asked {
  shown: ShownAlert;
  change: AskedChange | undefined;
  /** Name of who asks, with the @name that is theirs alone. */
  by: string;
  /** Chats that will get it, or have a copy of it. */
  reach: number;
  approveBy: Date;
  /** Whether who reads it is who asks. */
  own?: boolean;
}

/** What kind of thing it is, for the catalogues. */
const whatOf = ({ shown, change }: Pick<Asked, 'shown' | 'change'>) => {
  if (shown.drill) return 'drill';
  return change ? 'correction' : 'alert';
};

const toneOf = ({ shown }: Pick<Asked, 'shown'>, tone: Tone): Tone =>
  shown.drill ? 'drill' : tone;

const preview = (shown: ShownAlert, locale: Locale): Block[] =>
  showAlert(shown, locale).blocks.filter(({ kind }) => kind !== 'footer');

/** What is asked, and all of what would go out, in both languages. */
function askBlocks(words: Words, asked: Asked): Block[] {
  const { t, locale } = words;
  const { shown, change, by, reach, approveBy, own = false } = asked;
  const other = otherLocale(locale);
  return [
    heading(t(`alerts.approval.${own ? 'askedByYou' : 'ask'}.${whatOf(asked)}`, { name: by })),
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
    ...spellMoments(preview(shown, other), {
      locale: other,
      zone: shown.community.zone,
      named: true,
    }),
    ...noteOneText(words, fieldNames(words, oneTextIn(shown))),
    ...(own ? [] : [paragraph(t('alerts.approval.yours'))]),
  ];
}

export const askMessage = (
  words: Words,
  asked: Asked,
  buttons: readonly (readonly Button[])[],
): Message => message(askBlocks(words, asked), { tone: toneOf(asked, 'warning'), buttons });

/** What became of a request. */
export type Outcome = 'approved' | 'declined' | 'void' | 'late';

/** What stands in place of the request once it is decided, or is no longer needed. */
export const doneMessage = (
  { t, locale }: Words,
  { shown, change, outcome, at }: Pick<Asked, 'shown' | 'change'> & { outcome: Outcome; at: Date },
): Message =>
  message(
    [
      paragraph(bold(alertTitle(shown, locale))),
      paragraph([t(`alerts.approval.done.${outcome}`), ' · ', time(at)]),
    ],
    { tone: toneOf({ shown }, change || outcome !== 'approved' ? 'plain' : 'success') },
  );

/** What the one who asked is told. @param by who decided; empty when nobody did */
export const answerMessage = (
  { t, locale }: Words,
  { shown, outcome, by }: Pick<Asked, 'shown' | 'by'> & { outcome: Outcome },
  buttons: readonly (readonly Button[])[] = [],
): Message =>
  message(
    [
      paragraph(t(`alerts.approval.answer.${outcome}`, { name: by })),
      paragraph(bold(alertTitle(shown, locale))),
    ],
    { tone: toneOf({ shown }, outcome === 'approved' ? 'success' : 'warning'), buttons },
  );
