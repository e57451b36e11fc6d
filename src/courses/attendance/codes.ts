import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long one code is shown, in milliseconds. */
export const codeStepMs = 30_000;
/** Digits of a code: they are typed on every phone, and nobody takes one for another. */
const digits = 6;
/** How many codes before the present one are accepted: one may change while it is typed. */
const acceptedBefore = 1;
/** So many codes back are recognised as once shown, to say that they are too old. */
const rememberedBefore = 60;

const stepOf = (at: number): number => Math.floor(at / codeStepMs);

/** The code of a step, as RFC 4226 derives it, with SHA-256. */
function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha256', Buffer.from(secret, 'base64url')).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The code that is shown at a time. @param at milliseconds since the epoch */
export const codeAt = (secret: string, at: number): string => codeOfStep(secret, stepOf(at));

/** When the code that is shown at a time gives way to the next, in milliseconds since the epoch. */
export const codeEndsAt = (at: number): number => (stepOf(at) + 1) * codeStepMs;

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** `accepted` for at most a minute after it was first shown; `old` for half an hour after that; else `wrong`. */
export function judgeCode(secret: string, code: string, at: number): 'accepted' | 'old' | 'wrong' {
  const step = stepOf(at);
  for (let age = 0; age <= rememberedBefore; age += 1)
    if (isSame(codeOfStep(secret, step - age), code))
      return age <= acceptedBefore ? 'accepted' : 'old';
  return 'wrong';
}

/** As people read it from afar: `482 913`. */
export const formatCode = (code: string): string => code.replace(/^(\d{3})(?=\d)/, '$1 ');

/** A code as somebody typed it, or the address that holds it; undefined when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const last =
    typed
      .normalize('NFKC')
      .trim()
      .replace(/[?#].*$/s, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '';
  const code = last.replace(/[\s\p{Pd}._]/gu, '');
  return code.length === digits && /^[0-9]+$/.test(code) ? code : undefined;
}

/** What somebody types to the bot, on either platform. */
export const typedCheckIn = (code: string): string => `/checkin ${code}`;
