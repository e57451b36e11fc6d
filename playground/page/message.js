import { drawButton } from './button.js';
import { h } from './dom.js';
import { drawEmbed } from './embed.js';
import { drawFile } from './files.js';
import { drawLayout } from './layout.js';
import { drawMessageMenu } from './message-menu.js';
import { drawRich } from './rich.js';
import { drawSpans } from './spans.js';
import { summaryOf } from './summary.js';

/** The people of the sample community live in Vietnam, and the platforms' own dates are shown in that zone. */
const zone = 'Asia/Ho_Chi_Minh';

/**
 * One message.
 * @param view the message as the API gives it
 * @param scene `words`, `locale`, `actor`, `isFollowing` (the same sender as above), `repliedTo`, and what pressing and choosing do
 */
export function drawMessage(view, scene) {
  const { words } = scene;
  if (view.service) return drawService(view, scene);
  const own = view.from.actor === scene.actor && !view.from.bot;
  const classes = [
    'message',
    own && 'own',
    scene.isFollowing && 'following',
    view.private && 'private',
  ];
  return h(
    'article',
    { class: classes.filter(Boolean).join(' '), 'data-id': view.id },
    h(
      'span',
      {
        class: `avatar ${view.from.bot ? 'of-bot' : `of-${view.from.actor}`}`,
        'aria-hidden': 'true',
      },
      initials(view.from.name),
    ),
    h(
      'div',
      { class: 'content' },
      view.command !== undefined && h('p', { class: 'context' }, `↱ ${view.command}`),
      view.replyTo !== undefined && drawReply(scene),
      drawHead(view, scene),
      view.layout && !view.pending
        ? drawLayout(view, words, {
            button: (one) => drawButton(one, scene),
            menu: (one) => drawMenu(one, scene),
          })
        : drawParts(view, scene),
      view.private && h('p', { class: 'only-you' }, words.onlyYou),
    ),
  );
}

/** What the client itself notes, with its time. */
const drawService = (view, { words, locale }) =>
  h(
    'article',
    { class: 'message service', 'data-id': view.id },
    h('p', {}, drawSpans(view.body, words), ' ', drawTime(view.at, locale)),
  );

const drawFiles = ({ files }, { words }) => files.map((file) => drawFile(file, words));

/** Text, cards, files and what can be pressed, in the order of every other message. Telegram's captions are under their files. */
const drawParts = (view, scene) => [
  scene.platform === 'telegram' && drawFiles(view, scene),
  // Nobody says in which language a message is.
  h('div', { class: 'body', lang: '' }, drawBody(view, scene.words)),
  view.rich && drawRich(view.rich, scene),
  view.embeds.map((embed) => drawEmbed(embed, scene.words)),
  scene.platform !== 'telegram' && drawFiles(view, scene),
  view.buttons.map((row) =>
    h(
      'div',
      { class: 'row' },
      row.map((one) => drawButton(one, scene)),
    ),
  ),
  view.menus.map((menu) => drawMenu(menu, scene)),
];

/** The letters that stand for a face: of the first and the last word. */
export function initials(name) {
  const parts = name.trim().split(/\s+/);
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return ends
    .map((part) => [...part][0] ?? '')
    .join('')
    .toUpperCase();
}

function drawTime(milliseconds, locale) {
  const at = new Date(milliseconds);
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  });
  return h('time', { class: 'at', dateTime: at.toISOString() }, clock.format(at));
}

function drawReply({ repliedTo, words }) {
  const quoted = repliedTo ? `${repliedTo.from.name}: ${summaryOf(repliedTo)}` : words.gone;
  return h('p', { class: 'context', title: words.inReplyTo }, `↩ ${quoted}`);
}

/** What can be done with a message. On Discord nobody replies to what they alone see. */
function menuEntries(view, { platform, canWrite, reply, words, commands = [], useCommand }) {
  const canReply = canWrite && !view.pending && (platform === 'telegram' || !view.private);
  return [
    ...(canReply ? [{ label: words.reply, act: () => reply(view) }] : []),
    ...commands.map((name) => ({ label: name, act: () => useCommand(view.id, name) })),
  ];
}

function drawHead(view, scene) {
  const { words, locale } = scene;
  const entries = menuEntries(view, scene);
  return h(
    'header',
    { class: 'head' },
    h('strong', { class: 'name' }, view.from.name),
    view.from.bot && h('span', { class: 'tag' }, words.bot),
    drawTime(view.at, locale),
    view.pinned &&
      h('span', { class: 'pinned', title: words.pinned, role: 'img', 'aria-label': words.pinned }),
    view.edited && h('span', { class: 'edited' }, words.edited),
    entries.length > 0 && drawMessageMenu(entries, words),
  );
}

function drawBody(view, words) {
  if (!view.pending) return drawSpans(view.body, words);
  return h('span', { class: 'thinking' }, words.thinking(view.from.name));
}

function drawMenu({ id, placeholder, options }, { choose, words }) {
  const label = placeholder ?? words.pick;
  const select = h(
    'select',
    { 'aria-label': label, 'data-menu': id },
    h('option', { value: '', disabled: true, selected: true }, label),
    options.map(({ label: name, value, description }) =>
      h('option', { value }, description ? `${name} (${description})` : name),
    ),
  );
  const submit = () => {
    if (select.value !== '') choose(id, [select.value]);
  };
  return h(
    'div',
    { class: 'row menu' },
    select,
    h('button', { class: 'button primary', type: 'button', onclick: submit }, words.choose),
  );
}
