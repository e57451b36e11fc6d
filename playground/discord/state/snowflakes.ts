/** Discord counts time from the first moment of 2015. */
const epoch = 1_420_070_400_000;

/** Makes snowflakes that are the same on every run with the same clock: milliseconds since 2015, then a counter. */
export function createSnowflakeGenerator(now: () => number): () => string {
  let count = 0n;
  let last = 0n;
  return () => {
    const at = BigInt(Math.max(0, Math.floor(now()) - epoch));
    const wanted = (at << 22n) | (count & 0xfffn);
    count += 1n;
    // Ids must be unique and increasing even if the clock stops or goes back.
    last = wanted > last ? wanted : last + 1n;
    return String(last);
  };
}

/** The private chat with the bot keeps one id for one person, in every run. */
export function directChannelId(userId: string): string {
  return String(BigInt(userId) + 500_000_000_000_000_000n);
}

export function snowflakeTime(id: string): number {
  return Number(BigInt(id) >> 22n) + epoch;
}
