/** Longest address that a button opens. Source: Discord, "Button Structure". */
const maxUrlLength = 512;

/** Where the calendars of the web subscribe to an address, and an address that opens the calendar of a device. */
export interface SubscribeLinks {
  google?: string;
  outlook?: string;
  device?: string;
}

/** The same address under the scheme by which devices subscribe to calendars. */
export const webcalUrl = (url: string): string => url.replace(/^https?:/, 'webcal:');

/** @param name how the calendar is called there; addresses that are too long for a button are left out */
export function subscribeLinks(url: string, name: string): SubscribeLinks {
  const links = {
    google: `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(webcalUrl(url))}`,
    outlook: `https://outlook.live.com/calendar/0/addfromweb?url=${encodeURIComponent(url)}&name=${encodeURIComponent(name)}`,
    // Buttons open http addresses only: this one leads on to the scheme of calendars.
    device: `${url}${url.includes('?') ? '&' : '?'}open=device`,
  };
  return Object.fromEntries(Object.entries(links).filter(([, one]) => one.length <= maxUrlLength));
}
