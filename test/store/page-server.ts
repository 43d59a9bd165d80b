import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Connect, createServer } from 'vite'
import { isolationHeaders } from '../../cli/pages/isolation-headers.js'
import { sharedConfig } from '../../scripts/vite-shared.mjs'

interface PageServer {
  /** The address without a slash at its end. */
  readonly origin: string
  close(): Promise<void>
}

/** Serves the sources of this repository to pages that a test opens by itself. Files of the server itself go into the profile. */
export async function startPageServer(
  profile: string,
  routes: Readonly<Record<string, Connect.NextHandleFunction>> = {},
): Promise<PageServer> {
  const server = await createServer({
    ...sharedConfig,
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    cacheDir: join(profile, 'vite'),
    logLevel: 'error',
    // Otherwise Vite reads every page of the repository, and gives up at those whose apps are not installed here.
    optimizeDeps: { ...sharedConfig.optimizeDeps, entries: ['test/{engines,store}/**/*.html'] },
    server: { host: '127.0.0.1', port: 0, headers: isolationHeaders, hmr: false, watch: null },
    plugins: [
      ...(sharedConfig.plugins ?? []),
      {
        name: 'routes',
        configureServer({ middlewares }) {
          for (const [path, handle] of Object.entries(routes)) middlewares.use(path, handle)
        },
      },
    ],
  })
  await server.listen()
  const address = server.httpServer?.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: () => server.close(),
  }
}
