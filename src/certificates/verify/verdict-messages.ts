import type { CommandContext } from '../../context/command-context.ts';
import { fields, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message, Tone } from '../../message/message.ts';
import { truncate } from '../../message/text/truncate.ts';
import { formatCode } from '../code.ts';
import { completionDay, issueDay, revocationDay } from '../day-view.ts';
import type { FileState, Verdict } from './verdict.ts';

export type VerdictReader = Pick<CommandContext, 't' | 'locale'>;

/** Letters of an issuer that we do not know. */
const maxIssuer = 200;

const tones: Readonly<Record<Verdict['state'], Tone>> = {
  ...{ valid: 'success', revoked: 'retracted', broken: 'warning' },
};

/** The facts of a certificate as anybody may read them. */
export function verdictFields(
  { certificate, name }: Verdict,
  { t, locale }: VerdictReader,
): [label: string, value: string][] {
  const { code, title, issuer, revokedAt, revokedReason } = certificate;
  return [
    [t('certificates.course'), title],
    [t('certificates.nameField'), name === '' ? t('certificates.verdict.hidden') : name],
    [t('certificates.completed'), completionDay(certificate, locale)],
    [t('certificates.issuer'), issuer],
    [t('certificates.issued'), issueDay(certificate, locale)],
    [t('certificates.code'), formatCode(code)],
    ...(revokedAt
      ? ([
          [t('certificates.revokedOn'), revocationDay(certificate, locale)],
          [t('certificates.reason'), revokedReason],
        ] as [string, string][])
      : []),
  ];
}

/** What a certificate is found to be. @param file what the file is that it was given as */
export function verdictMessage(verdict: Verdict, reader: VerdictReader, file?: FileState): Message {
  const { t } = reader;
  const { state, certificate } = verdict;
  const said = t(`certificates.verdict.${state}`, { issuer: certificate.issuer });
  const isDoubtful = file !== undefined && file !== 'original';
  return message(
    [
      paragraph(said),
      ...(file === undefined ? [] : [paragraph(t(`certificates.fileState.${file}`))]),
      ...(state === 'broken' ? [] : [fields(verdictFields(verdict, reader))]),
    ],
    { tone: state === 'valid' && isDoubtful ? 'warning' : tones[state] },
  );
}

/** A badge that others issued. @param issuer in its own words; it may be empty */
export const elsewhereMessage = (issuer: string, { t }: VerdictReader): Message =>
  message(
    [
      paragraph(t('certificates.verdict.elsewhere')),
      ...(issuer === '' ? [] : [fields([[t('certificates.issuer'), truncate(issuer, maxIssuer)]])]),
    ],
    { tone: 'refusal' },
  );

export const unknownMessage = (what: 'unknown' | 'unknownFile', { t }: VerdictReader): Message =>
  textMessage(t(`certificates.verdict.${what}`), { tone: 'refusal' });
