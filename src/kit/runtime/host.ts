import type { Message } from '../../message/message.ts';
import type { Actor } from '../adapter/actor.ts';
import type { Invocation } from '../adapter/invocation.ts';
import type { Responder } from '../adapter/responder.ts';
import type { CheckCondition } from '../define/access.ts';
import type { Command, Cooldown } from '../define/command.ts';
import type { Localizer, ParseContext } from '../define/parse-context.ts';
import type { RawValues } from '../define/raw-value.ts';
import type { PromptKey } from '../prompts/store.ts';
import type { KitStore } from './store.ts';

/** What a link to the bot runs. */
export type LinkedAction = Pick<Invocation, 'command' | 'step' | 'values'>;

/** What the program provides to the kit. */
export interface KitHost<Context extends ParseContext> {
  commands: readonly Command<Context>[];
  /**
   * Finds or creates the rows of who acts and where, and builds everything that a handler gets.
   * @param originPlace our id of the chat for which they act, when they started there
   * @param communityId the community that they choose for their private chat
   */
  createContext(actor: Actor, originPlace?: string, communityId?: string): Promise<Context>;
  /**
   * As `createContext`, for commands that only read: people who were never seen may get ids without rows.
   * `createContext` by default.
   */
  createTransientContext?(actor: Actor): Promise<Context>;
  /** Whether rows exist for who acts and where; always by default. */
  isPersisted?(context: Context): boolean;
  /** Our id of the current chat, which `createContext` accepts as `originPlace`. */
  currentPlace(context: Context): string;
  checkCondition: CheckCondition<Context>;
  /** The key of this person's prompt in this chat. */
  promptKey(context: Context): PromptKey;
  /** Whose calls share a cooldown; undefined where there is no such scope, as without a community. */
  cooldownScope(context: Context, per: Cooldown['per']): string | undefined;
  store: KitStore;
  /** The communities that could be meant where that is unclear. */
  communityChoices(context: Context): Promise<readonly { id: string; name: string }[]>;
  /** Shown where there is no community to choose from: how to get started. */
  noCommunityMessage?(context: Context): Message;
  /** Reads text that is no command as one. @returns undefined when it means none */
  readText?(text: string, context: Context): { command: string; values: RawValues } | undefined;
  /** Reads what a link to the bot carries. @returns undefined when it means nothing */
  readLink?(payload: string): LinkedAction | undefined;
  /** The answer to text that means no command. */
  notUnderstoodMessage?(context: Context): Message;
  /** Says what else there is to say to who acted, after a handler has run to its end. */
  afterAnswer?(context: Context, responder: Responder): Promise<void>;
  /** Logs an error. @returns a reference for it, short enough to be read out */
  reportError(error: unknown, invocation: Invocation): string;
  /** Messages for somebody for whom no context could be created. */
  localizerFor(actor: Actor): Localizer;
}
