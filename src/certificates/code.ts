import { randomInt } from 'node:crypto';

/** Without letters and digits that look alike, printed or written by hand: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V, Q. */
const alphabet = 'ACDEFGHJKMNPRTWXY34679';
/** Twelve of 22 letters are 53 bits. */
const length = 12;
const group = 4;

const printed = new RegExp(
  `[${alphabet}]{${group}}(?:-[${alphabet}]{${group}}){${length / group - 1}}`,
);

/** A new code, without dashes. */
export const randomCode = (pick: (below: number) => number = (below) => randomInt(below)): string =>
  Array.from({ length }, () => alphabet[pick(alphabet.length)] ?? 'A').join('');

/** As people read it: `ACDE-3467-KMNP`. */
export const formatCode = (code: string): string =>
  code.match(new RegExp(`.{1,${group}}`, 'g'))?.join('-') ?? code;

/** A code as somebody typed it, or the address of its page; undefined when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const last =
    typed
      .trim()
      .replace(/[?#].*$/s, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '';
  const code = last.toUpperCase().replace(/[\s\p{Pd}._]/gu, '');
  return code.length === length && [...code].every((letter) => alphabet.includes(letter))
    ? code
    : undefined;
}

/** The first code in a text, as it is printed; undefined where there is none. */
export function findCode(text: string): string | undefined {
  const found = text.match(printed)?.[0];
  return found === undefined ? undefined : readCode(found);
}
