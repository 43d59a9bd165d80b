import { useTacet, useTacetCall } from 'virtual:document-block/docs/recipes/vue.md/0'
import { createEmbedder } from 'tacet'
import { expect, test } from 'vitest'
import { createSSRApp, defineComponent } from 'vue'
import { renderToString } from 'vue/server-renderer'

test('a server renders the state before any model is there, and loads none', async () => {
  let loads = 0
  const Page = defineComponent(() => {
    const { model, error } = useTacet((options) => {
      loads += 1
      return createEmbedder(options)
    })
    const { result } = useTacetCall((signal) => model.value?.embed('text', { signal }))
    return () => `${model.value === undefined ? 'loading' : 'ready'}, ${String(result.value)}, ${String(error.value)}`
  })
  expect(await renderToString(createSSRApp(Page))).toBe('loading, undefined, undefined')
  expect(loads).toBe(0)
})
