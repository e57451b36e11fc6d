const maxLength = 200;

/** Messages about the infrastructure, which quote nothing that people wrote. */
const infrastructureError =
  /\bE[A-Z]{3,}\b|time.?out|timed out|terminat|connect|\breach|no space|disk|too many|starting up|shutting down|recovery mode|read-only|permission denied|authentication|does not answer/i;

/** The error and its causes. */
function* causeChain(error: unknown): Generator<Error> {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    yield at;
}

const lastLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '') ?? '';

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';

/**
 * The reason of a failure in one line for operators. Database errors may quote what people wrote, and `/healthz` is
 * public: of such errors it gives the name only, and the log has the rest.
 */
export function describeFailure(error: unknown, secrets: readonly string[] = []): string {
  for (const one of causeChain(error)) {
    const line = lastLine(one.message) || `${one.name}${codeOf(one)}`;
    if (!infrastructureError.test(`${line}${codeOf(one)}`)) continue;
    const clean = secrets.reduce((text, secret) => text.replaceAll(secret, '<secret>'), line);
    return clean.replace(/\p{C}+/gu, ' ').slice(0, maxLength);
  }
  const [first] = causeChain(error);
  return first ? `${first.name}${codeOf(first)}, see the log` : 'unknown, see the log';
}

/** PostgreSQL's code 53100, and what operating systems report for a full disk or an exhausted quota. */
const diskFullError = /\b(?:ENOSPC|EDQUOT|53100)\b|no space left on device|disk quota exceeded/i;

/** Whether an error means that a disk is full. */
export function isDiskFull(error: unknown): boolean {
  for (const one of causeChain(error)) {
    if (diskFullError.test(`${one.message}${codeOf(one)}`)) return true;
    const { meta } = one as { meta?: unknown };
    if (meta !== undefined && diskFullError.test(JSON.stringify(meta))) return true;
  }
  return false;
}
