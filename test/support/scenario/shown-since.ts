import type { ClientDriver } from '../../../playground/driver/client-driver.ts';
import { readableText } from './visible-text.ts';

/** What a failed expectation looks at. */
export type ShownStage = Pick<
  ClientDriver,
  'platform' | 'actors' | 'places' | 'messages' | 'notices'
>;

/** What had been shown before an act. */
export interface ShownMark {
  /** The highest version of a message. */
  version: number;
  /** The person's pop-ups. */
  notices: number;
}

const labelled = (labels: readonly string[]): string =>
  labels.map((label) => ` [${label}]`).join('');

/** The bot's messages of all places, and who of all people sees each. */
function messageLines(stage: ShownStage, since: number): string[] {
  const shown = stage.actors.flatMap(({ key }) =>
    stage.places(key).flatMap(({ key: place, kind, name }) =>
      stage
        .messages(key, place)
        .filter(({ version, from }) => version > since && from.bot)
        .map((seen) => ({ key, where: kind === 'private' ? 'the private chat' : name, seen })),
    ),
  );
  return [...Map.groupBy(shown, ({ seen }) => seen.version)]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, [first, ...others]]) => {
      if (!first) return [];
      const { where, seen } = first;
      const readers = [first, ...others].map(({ key }) => key).join(', ');
      const state = `${seen.private ? ', ephemeral' : ''}${seen.pending ? ', not answered yet' : ''}`;
      const buttons = labelled(seen.buttons.flat().map(({ label }) => label));
      return [`- in ${where} to ${readers}${state}: ${readableText(seen)}${buttons}`];
    });
}

/** Everything that the bot showed since an act, where and to whom: what a failed expectation says. */
export function describeShown(stage: ShownStage, person: string, since: ShownMark): string {
  const popUps = stage.notices(person).slice(since.notices);
  const lines = [
    ...messageLines(stage, since.version),
    ...popUps.map(({ message }) => `- in a pop-up to ${person}: ${message}`),
  ];
  return `Shown on ${stage.platform} since the last act:\n${lines.join('\n') || '(nothing)'}`;
}
