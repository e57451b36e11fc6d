import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  codeAt,
  codeEndsAt,
  codeStepMs,
  formatCode,
  judgeCode,
  readCode,
} from '../../../src/courses/attendance/codes.ts';
import {
  checkInPayload,
  readCheckInPayload,
} from '../../../src/courses/attendance/start-payload.ts';

const secrets = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const times = fc.integer({ min: 0, max: 4_102_444_800_000 });

test('a code is accepted while it is shown and for one step more, then it is old', () => {
  fc.assert(
    fc.property(secrets, times, fc.nat(3 * codeStepMs), (secret, at, later) => {
      const code = codeAt(secret, at);
      const age = Math.floor((at + later) / codeStepMs) - Math.floor(at / codeStepMs);
      // Codes of a few steps may be the same by chance.
      const isRepeated = Array.from({ length: age }, (_, n) => at + (n + 1) * codeStepMs).some(
        (time) => codeAt(secret, time) === code,
      );
      fc.pre(!isRepeated);
      expect(judgeCode(secret, code, at + later)).toBe(age <= 1 ? 'accepted' : 'old');
    }),
  );
});

test('a code is never accepted a minute after it was first shown, nor before it is shown', () => {
  fc.assert(
    fc.property(secrets, times, (secret, at) => {
      const code = codeAt(secret, at);
      const begun = codeEndsAt(at) - codeStepMs;
      fc.pre(codeAt(secret, begun + codeStepMs) !== code);
      fc.pre(codeAt(secret, begun + 2 * codeStepMs) !== code);
      expect(judgeCode(secret, code, begun + 2 * codeStepMs)).not.toBe('accepted');
      fc.pre(begun > codeStepMs && codeAt(secret, begun - 1) !== code);
      fc.pre(codeAt(secret, begun - codeStepMs - 1) !== code);
      expect(judgeCode(secret, code, begun - 1)).not.toBe('accepted');
    }),
  );
});

test('a code of another session is wrong', () => {
  const secret = Buffer.alloc(20, 1).toString('base64url');
  const other = Buffer.alloc(20, 2).toString('base64url');
  expect(judgeCode(secret, codeAt(other, 1e12), 1e12)).toBe('wrong');
});

test('is derived as RFC 6238 says, with SHA-256', () => {
  // Appendix B: the last six of the eight digits.
  const secret = Buffer.from('12345678901234567890123456789012').toString('base64url');
  expect(codeAt(secret, 59_000)).toBe('119246'.slice(-6));
  expect(codeAt(secret, 1_111_111_109_000)).toBe('084774');
});

test('is read however it is written', () => {
  fc.assert(
    fc.property(secrets, times, (secret, at) => {
      const code = codeAt(secret, at);
      const wide = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
      for (const written of [
        ...[code, formatCode(code), `${code.slice(0, 3)}-${code.slice(3)}`, ` ${wide} `],
        `https://callboard.example/checkin/${code}?x=1`,
      ])
        expect(readCode(written)).toBe(code);
      expect(readCheckInPayload(checkInPayload(code))).toBe(code);
      expect(checkInPayload(code)).toMatch(/^[\w-]{1,64}$/);
    }),
  );
  for (const other of ['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦'])
    expect(readCode(other)).toBeUndefined();
});
