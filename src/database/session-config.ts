/**
 * Settings of every session, overriding those of the server, the database and the role. With another time zone or
 * date style the drivers misread dates; with another isolation level concurrent sign-ups fail; with another search
 * path our raw SQL finds no tables.
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

/** Where to connect, and the session settings: when one is given twice, the last counts. */
export interface SessionConfig {
  connectionString: string;
  options: string;
}

/** The settings as command line options. Spaces within a value are escaped. */
const options = Object.entries(sessionSettings)
  .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  .join(' ');

/**
 * Connection options for `pg` and libraries built on it. Options in the URL apply unless ours override them.
 * @param more further settings of this session: `-c name=value`
 */
export function sessionConfig(url: string, more = ''): SessionConfig {
  const ownOptions = more === '' ? options : `${options} ${more}`;
  const address = new URL(url);
  const urlOptions = address.searchParams.get('options');
  if (urlOptions === null) return { connectionString: url, options: ownOptions };
  // `pg` prefers options of the URL to those passed separately.
  address.searchParams.delete('options');
  return { connectionString: address.href, options: `${urlOptions} ${ownOptions}` };
}
