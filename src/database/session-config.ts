/**
 * What every session holds to, whatever the server, the database or the role says. On another time zone or date
 * style the drivers read wrong dates or none; under another isolation people who sign up at once get errors; with
 * another search path our own SQL finds no table.
 */
export const sessionSettings: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  standard_conforming_strings: 'on',
  bytea_output: 'hex',
  extra_float_digits: '1',
  array_nulls: 'on',
  transform_null_equals: 'off',
  search_path: 'public',
};

/** Where to connect to, and the settings of the session: of one that is named twice the last counts. */
export interface SessionConfig {
  connectionString: string;
  options: string;
}

/** The command line of a session. Spaces stand within a value. */
const options = Object.entries(sessionSettings)
  .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  .join(' ');

/**
 * A session on the server of `url`, as `pg` and what is built on it take it. Options that stand in the address hold
 * where ours say nothing.
 * @param more further settings of this session: `-c name=value`
 */
export function sessionConfig(url: string, more = ''): SessionConfig {
  const ownOptions = more === '' ? options : `${options} ${more}`;
  const address = new URL(url);
  const urlOptions = address.searchParams.get('options');
  if (urlOptions === null) return { connectionString: url, options: ownOptions };
  // What stands in the address goes before what is given beside it.
  address.searchParams.delete('options');
  return { connectionString: address.href, options: `${urlOptions} ${ownOptions}` };
}
