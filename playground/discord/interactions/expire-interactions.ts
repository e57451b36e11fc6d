import { limits } from '../limits.ts';
import type { Context } from '../state/context.ts';
import type { InteractionKind } from '../state/state.ts';

/** Notices that the client shows when the bot does not respond in time. */
const timeoutNotices: Record<InteractionKind, string | undefined> = {
  2: 'The application did not respond',
  3: 'This interaction failed',
  4: 'Loading options failed',
  5: 'Something went wrong. Try again.',
};

/** Fails interactions without a response after three seconds and shows notices to their users. */
export function expireInteractions(context: Context): void {
  const { state } = context;
  const limit = context.now() - limits.interaction.answerMs;
  // Both are in chronological order, so the loops can stop early.
  for (const interaction of state.interactions.values()) {
    if (interaction.createdAt >= limit - limits.interaction.tokenMs) break;
    state.interactions.delete(interaction.id);
    state.interactionsByToken.delete(interaction.token);
  }
  for (const interaction of state.pendingInteractions) {
    if (interaction.createdAt >= limit) break;
    state.pendingInteractions.delete(interaction);
    if (interaction.status !== 'waiting') continue;
    interaction.status = 'late';
    interaction.onAutocomplete?.([]);
    const notice = timeoutNotices[interaction.kind];
    if (notice !== undefined)
      state.notices.set(interaction.userId, [
        ...(state.notices.get(interaction.userId) ?? []),
        notice,
      ]);
    // The form stays open with its values.
    if (interaction.form && !state.forms.has(interaction.userId))
      state.forms.set(interaction.userId, interaction.form);
    context.notifyChanged(interaction.channelId);
  }
}
