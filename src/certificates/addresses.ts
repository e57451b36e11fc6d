import { formatCode } from './code.ts';

/** The page that verifies a certificate. @param base of public addresses; empty for an address within the site */
export const verifyUrl = (base: string, code: string): string =>
  `${base}/verify/${formatCode(code)}`;
