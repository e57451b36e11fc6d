/** What a person can send to a chat by the bot's inline mode (Telegram). */
export interface InlineOffer {
  query: string;
  results: { id: string; title: string; description: string }[];
  /** Where the next page begins; empty on the last one. */
  nextOffset: string;
  /** The button over the results, which opens the private chat with the bot. */
  button?: string;
}

/** A result that a person chooses, by the query and the page on which it was offered. */
export interface InlineChoice {
  query: string;
  resultId: string;
  offset?: string;
}
