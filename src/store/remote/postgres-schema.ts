/**
 * The SQL that creates the tables of `createPostgresRoute`. Run it once or in a migration; running it again changes nothing.
 *
 * An approximate index on one store needs the store's dimensions:
 *
 *     CREATE INDEX ON tacet_records USING hnsw ((vector::vector(384)) vector_cosine_ops) WHERE store = 'notes';
 *
 * @example
 * await pool.query(postgresSchema(), [])
 */
export function postgresSchema(prefix = 'tacet'): string {
  const { stores, records } = tablesOf(prefix)
  return `CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE IF NOT EXISTS ${stores} (name text PRIMARY KEY, shape jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS ${records} (
  store text NOT NULL REFERENCES ${stores} ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  vector vector NOT NULL,
  fields jsonb NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (store, id)
);
CREATE INDEX IF NOT EXISTS ${records}_fields ON ${records} USING gin (fields jsonb_path_ops);
CREATE INDEX IF NOT EXISTS ${records}_words ON ${records} USING gin (words);
`
}

export interface Tables {
  readonly stores: string
  readonly records: string
}

/** The table names are the only names that are put into the statements. They consist of letters, digits and underscores alone. */
export function tablesOf(prefix: string): Tables {
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(prefix)) {
    throw new TypeError(`\`prefix\` must be a lower-case name of letters, digits and _, got ${JSON.stringify(prefix)}`)
  }
  return { stores: `${prefix}_stores`, records: `${prefix}_records` }
}
