import { type Property, parseContentLine } from './content-line.ts';
import { readerLimits } from './limits.ts';

/** A part of a calendar: an event, a zone, a part of a zone. */
export interface Component {
  /** In capitals. */
  name: string;
  properties: Property[];
  children: Component[];
}

/** What cannot be of use and is large: people who are invited, attachments, descriptions in HTML. */
const ignored = /^(?:ATTENDEE|ATTACH|X-ALT-DESC|ORGANIZER|COMMENT|X-GOOGLE-|X-APPLE-|X-MS-OLK)/i;
const kept = new Set(['VCALENDAR', 'VEVENT', 'VTIMEZONE', 'STANDARD', 'DAYLIGHT']);

export interface ComponentTree {
  /** All calendars of a file as one: the properties of the first. */
  calendar: Component;
  /** Whether there were more events than are read. */
  isTruncated: boolean;
  /** Whether its end is there: that of an answer that was cut off is not. */
  isClosed: boolean;
}

const newComponent = (name: string): Component => ({ name, properties: [], children: [] });

const markOf = (line: string): { mark: string; name: string } | undefined => {
  const [, mark, name] = /^(BEGIN|END)\s*:\s*([\w-]+)\s*$/i.exec(line) ?? [];
  return mark === undefined || name === undefined
    ? undefined
    : { mark: mark.toUpperCase(), name: name.toUpperCase() };
};

/** Where components go: events and zones to the calendar, parts of a zone to the zone. */
function attach(calendar: Component, parent: Component | undefined, component: Component): void {
  const isOwn = component.name === 'STANDARD' || component.name === 'DAYLIGHT';
  (isOwn ? (parent ?? calendar) : calendar).children.push(component);
}

/**
 * Reads the components of a calendar, however they are nested and whatever is wrong with some: an end without a
 * beginning, a beginning without an end, lines that are none.
 * @returns undefined when there is no calendar at all
 */
export function readComponents(lines: readonly string[]): ComponentTree | undefined {
  const calendar = newComponent('VCALENDAR');
  const open: Component[] = [];
  let hasCalendar = false;
  let events = 0;

  function begin(name: string): void {
    // An event within an event: the end of the outer one is missing.
    if (name === 'VEVENT') open.length = Math.min(open.length, 1);
    if (open.length >= readerLimits.depth) return;
    const component = name === 'VCALENDAR' && !hasCalendar ? calendar : newComponent(name);
    if (name === 'VCALENDAR') hasCalendar = true;
    else if (kept.has(name) && events <= readerLimits.events) {
      if (name === 'VEVENT') events += 1;
      if (events <= readerLimits.events) attach(calendar, open.at(-1), component);
    }
    open.push(component);
  }

  function end(name: string): void {
    const opened = open.findLastIndex((component) => component.name === name);
    if (opened !== -1) open.length = opened;
  }

  function add(line: string): void {
    const current = open.at(-1);
    if (!current || !kept.has(current.name) || ignored.test(line)) return;
    const isTooLong =
      line.length > readerLimits.lineLength || current.properties.length >= readerLimits.lines;
    const property = isTooLong ? undefined : parseContentLine(line);
    if (property) current.properties.push(property);
  }

  for (const line of lines) {
    const marked = markOf(line);
    if (!marked) add(line);
    else if (marked.mark === 'BEGIN') begin(marked.name);
    else end(marked.name);
  }
  if (!hasCalendar) return undefined;
  return {
    ...{ calendar, isTruncated: events > readerLimits.events },
    isClosed: !open.some(({ name }) => name === 'VCALENDAR'),
  };
}

/** The first property of a name that has a value. */
export const findProperty = ({ properties }: Component, name: string): Property | undefined =>
  properties.find((property) => property.name === name && property.value.trim() !== '');

export const listProperties = ({ properties }: Component, name: string): Property[] =>
  properties.filter((property) => property.name === name && property.value.trim() !== '');
