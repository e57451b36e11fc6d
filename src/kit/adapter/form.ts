import type { Action } from '../../message/message.ts';
import type { FormField } from '../define/form-field.ts';

/** A form that the platform shows as a whole (a Discord modal). */
export interface Form {
  title: string;
  /** Stands before the fields where there is room for it. */
  explanation?: string;
  /** Called with the values of the form's fields. */
  action: Action;
  fields: readonly {
    name: string;
    label: string;
    /** What is to be filled in. */
    description: string;
    required: boolean;
    input: FormField;
  }[];
}
