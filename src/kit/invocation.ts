import type { Action, Message } from '../message/message.ts';
import type { RawValues } from './raw.ts';

export type Platform = 'discord' | 'telegram';

/** Who acts and where, as the platform says it. */
export interface Caller {
  platform: Platform;
  user: { platformId: string; name: string; username?: string; locale?: string };
  chat: {
    platformId: string;
    /** Telegram topic, or empty. */
    threadId: string;
    kind: 'private' | 'group' | 'channel';
    title: string;
    /** What a community connects to: the Discord server, the Telegram chat. Absent in private. */
    space?: { platformId: string; title: string };
  };
  /** Ids of the user's roles in this Discord server. */
  roles: readonly string[];
}

/** A command on its way in. Values that the platform typed come in `values`, a typed line in `line`. */
export interface Invocation {
  caller: Caller;
  command: string;
  step?: string;
  values: RawValues;
  line?: string;
  /** What the message says beside its words: the person whom it answers. Counts where the words name nobody. */
  implied?: RawValues;
}

/** A question for one argument. */
export interface Question {
  /** The message to show, buttons included. */
  message: Message;
  /** Whether a typed answer is awaited. */
  typed: boolean;
  placeholder: string;
}

/** A form that the platform shows at once (a Discord modal). */
export interface Form {
  title: string;
  /** Runs with `args` and what the form's fields hold. */
  action: Action;
  fields: readonly {
    name: string;
    label: string;
    required: boolean;
    multiline: boolean;
    min?: number;
    max?: number;
    value?: string;
  }[];
}

/**
 * Who is to see an answer: everyone there; the person alone;
 * `quiet`: the person alone where the platform makes that easy, else everyone there.
 */
export type Audience = 'public' | 'private' | 'quiet';

/** How one invocation is answered on its platform. */
export interface Responder {
  /** Answers with a new message. */
  say(message: Message, audience: Audience): Promise<void>;
  /** Changes the message whose button was pressed. */
  update(message: Message): Promise<void>;
  /** Asks for an argument, where the platform's way is a conversation. Returns the id of the message that asks. */
  ask?(question: Question): Promise<string>;
  /** Opens a form, where the platform has forms and none of its answers was given yet. */
  openForm?(form: Form): Promise<void>;
}
