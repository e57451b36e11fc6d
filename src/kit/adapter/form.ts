import type { Action } from '../../message/message.ts';

/** A form that the platform shows as a whole (a Discord modal). */
export interface Form {
  title: string;
  /** Called with the values of the form's fields. */
  action: Action;
  fields: readonly {
    name: string;
    label: string;
    required: boolean;
    multiline: boolean;
    min?: number;
    max?: number;
    value?: string;
  }[];
}
