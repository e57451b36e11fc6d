/**
 * Something that goes wrong for the next matching requests: an answer in place of the real one,
 * `drop` (the connection breaks before anything happens) or `lose` (it happens, and the answer gets lost).
 */
export interface Fault {
  method?: string;
  /** Tested against the path after `/api/v10`. */
  path?: RegExp;
  /** How often, 1 by default. */
  times?: number;
  answer: 'drop' | 'lose' | { status: number; body?: unknown; headers?: Record<string, string> };
}

export interface Faults {
  add: (fault: Fault) => void;
  /** The fault for this request, used up by asking. */
  take: (method: string, path: string) => Fault['answer'] | undefined;
  clear: () => void;
  setDown: (down: boolean) => void;
  isDown: () => boolean;
  refuseToken: (refused: boolean) => void;
  tokenRefused: () => boolean;
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  let down = false;
  let refused = false;
  return {
    add: (fault) => waiting.push({ fault, left: fault.times ?? 1 }),
    take(method, path) {
      const found = waiting.find(
        ({ fault }) =>
          (fault.method === undefined || fault.method === method) &&
          (fault.path === undefined || fault.path.test(path)),
      );
      if (!found) return undefined;
      found.left -= 1;
      waiting = waiting.filter((one) => one.left > 0);
      return found.fault.answer;
    },
    clear() {
      waiting = [];
    },
    setDown(value) {
      down = value;
    },
    isDown: () => down,
    refuseToken(value) {
      refused = value;
    },
    tokenRefused: () => refused,
  };
}
