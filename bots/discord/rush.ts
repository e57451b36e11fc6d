/** Milliseconds of work ahead from which on answers are promised at once: the way to Discord takes its time too. */
const longestWait = 400;
/** How long one answer is taken to need before any was seen, in milliseconds. */
const unknownPace = 25;
/** How fast slower and faster answers are believed: a rush shall be noticed early, and not forgotten at once. */
const belief = { slower: 0.2, faster: 0.02 } as const;

/** Knows whether so many interactions are under way that a new one waits long for its turn. */
export interface Rush {
  began(): void;
  ended(): void;
  isOn(): boolean;
}

/** @param now milliseconds of any clock that runs evenly */
export function createRush(now: () => number): Rush {
  let underWay = 0;
  let pace = unknownPace;
  let last = 0;
  return {
    began() {
      if (underWay === 0) last = now();
      underWay += 1;
    },
    ended() {
      underWay -= 1;
      const at = now();
      const took = at - last;
      last = at;
      pace += (took - pace) * (took > pace ? belief.slower : belief.faster);
    },
    isOn: () => underWay * pace > longestWait,
  };
}
