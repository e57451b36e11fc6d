import type { FileUploadType } from 'discord.js';

/**
 * Discord's names for content types. Only the end of a file's name is compared, and phones name pictures and videos
 * in their own ways. Source: Discord, "File Type Filtering".
 */
const fileTypes: Readonly<Record<string, readonly FileUploadType[]>> = {
  'image/*': ['image'],
  'video/*': ['video'],
  'audio/*': ['audio'],
  'image/png': ['.png', '.jpg'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'text/csv': ['.csv'],
  'text/calendar': ['.ics'],
  'application/json': ['.json'],
  'application/pdf': ['.pdf'],
};

/**
 * The accepted files of an upload or an option. Nothing where a type has no name on Discord: it is checked when the file
 * comes.
 */
export function fileTypesOf(types: readonly string[]): { file_types?: FileUploadType[] } {
  const named = types.map((type) => fileTypes[type]);
  return named.every((one) => one !== undefined) ? { file_types: [...new Set(named.flat())] } : {};
}
