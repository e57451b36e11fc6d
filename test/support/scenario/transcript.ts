import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PlatformName } from '../../../playground/driver/client-driver.ts';

export interface TranscriptLine {
  who: string;
  /** Only one person sees it, in a place where others are. */
  isPrivate: boolean;
  /** Nobody but the person sees it: for this reason, or because the place is a private chat. */
  isOnlyReader: boolean;
  text: string;
  buttons: string[];
  files: string[];
  /** Why what stands here is another thing on the other platform: it is not compared, that it stands here is. */
  differenceReason?: string;
}

/** What was said and done, in order, as people saw it. */
export interface Transcript {
  lines: TranscriptLine[];
  write(name: string, platform: PlatformName): void;
}

export function createTranscript(): Transcript {
  const lines: TranscriptLine[] = [];
  return {
    lines,
    write(name, platform) {
      const folder = path.join(import.meta.dirname, '../../../test-results/transcripts');
      mkdirSync(folder, { recursive: true });
      const text = lines
        .map(({ who, isPrivate, text, buttons, files }) => {
          const head = `${who}${isPrivate ? ' (only to you)' : ''}: ${text.replaceAll('\n', '\n    ')}`;
          const rest = [
            ...buttons.map((button) => `[${button}]`),
            ...files.map((file) => `<${file}>`),
          ];
          return rest.length > 0 ? `${head}\n    ${rest.join(' ')}` : head;
        })
        .join('\n');
      const file = `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.${platform}.txt`;
      writeFileSync(path.join(folder, file), `${text}\n`);
    },
  };
}
