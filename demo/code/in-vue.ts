import { capitalized, importLines, indented, installLine, loadCall, setupOf } from './parts-of-code.js'
import type { Recipe } from './recipe.js'

/** A single-file component. The model loads with the component, and closes with it. */
export function inVue(recipe: Recipe): string {
  const { imports, model, work } = recipe
  const watching = work.type === 'call'
  const names = [...(model === undefined && watching ? [] : ['onUnmounted']), 'ref', ...(watching ? ['watch'] : [])]
  const loaded =
    model === undefined
      ? ''
      : `const loading = ${loadCall(model)}\nonUnmounted(async () => (await loading).close())\n\n`
  return `<!-- ${installLine(recipe)} -->
<script setup lang="ts">
${importLines(imports, { vue: names })}

${setupOf(recipe)}${loaded}${watching ? called(recipe) : streamed(recipe)}`
}

function called({ input, model, work }: Recipe): string {
  if (work.type !== 'call') return ''
  return `const ${input} = ref('')
const shown = ref('')
watch(${input}, async (${input}, _, onCleanup) => {
  const { signal } = cancelledBy(onCleanup)
  try {
${model === undefined ? '' : `    const ${model.name} = await loading\n`}${work.note === undefined ? '' : `    // ${work.note}\n`}    const result = await ${indented(work.code, '    ')}
    shown.value = ${work.shown}
  } catch (error) {
    // A newer text ends the call before.
    if (!signal.aborted) shown.value = String(error)
  }
})

function cancelledBy(onCleanup: (cleanup: () => void) => void) {
  const stop = new AbortController()
  onCleanup(() => stop.abort())
  return stop
}
</script>

<template>
  <textarea v-model="${input}" />
  <output>{{ shown }}</output>
</template>
`
}

function streamed({ name, input, model, work }: Recipe): string {
  if (work.type !== 'stream' || model === undefined) return ''
  return `const ${input} = ref('')
const written = ref('')
let running = new AbortController()
onUnmounted(() => running.abort())

async function ${name}(${input}: string) {
  running.abort()
  running = new AbortController()
  const { signal } = running
  written.value = ''
  try {
    const ${model.name} = await loading
    for await (const piece of ${indented(work.code, '    ')}) {
      written.value += piece
    }
  } catch (error) {
    // A newer call ends the call before.
    if (!signal.aborted) written.value = String(error)
  }
}
</script>

<template>
  <form @submit.prevent="${name}(${input})">
    <input v-model="${input}" />
    <button>${capitalized(name)}</button>
    <output>{{ written }}</output>
  </form>
</template>
`
}
