// Loaded into the measured program before its own code: counts the statements with which PGlite is asked about spaces,
// creates communities, or reopens chats; not those that any command needs.
import { PGlite } from '@electric-sql/pglite';

const aboutServers =
  /"DisconnectedSpace"|INSERT INTO ("public"\.)?"(Community|Connection)"|"closedReason" = ANY/;
let count = 0;
const { query } = PGlite.prototype;
PGlite.prototype.query = function counted(sql, ...rest) {
  if (aboutServers.test(sql)) count += 1;
  return query.call(this, sql, ...rest);
};
process.on('SIGUSR2', () => process.stdout.write(`statements ${count}\n`));
