/** Releases of the Bot API that the local server can play, oldest first. What lies between two of them behaves as the older one. */
export const serverVersions = ['7.10', '9.3', '9.6', '10.1', '10.2', '10.3', '10.5'] as const;
export type ServerVersion = (typeof serverVersions)[number];

/** Today's release. Source: release notes of Bot API 10.5 (2026-11-22). */
export const latestServerVersion: ServerVersion = '10.5';

const numberOf = (version: string): number => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
};

/** Whether a server has what came with a release, which need not be one that can be played. */
export const hasRelease = (version: ServerVersion, release: string): boolean =>
  numberOf(version) >= numberOf(release);

/** @throws Error naming the releases there are */
export function parseServerVersion(text: string): ServerVersion {
  const found = serverVersions.find((version) => version === text);
  if (found) return found;
  throw new Error(`There is no Bot API ${text} here. Releases: ${serverVersions.join(', ')}`);
}
