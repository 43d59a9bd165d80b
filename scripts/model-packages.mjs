import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Writes the files that the packages of all models share: the licence, and the page that a registry shows.
//
//   node scripts/model-packages.mjs

const root = new URL('../', import.meta.url)

/** The files of each model's package that are written here, with their texts. */
export function modelPackageFiles(folder = new URL('models/', root)) {
  const license = readFileSync(new URL('LICENSE', root), 'utf8')
  return modelIds(folder).flatMap((id) => [
    { path: `${id}/LICENSE`, text: license },
    { path: `${id}/README.md`, text: readme(new URL(`${id}/`, folder)) },
  ])
}

/** The ids of the models that are there: each folder with a manifest is one. */
export function modelIds(folder = new URL('models/', root)) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(new URL(`${entry.name}/`, folder)).includes('manifest.json'))
    .map(({ name }) => name)
    .sort()
}

function readme(folder) {
  const { name, version, description, license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))
  const { files } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'))
  const megabytes = (files.reduce((sum, file) => sum + file.bytes, 0) / 1e6).toFixed(1)
  return `# ${name}

${description} ${megabytes} MB, ${license}.

\`\`\`sh
npm install tacet ${name}
\`\`\`

The Vite plugin and the commands of [tacet](https://www.npmjs.com/package/tacet) find the model by themselves. The package holds files and no
code, so a package CDN or any static host can serve it, for instance at \`https://cdn.example/npm/${name}@${version}/\`.

[card.md](card.md) says what the model was made of, how good it is and what it cannot do.
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { path, text } of modelPackageFiles()) writeFileSync(new URL(`models/${path}`, root), text)
}
