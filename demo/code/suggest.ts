import { createSuggester } from 'tacet'

export async function offerWords(input: HTMLTextAreaElement, ghost: HTMLElement) {
  const suggester = await createSuggester()
  input.addEventListener('input', async () => {
    // A newer key ends this call, which then resolves to undefined.
    const suggestion = await suggester.suggest(input.value)
    ghost.textContent = suggestion?.text ?? ''
  })
  return suggester
}
