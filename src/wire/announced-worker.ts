const scripts = new Map<string, string>()

/**
 * A worker of the folder that the page names in `<meta name="tacet-workers" content="/path/">`, or nothing where the page names
 * none. It serves builds that do not copy workers, and pages that load this package from another origin.
 */
export function announcedWorker(file: string, name: string): Worker | undefined {
  const folder = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="tacet-workers"]')?.content
  if (folder === undefined) return undefined
  const address = new URL(file, new URL(folder.endsWith('/') ? folder : `${folder}/`, document.baseURI))
  return new Worker(address.origin === location.origin ? address : importing(address), { type: 'module', name })
}

/** Browsers start no worker from another origin, but a script of this origin may import that file. */
function importing({ href }: URL): string {
  // All workers of a file share one address, because each address would keep its script for the life of the page.
  const script =
    scripts.get(href) ?? URL.createObjectURL(new Blob([`import ${JSON.stringify(href)}`], { type: 'text/javascript' }))
  scripts.set(href, script)
  return script
}
