/**
 * The functions that the parts of a report are built with. A saved report contains the parts as source text, so each part is one function
 * that refers only to its parameters and to the browser.
 */
export function makeKit() {
  type Attributes = Readonly<Record<string, string | number | boolean | undefined>>
  const fill = <Made extends Element>(
    made: Made,
    attributes: Attributes,
    children: readonly (Node | string)[],
  ): Made => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value))
    }
    made.append(...children)
    return made
  }
  return {
    element: <Tag extends keyof HTMLElementTagNameMap>(
      tag: Tag,
      attributes: Attributes = {},
      ...children: (Node | string)[]
    ): HTMLElementTagNameMap[Tag] => fill(document.createElement(tag), attributes, children),
    drawing: (tag: string, attributes: Attributes = {}, ...children: (Node | string)[]): SVGElement =>
      fill(document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElement, attributes, children),
    /** `0.8734`, or a dash for a figure that could not be computed. JSON has no NaN, so that figure arrives as null. */
    figure: (value: number | null, digits = 3): string =>
      value === null || Number.isNaN(value) ? '–' : value.toFixed(digits),
    /** The name of a figure as a person writes it: `macroF1` becomes `macro F1`. */
    title: (name: string): string => {
      const [figure = name, k] = name.split('@')
      const names: Record<string, string> = {
        mcc: 'MCC',
        ndcg: 'nDCG',
        ndcgExponential: 'nDCG with 2^gain',
        reciprocalRank: 'MRR',
        bleu: 'BLEU',
        chrf: 'chrF',
        rocAuc: 'ROC AUC',
        brier: 'Brier score',
        truePositiveRateAt1: 'found at 1 % false alarms',
      }
      const words = figure
        .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
        .replace(/ ([A-Z])(?=[a-z])/g, (word) => word.toLowerCase())
      return (names[figure] ?? words) + (k === undefined ? '' : `@${k}`)
    },
  }
}

export type Kit = ReturnType<typeof makeKit>

/** Selects the rows to list. */
export interface RowFilter {
  readonly wanted?: string | undefined
  readonly given?: string | undefined
  readonly slice?: readonly [string, string] | undefined
}

export type ShowRows = (filter: RowFilter) => void
