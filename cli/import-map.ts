import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { packageRoot } from './packages/package-root.js'
import { type InstalledPackage, importMap } from './pages/import-map.js'

const USAGE = `Usage: tacet import-map [--base ADDRESS | --cdn ADDRESS]

Prints lines for the head of a page without a bundler: an import map for tacet and the packages that it needs, and the
addresses of models and workers.
--base  the address at which the current folder is served (/)
--cdn   an address that serves npm's packages as ADDRESS/name@version/`

/** Prints an import map for pages without a bundler. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { base: { type: 'string' }, cdn: { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  if (values.help || (values.base !== undefined && values.cdn !== undefined)) {
    console.error(USAGE)
    return values.help ? 0 : 2
  }
  const { base = '/', cdn } = values
  console.log(cdn === undefined ? head(servedFrom(base), isServed) : head(servedBy(cdn), () => true))
  return 0
}

/** The package of any model. Its folder is in the app, or beside tacet's own package. */
function modelPackage(): InstalledPackage {
  const own = join(process.cwd(), 'node_modules/@tacet')
  const beside = join(dirname(packageRoot()), '@tacet')
  const packages = !existsSync(own) && existsSync(beside) ? beside : own
  return { name: '@tacet/{model}', version: '{version}', folder: join(packages, '{model}') }
}

type Address = (found: InstalledPackage) => string

const withSlash = (address: string) => (address.endsWith('/') ? address : `${address}/`)

/** Whether a package lies in the folder in which the command runs. */
const isServed = ({ folder }: Pick<InstalledPackage, 'folder'>) => !relative(process.cwd(), folder).startsWith('..')

function servedFrom(base: string): Address {
  return ({ name, folder }) => {
    if (!isServed({ folder })) {
      throw new TypeError(
        `${name} is installed at ${folder}. Run this command in a folder above it, from which the page is served`,
      )
    }
    const path = relative(process.cwd(), folder)
    return withSlash(base) + (path === '' ? '' : withSlash(path.split(sep).join('/')))
  }
}

const servedBy =
  (cdn: string): Address =>
  ({ name, version }) =>
    `${withSlash(cdn)}${name}@${version}/`

function head(address: Address, hasAddress: (found: InstalledPackage) => boolean): string {
  const folder = packageRoot()
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    exports: Record<string, { default?: string } | string>
    peerDependencies: Record<string, string>
  }
  const own = address({ folder, name: manifest.name, version: manifest.version })
  const imports: Record<string, string> = {}
  for (const [path, target] of Object.entries(manifest.exports)) {
    // The other entries are for Node.
    const file = typeof target === 'string' ? undefined : target.default
    if (file?.startsWith('./dist/src/')) imports[manifest.name + path.slice(1)] = own + file.slice(2)
  }
  // A single entry needs these packages. If one of them lies above the folder, this page does not use that entry.
  const isLeftOut = (found: InstalledPackage) => found.name in manifest.peerDependencies && !hasAddress(found)
  const { imports: others } = importMap(join(folder, 'dist/src'), (found) =>
    isLeftOut(found) ? undefined : address(found),
  )
  Object.assign(imports, others)
  return [
    `<meta name="tacet-assets" content="${address(modelPackage())}">`,
    `<meta name="tacet-workers" content="${own}dist/workers/">`,
    `<script type="importmap">${JSON.stringify({ imports }, undefined, 2)}</script>`,
  ].join('\n')
}
