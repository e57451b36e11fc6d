/** Labels of a series, in the order in which its metric names them. */
export type Labels = Readonly<Record<string, string>>;

interface Series<Value> {
  labels: Labels;
  value: Value;
}

export interface LabelledCounter {
  add(labels: Labels, by?: number): void;
  all(): readonly Series<number>[];
}

/** How many observations there were up to each bound, their sum, and how many there were at all. */
export interface HistogramValue {
  bucketCounts: number[];
  sum: number;
  count: number;
}

export interface LabelledHistogram {
  bounds: readonly number[];
  observe(labels: Labels, value: number): void;
  all(): readonly Series<HistogramValue>[];
}

/** One value for each set of labels. */
function createSeries<Value>(none: () => Value) {
  const all = new Map<string, Series<Value>>();
  return {
    of(labels: Labels): Series<Value> {
      const key = JSON.stringify(Object.values(labels));
      const known = all.get(key) ?? { labels, value: none() };
      all.set(key, known);
      return known;
    },
    all: () => [...all.values()],
  };
}

function createCounter(): LabelledCounter {
  const { of, all } = createSeries(() => 0);
  return {
    add(labels, by = 1) {
      of(labels).value += by;
    },
    all,
  };
}

function createHistogram(bounds: readonly number[]): LabelledHistogram {
  const { of, all } = createSeries(
    (): HistogramValue => ({ bucketCounts: bounds.map(() => 0), sum: 0, count: 0 }),
  );
  return {
    bounds,
    observe(labels, seconds) {
      const { value } = of(labels);
      value.sum += seconds;
      value.count += 1;
      for (const [index, bound] of bounds.entries()) {
        if (seconds <= bound) value.bucketCounts[index] = (value.bucketCounts[index] ?? 0) + 1;
      }
    },
    all,
  };
}

/**
 * What happened since the process began, counted in a few numbers: the library that writes them for Prometheus is
 * large, and loaded only where somebody asks.
 */
export function createCounters() {
  return {
    /** Commands that are being answered now. */
    inProgress: { commands: 0 },
    /** platform, lane, state, reason */
    finishedDeliveries: createCounter(),
    /** platform, lane, finding */
    resolvedUnknowns: createCounter(),
    /** platform, action, outcome */
    requests: createCounter(),
    /** platform, command */
    commands: createCounter(),
    /** platform */
    commandErrors: createCounter(),
    /** level */
    logLines: createCounter(),
    /** platform */
    requestSeconds: createHistogram([0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]),
    /** platform, lane */
    queueSeconds: createHistogram([0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 21_600]),
    /** platform */
    commandSeconds: createHistogram([0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10]),
  };
}

export type Counters = ReturnType<typeof createCounters>;
