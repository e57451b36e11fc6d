import { h, link, safeLink } from './dom.js';

/** A button under a message or within it. */
export function drawButton(view, { press, copied, platform, words }) {
  const { id, label, url, style = 'secondary', disabled, copies } = view;
  const href = url === undefined ? undefined : safeLink(url);
  const classes = `button ${style}`;
  // On Telegram a link to the bot itself starts it: that is for the platform to follow.
  const isOwn = platform === 'telegram' && href && new URL(href).host === 't.me';
  if (href !== undefined && !isOwn)
    return link(href, { class: `${classes} leads-out`, title: href }, label);
  const copy = () =>
    navigator.clipboard.writeText(copies).then(
      () => copied(words.copied(copies)),
      () => copied(copies),
    );
  return h(
    'button',
    {
      class: copies === undefined ? classes : `${classes} copies`,
      type: 'button',
      'data-button': id,
      disabled: disabled ?? false,
      title: copies === undefined ? undefined : words.copies(copies),
      onclick: copies === undefined ? () => press(id) : copy,
    },
    label,
  );
}
