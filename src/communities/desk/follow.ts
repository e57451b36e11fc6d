import type { Audience } from '../../delivery/publications.ts';
import type { Status } from '../../delivery/status.ts';
import type { Speaking } from '../../kit/command.ts';
import { message, paragraph } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';
import type { Call } from '../call.ts';
import type { ShownPublication } from './publications.ts';
import { statusBlocks } from './status.ts';
import { sayLength } from './words.ts';

/** What is said of something that was just published. */
export interface Sent {
  publicationId: string;
  /** `The alert is on its way to 7 chats.` */
  words: string;
  buttons: readonly (readonly Button[])[];
  /** What is done to each copy; sending unless said otherwise. */
  act?: ShownPublication['act'];
}

/** Says that something is on its way, and under it how far it is, until it is over. */
export async function answerWithProgress(
  call: Call & Pick<Speaking, 'answer'>,
  { publicationId, words, buttons, act = 'send' }: Sent,
): Promise<undefined> {
  const compose = (status: Status | undefined) =>
    message([paragraph(words), ...(status ? statusBlocks(call, status, act) : [])], {
      tone: 'success',
      buttons,
    });
  const said = await call.answer(compose(undefined));
  call.progress.follow(publicationId, said, compose);
  return undefined;
}

/** How long something to this audience will take, in words. @param lane 0 for alerts, 2 for briefings */
export async function sayForecast(
  call: Pick<Call, 'desk' | 't'>,
  audience: Audience,
  lane: number,
): Promise<string> {
  const { seconds } = await call.desk.forecast(audience, { lane });
  return call.t('delivery.forecast', { length: sayLength(call, seconds) });
}
