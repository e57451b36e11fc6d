/**
 * Parses JSON and keeps whole numbers that a double cannot hold as their digits: some client libraries send ids as
 * JSON numbers, and `JSON.parse` rounds those beyond 2^53.
 * @throws SyntaxError if the text is not JSON
 */
export function parseLosslessJson(text: string): unknown {
  return JSON.parse(text, keepLargeIntegers);
}

function keepLargeIntegers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isExact = typeof value !== 'number' || Number.isSafeInteger(value);
  return isExact || !/^-?\d+$/.test(context?.source ?? '') ? value : context?.source;
}
