import type { SendError, SendResult } from '../../src/delivery/publisher.ts';

/** Runs a request and reports its failure as a `SendError` instead of throwing. */
export const createResultCatcher =
  (classifyError: (error: unknown) => SendError) =>
  async <Value>(request: () => Promise<Value>): Promise<SendResult<Value>> => {
    try {
      return { ok: true, value: await request() };
    } catch (error) {
      return { ok: false, ...classifyError(error) };
    }
  };

/** Treats a refusal for this reason as success: what was asked for is already so. */
export const acceptRefusal = (result: SendResult<void>, reason: string): SendResult<void> =>
  !result.ok && result.kind === 'rejected' && result.reason === reason
    ? { ok: true, value: undefined }
    : result;
