/** An interaction failed, and the person could not be told. */
export class ReplyFailedError extends Error {
  override name = 'ReplyFailedError';
  /** Whether handling had started; if not, the interaction can safely be repeated. */
  readonly hasStarted: boolean;

  constructor(hasStarted: boolean, options?: ErrorOptions) {
    super('an interaction failed and its error message could not be sent', options);
    this.hasStarted = hasStarted;
  }
}
