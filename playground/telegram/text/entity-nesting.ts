import { withoutOverlaps } from './detect-entities.ts';
import { type Entity, type EntityType, endOf, sortEntities } from './entity.ts';

const STYLES = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler'] as const;
const STYLE_TYPES = new Set<EntityType>(STYLES);
const QUOTES = new Set<EntityType>(['blockquote', 'expandable_blockquote']);
/** Nothing can stand inside these. */
const OPAQUE = new Set<EntityType>(['pre', 'code', 'date_time']);

const isStyle = (entity: Entity): boolean => STYLE_TYPES.has(entity.type);
const isQuote = (entity: Entity): boolean => QUOTES.has(entity.type);

function partition(entities: Entity[]) {
  return {
    styles: entities.filter(isStyle),
    quotes: entities.filter(isQuote),
    others: entities.filter((entity) => !isStyle(entity) && !isQuote(entity)),
  };
}

/** Drops entities that cross the edge of a quote or contain one. */
function withoutCrossing(entities: Entity[], quotes: Entity[]): Entity[] {
  return entities.filter((entity) => {
    const quote = quotes.find((candidate) => endOf(candidate) > entity.offset);
    if (!quote) return true;
    const crosses = endOf(quote) < endOf(entity);
    const contains = entity.offset < quote.offset && quote.offset < endOf(entity);
    return !crosses && !contains;
  });
}

/** Cuts styles at the edges of other entities, joins those that touch, and drops them inside code (TDLib's `split_entities`). */
function splitStyles(styles: Entity[], others: Entity[]): Entity[] {
  const open = new Map<EntityType, { begin: number; end: number }>();
  const result: Entity[] = [];
  let next = 0;

  const flush = (until: number): void => {
    for (const type of STYLES) {
      const run = open.get(type);
      if (!run || run.begin >= until) continue;
      const end = Math.min(run.end, until);
      result.push({ type, offset: run.begin, length: end - run.begin });
      if (run.end <= until) open.delete(type);
      else run.begin = until;
    }
  };
  const addUntil = (end: number): void => {
    for (let style = styles[next]; style && style.offset < end; style = styles[++next]) {
      const run = open.get(style.type);
      if (run && style.offset <= run.end) {
        run.end = Math.max(run.end, endOf(style));
      } else {
        flush(style.offset);
        open.set(style.type, { begin: style.offset, end: endOf(style) });
      }
    }
    flush(end);
  };

  const around: Entity[] = [];
  const addOffset = (offset: number): void => {
    for (let last = around.at(-1); last && offset >= endOf(last); last = around.at(-1)) {
      const kept = result.length;
      addUntil(endOf(last));
      if (OPAQUE.has(last.type)) result.length = kept;
      around.pop();
    }
    addUntil(offset);
  };
  for (const other of others) {
    addOffset(other.offset);
    around.push(other);
  }
  addOffset(Number.POSITIVE_INFINITY);
  return sortEntities(result);
}

const combine = (styles: Entity[], others: Entity[]): Entity[] =>
  sortEntities([...others, ...splitStyles(styles, others)]);

/** Makes entities nest as Telegram lets them (TDLib's `fix_entities`). */
export function normalizeNesting(entities: Entity[]): Entity[] {
  const { styles, quotes, others } = partition(sortEntities([...entities]));
  const apart = withoutOverlaps(quotes);
  const kept = withoutCrossing(withoutOverlaps(others), apart);
  return combine(styles, sortEntities([...kept, ...apart]));
}

/** Adds entities found in the text where the sender's own leave room (TDLib's `merge_new_entities`). */
export function mergeDetected(entities: Entity[], found: Entity[]): Entity[] {
  if (found.length === 0) return entities;
  const { styles, quotes, others } = partition(entities);
  const free = withoutCrossing(found, quotes).filter(
    (entity) =>
      !others.some((other) => entity.offset < endOf(other) && endOf(entity) > other.offset),
  );
  return combine(styles, sortEntities([...others, ...free, ...quotes]));
}
