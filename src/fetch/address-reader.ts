import type { AddressPolicy, FetchLimits } from './policy.ts';
import type { FetchResult, Validators } from './result.ts';

/** How an address is read. */
interface ReadOptions {
  limits: FetchLimits;
  /** What is wanted, as `Accept` names it. */
  accept: string;
  /** What was got before, so that it is not sent again. */
  known?: Validators | undefined;
}

/** Reads addresses that people give, under one policy. */
export type AddressReader = (url: URL, options: ReadOptions) => Promise<FetchResult>;

/** @param addresses which servers may be asked: `publicWeb`, in the program */
export const createAddressReader =
  ({
    addresses,
    userAgent,
    now,
  }: {
    addresses: AddressPolicy;
    userAgent: string;
    /** Milliseconds since the epoch. */
    now(): number;
  }): AddressReader =>
  async (url, { limits, accept, known }) => {
    // Loaded when an address is read and not before.
    const { fetchAddress } = await import('./fetch-address.ts');
    return fetchAddress({
      ...{ url, addresses, limits, accept, userAgent, now },
      ...(known ? { known } : {}),
    });
  };
