import { z } from 'zod';
import type { ArgumentProblem } from './decode.ts';
import type { Raw } from './raw.ts';

const rawSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.object({
    kind: z.literal('person'),
    platformId: z.string(),
    name: z.string(),
    username: z.string().optional(),
  }),
  z.object({ kind: z.enum(['role', 'chat']), platformId: z.string(), name: z.string() }),
]);

/** What a command that asks for its arguments knows so far. It is kept as JSON. */
export const conversationSchema = z.object({
  command: z.string(),
  /** Changes when the command's arguments change: an old conversation then ends. */
  fingerprint: z.string(),
  raw: z.record(z.string(), rawSchema),
  /** The argument that is being asked for. */
  asking: z.string().optional(),
});

export type Conversation = z.infer<typeof conversationSchema>;

export type ConversationEvent =
  | { type: 'answered'; argument: string; raw: Raw }
  | { type: 'decoded'; problems: readonly ArgumentProblem[] }
  | { type: 'skipped' }
  | { type: 'cancelled' }
  | { type: 'expired' };

export type ConversationEffect =
  /** Read all arguments again and come back with `decoded`. */
  | { type: 'decode' }
  | { type: 'ask'; argument: string; problem: ArgumentProblem['problem'] }
  | { type: 'run' }
  | { type: 'end'; why: 'cancelled' | 'expired' };

export interface Step {
  state: Conversation;
  effect: ConversationEffect;
}

const without = (raw: Conversation['raw'], name: string): Conversation['raw'] =>
  Object.fromEntries(Object.entries(raw).filter(([key]) => key !== name));

/** The whole conversation: what happens next, given what happened. It does nothing itself. */
export function step(state: Conversation, event: ConversationEvent): Step {
  switch (event.type) {
    case 'answered':
      // An answer to a question that is no longer asked changes nothing; the question stands.
      if (event.argument !== state.asking) return { state, effect: { type: 'decode' } };
      return {
        state: { ...state, asking: undefined, raw: { ...state.raw, [event.argument]: event.raw } },
        effect: { type: 'decode' },
      };
    case 'skipped':
      return { state: { ...state, asking: undefined }, effect: { type: 'decode' } };
    case 'decoded': {
      const [first] = event.problems;
      if (first === undefined)
        return { state: { ...state, asking: undefined }, effect: { type: 'run' } };
      // What was wrong is dropped, what was right is kept.
      const raw = event.problems.reduce((kept, { argument }) => without(kept, argument), state.raw);
      return {
        state: { ...state, raw, asking: first.argument },
        effect: { type: 'ask', argument: first.argument, problem: first.problem },
      };
    }
    case 'cancelled':
    case 'expired':
      return { state, effect: { type: 'end', why: event.type } };
  }
}
