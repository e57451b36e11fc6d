import type { RawValues } from '../define/raw-value.ts';
import type { Actor } from './actor.ts';

/** A call of a command. Values typed by the platform come in `values`, a typed line in `line`. */
export interface Invocation {
  actor: Actor;
  command: string;
  /** A named action of the command instead of its `run`. */
  step?: string;
  values: RawValues;
  line?: string;
  /** Values implied by the message: the person whose message it replies to. Used where the text names nobody. */
  implied?: RawValues;
  /** A form of the command: `open` shows this page, `sent` brings its values. */
  form?: {
    page: number;
    act: 'open' | 'sent';
    /** The page has these arguments instead: invalid values are corrected. */
    fields?: readonly string[];
  };
}
