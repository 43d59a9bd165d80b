/**
 * The policy of this page allows no other origin, for its workers too. The server sends one copy of the worker that
 * writes with its own policy, which allows the hub of models as well. That copy starts only after a visitor has
 * chosen a model of the hub.
 *
 * `undefined` if the server has no such copy. The page's own worker then runs, under the policy of the page.
 */
export async function hubWorker(): Promise<(() => Worker) | undefined> {
  if (!import.meta.env.PROD) return undefined
  try {
    const { files } = (await (await fetch('files.json')).json()) as { readonly files: readonly string[] }
    const name = files
      .find((file) => /\/generator\.worker-[^/]*\.js$/.test(file))
      ?.split('/')
      .at(-1)
    if (name === undefined) return undefined
    const url = new URL(`hub-worker/${name}`, document.baseURI)
    const { ok } = await fetch(url, { method: 'HEAD' })
    return ok ? () => new Worker(url, { type: 'module', name: 'tacet-hub' }) : undefined
  } catch {
    return undefined
  }
}
