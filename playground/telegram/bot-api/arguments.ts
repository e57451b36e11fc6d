import type { z } from 'zod';
import { badRequest } from './errors.ts';

/** A file that came with a request. */
export interface Upload {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** The arguments of one request. JSON bodies, forms and query strings read alike: Telegram sees text in all of them. */
export class RequestArguments {
  private readonly values: Record<string, unknown>;
  private readonly uploads: Map<string, Upload>;

  constructor(values: Record<string, unknown>, uploads: Map<string, Upload> = new Map()) {
    this.values = values;
    this.uploads = uploads;
  }

  /** The argument as text, empty when it is missing. */
  text(name: string): string {
    const value = this.values[name];
    if (value === undefined || value === null) return '';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  /** The whole number at the start of the argument, or undefined when it is missing. */
  integer(name: string): number | undefined {
    const text = this.text(name);
    return text === '' ? undefined : Number(/^-?\d+/.exec(text.trim())?.[0] ?? 0);
  }

  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).toLowerCase());
  }

  /**
   * A structured argument, undefined when it is missing.
   * @param what what Telegram calls it in "Can't parse … JSON object".
   */
  json(name: string, what: string): unknown {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      throw badRequest(`Can't parse ${what} JSON object`);
    }
  }

  /** A structured argument by its schema; `wrong` is Telegram's text for one that does not fit. */
  parsed<T>(name: string, what: string, schema: z.ZodType<T>, wrong: string): T | undefined {
    const value = this.json(name, what);
    if (value === undefined) return undefined;
    const result = schema.safeParse(value);
    if (!result.success) throw badRequest(wrong);
    return result.data;
  }

  upload(name: string): Upload | undefined {
    return this.uploads.get(name);
  }
}
