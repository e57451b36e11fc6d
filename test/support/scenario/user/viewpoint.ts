import type { ClientDriver, PlatformName } from '../../../../playground/driver/client-driver.ts';
import type { VisibleMessage } from '../../../../playground/driver/visible-message.ts';
import type { AppFixture } from '../../fixtures/app-fixture.ts';
import { describeShown, type ShownMark } from '../shown-since.ts';
import type { Transcript, TranscriptLine } from '../transcript.ts';

export interface ScenarioUserContext {
  app: Pick<AppFixture, 'drivers' | 'loggedWarnings'>;
  platform: PlatformName;
  transcript: Transcript;
  /** Names of all two-word commands. */
  commands: ReadonlySet<string>;
  /** What was there before the last act of anybody; set by each act. */
  mark?: ShownMark;
}

/** One person in one place: what they see there, and what of it is new since the last act. */
export interface Viewpoint {
  stage: ClientDriver;
  key: string;
  place: string;
  /** The place’s key. @throws Error when the person sees no such place */
  at(): string;
  messages(): VisibleMessage[];
  /** What is shown in the person’s private chat with the bot, wherever this place is. */
  privateMessages(): VisibleMessage[];
  /** From now on only what comes later is new. */
  mark(): void;
  since(): ShownMark;
  /** Messages of the bot that are complete and newer than the last act. */
  isNewAnswer(seen: VisibleMessage): boolean;
  /** The same mark, and the act as a line of the transcript. */
  begin(text: string): void;
  /** Writes down what the bot showed. */
  writeDown(line: Pick<TranscriptLine, 'text'> & Partial<TranscriptLine>): void;
  /** What an expectation that failed says: what was expected, what was shown to whom, and what was logged. */
  missing(expected: string): string;
}

export function createViewpoint(craft: ScenarioUserContext, key: string, place: string): Viewpoint {
  const { app, platform, transcript } = craft;
  const stage = app.drivers[platform];
  const privateChat = () => stage.places(key).find(({ kind }) => kind === 'private')?.key;
  const at = (): string => {
    const places = stage.places(key);
    const found =
      place === 'dm'
        ? privateChat()
        : places.find(
            (one) => one.key === place || one.name === place || one.name.replace('#', '') === place,
          )?.key;
    if (found === undefined)
      throw new Error(
        `${key} sees no place “${place}”. There are: ${places.map(({ name }) => name).join(', ')}`,
      );
    return found;
  };
  const since = () => craft.mark ?? { version: 0, notices: 0 };
  const mark = () => {
    craft.mark = { version: stage.latestVersion(), notices: stage.notices(key).length };
  };
  const add = (line: Pick<TranscriptLine, 'who' | 'text'> & Partial<TranscriptLine>) =>
    transcript.lines.push({
      isPrivate: false,
      isOnlyReader: place === 'dm',
      buttons: [],
      files: [],
      ...line,
    });
  return {
    stage,
    key,
    place,
    at,
    messages: () => stage.messages(key, at()),
    privateMessages() {
      const own = privateChat();
      return own === undefined ? [] : stage.messages(key, own);
    },
    mark,
    since,
    isNewAnswer: ({ version, from, pending }) => version > since().version && from.bot && !pending,
    begin(text) {
      mark();
      add({ who: key, text });
    },
    writeDown: (line) => {
      add({ who: 'Callboard', ...line });
    },
    missing(expected) {
      const log = app.loggedWarnings.join('');
      return [
        expected,
        describeShown(stage, key, since()),
        ...(log === '' ? [] : [`Logged: ${log}`]),
      ].join('\n');
    },
  };
}
