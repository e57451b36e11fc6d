import type { Account } from '../database/generated/client.ts';

/** The names of a person's accounts, each once. */
export const accountNames = (accounts: readonly Pick<Account, 'name'>[]): string =>
  [...new Set(accounts.map(({ name }) => name))].join(' / ');
