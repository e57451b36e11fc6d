import { lowerAscii } from './entity.ts';

/** What is wrong with a link, in Telegram's words. */
export class LinkError extends Error {}

const PART = /^(?:[A-Za-z0-9.\-_!$,~*'();&+=\u0080-\u{10ffff}]|%[0-9A-Fa-f]{2})*$/u;
const USER_INFO = /^(?:[A-Za-z0-9.\-_!$,~*'();&+=:\u0080-\u{10ffff}]|%[0-9A-Fa-f]{2})*$/u;

interface HttpUrl {
  protocol: 'http' | 'https';
  userInfo: string;
  host: string;
  ipv6: boolean;
  port: number;
  query: string;
}

function checkPart(part: string, name: string, allowed: RegExp): void {
  if (/%(?![0-9A-Fa-f]{2})/.test(part)) {
    throw new LinkError(`Wrong percent-encoded symbol in URL ${name}`);
  }
  if (!allowed.test(part)) throw new LinkError(`Disallowed character in URL ${name}`);
}

/** The port at the end of `host:port`, 0 when there is none. */
function splitPort(authority: string): { rest: string; port: number } {
  const colon = Math.max(authority.lastIndexOf(':'), 0);
  const stop = Math.max(authority.lastIndexOf(']'), authority.lastIndexOf('@'));
  if (colon <= 0 || colon < stop) return { rest: authority, port: 0 };
  const digits = authority.slice(colon + 1);
  const port = /^[+-]?\d+$/.test(digits) ? Number(digits) : -1;
  if (port <= 0 || port > 65_535) {
    throw new LinkError('Wrong port number specified in the URL');
  }
  return { rest: authority.slice(0, colon), port };
}

/** TDLib's `parse_url`. */
function parseUrl(link: string): HttpUrl {
  const scheme = /^([^:/?#@[\]]*):\/\//.exec(link);
  const protocol = scheme ? lowerAscii(scheme[1] ?? '') : 'http';
  if (protocol !== 'http' && protocol !== 'https') throw new LinkError('Unsupported URL protocol');
  const body = scheme ? link.slice(scheme[0].length) : link;
  const authority = /^[^/?#]*/.exec(body)?.[0] ?? '';
  const { rest, port } = splitPort(authority);
  const at = rest.lastIndexOf('@');
  const userInfo = at < 0 ? '' : rest.slice(0, at);
  const host = lowerAscii(rest.slice(at + 1));
  const ipv6 = host.startsWith('[') && host.endsWith(']');
  if (host === '') throw new LinkError('URL host is empty');
  if (host === '.') throw new LinkError('Host is invalid');
  if (ipv6) {
    if (!URL.canParse(`http://${host}/`)) {
      throw new LinkError('Wrong IPv6 address specified in the URL');
    }
  } else {
    checkPart(host, 'host', PART);
    checkPart(userInfo, 'userinfo', USER_INFO);
  }
  const tail = body.slice(authority.length).replace(/[ \t\r\n\0\v]+$/, '');
  const query = (tail.startsWith('/') ? tail : `/${tail}`).replace(
    /[[\p{Cc} ]--[\u007f-\u009f]]/gv,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return { protocol, userInfo, host, ipv6, port, query };
}

/**
 * The link as Telegram keeps it: with a scheme, the host in lower case, a slash after it.
 * @throws LinkError with the reason when Telegram refuses the link.
 */
export function validateLink(link: string): string {
  const own = /^(tg|ton|tonsite):(?:\/\/)?/i.exec(link);
  const scheme = own?.[1]?.toLowerCase();
  const url = parseUrl(own ? link.slice(own[0].length) : link);
  if (scheme) {
    const hosts = scheme === 'tonsite' ? /^[a-z0-9\-_.]*$/ : /^[a-z0-9\-_]*$/;
    const inner = link.slice(own?.[0].length ?? 0);
    if (
      /^http:\/\//i.test(inner) ||
      url.protocol === 'https' ||
      url.userInfo ||
      url.port ||
      url.ipv6
    ) {
      throw new LinkError(scheme === 'tg' ? 'Wrong tg URL' : 'Wrong ton URL');
    }
    if (!hosts.test(url.host)) throw new LinkError('Unallowed characters in URL host');
    return `${scheme}://${url.host}${url.query.startsWith('/?') ? url.query.slice(1) : url.query}`;
  }
  if (!url.host.includes('.') && !url.ipv6) throw new LinkError('Wrong HTTP URL');
  const userInfo = url.userInfo ? `${url.userInfo}@` : '';
  return `${url.protocol}://${userInfo}${url.host}${url.port ? `:${url.port}` : ''}${url.query}`;
}

/** `checkLink`, with undefined for a link that Telegram drops without a word. */
export function storedLink(link: string): string | undefined {
  try {
    return validateLink(link);
  } catch (error) {
    if (error instanceof LinkError) return undefined;
    throw error;
  }
}

/** The parameters of a `tg://host?…` link, or undefined when it is another link. */
function tgParameters(link: string, host: string): [string, string][] | undefined {
  const match = new RegExp(`^tg:(?://)?${host}(?:/)?\\?([^#]*)`, 'i').exec(link);
  if (!match) return undefined;
  return (match[1] ?? '').split('&').map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
  });
}

const firstOf = (parameters: [string, string][], key: string): string | undefined =>
  parameters.find(([name]) => name === key)?.[1];

/** The user of `tg://user?id=…`, or undefined for any other link. */
export function linkedUser(link: string): number | undefined {
  const id = firstOf(tgParameters(lowerAscii(link), 'user') ?? [], 'id');
  return id !== undefined && /^\d{1,15}$/.test(id) && Number(id) > 0 ? Number(id) : undefined;
}
