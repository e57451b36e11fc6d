const base = '/playground/api';

async function answerOf(response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

/** Asks for something. Throws an `Error` with a plain sentence when it is refused. */
export async function get(path, query = {}) {
  return answerOf(await fetch(`${base}/${path}?${new URLSearchParams(query)}`));
}

/** Does something. Throws as `get` does. */
export async function post(path, input) {
  const headers = { 'content-type': 'application/json' };
  return answerOf(
    await fetch(`${base}/${path}`, { method: 'POST', headers, body: JSON.stringify(input) }),
  );
}

/** How long the page waits before it looks whether the program is back, in milliseconds. */
const retryAfter = 1000;

/** Listens to what changes for as long as the page is open, over every stop and start of the program. */
export function listen({ hello, change, lost }) {
  const source = new EventSource(`${base}/changes`);
  source.addEventListener('hello', (event) => hello(JSON.parse(event.data)));
  source.addEventListener('change', (event) => change(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    source.close();
    lost();
    setTimeout(() => listen({ hello, change, lost }), retryAfter);
  });
}
