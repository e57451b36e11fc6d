/** Somebody's act failed, and they could not be told so. */
export class ReplyFailedError extends Error {
  override name = 'Unanswered';
  /** Whether what they asked for was begun: until then the act may come once more with no harm. */
  readonly hasStarted: boolean;

  constructor(isBegun: boolean, options?: ErrorOptions) {
    super('somebody was left without an answer', options);
    this.hasStarted = isBegun;
  }
}
