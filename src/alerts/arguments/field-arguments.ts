import { Severity } from '../../database/generated/enums.ts';
import { choice } from '../../kit/argument-types/choice.ts';
import { clearable } from '../../kit/argument-types/clearable.ts';
import { publishedText } from '../../kit/argument-types/published-text.ts';
import { webLink } from '../../kit/argument-types/web-link.ts';
import { form } from '../../kit/define/form.ts';
import { pictureArguments, pictureChangeArguments } from '../../pictures/picture-arguments.ts';
import { alertLimits } from '../rules.ts';
import { alertExpiry } from './expiry-argument.ts';
import { alertText } from './text-argument.ts';

const fields = {
  severity: () => choice(Object.values(Severity), 'alerts.severity'),
  title: () => publishedText({ max: alertLimits.title }),
  text: alertText,
  source: webLink,
  expires: alertExpiry,
};

/** The arguments of `alert send`. The two texts are one form. */
export const newAlertArguments = () => ({
  severity: fields.severity(),
  title: fields.title(),
  ...form({ text: fields.text() }),
  source: fields.source(),
  expires: fields.expires().optional(),
  other_title: fields.title().optional(),
  ...pictureArguments(),
  ...form({ other_text: fields.text().optional() }),
});

/** The arguments of `alert edit`: all optional, and the translation can be cleared. */
export const editAlertArguments = () => ({
  severity: fields.severity().optional(),
  title: fields.title().optional(),
  text: fields.text().optional(),
  source: fields.source().optional(),
  expires: fields.expires().optional(),
  other_title: clearable(fields.title()).optional(),
  other_text: clearable(fields.text()).optional(),
  ...pictureChangeArguments(),
});
