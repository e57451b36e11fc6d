/**
 * Builds an element. `on…` properties are listeners, `class` and names with a dash are attributes, the rest are properties.
 * Strings become text nodes: nothing that anyone wrote is ever read as markup.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class' || name === 'role' || name === 'for' || name.includes('-'))
      element.setAttribute(name, value === true ? '' : value);
    else element[name] = value;
  }
  element.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== undefined && child !== false && child !== ''),
  );
  return element;
}

/** An address that a click may lead to, or undefined: nothing but http and https. */
export function safeLink(address) {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

/** A link that opens beside the page and tells the other side nothing. */
export const link = (href, properties, ...children) =>
  h('a', { href, target: '_blank', rel: 'noopener noreferrer', ...properties }, ...children);
