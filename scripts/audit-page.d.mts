export interface PageAudit {
  readonly form: 'desktop' | 'mobile'
  /** From 0 to 100. */
  readonly scores: Readonly<Record<'performance' | 'accessibility' | 'best-practices' | 'seo', number>>
  readonly measures: Readonly<
    Record<'firstPaintMs' | 'largestPaintMs' | 'speedIndexMs' | 'blockedMs' | 'layoutShift', number>
  >
  readonly faults: readonly string[]
  /** All that Lighthouse says. */
  readonly report: object
}

export function auditPage(
  url: string,
  form: 'desktop' | 'mobile',
  executablePath: string | undefined,
): Promise<PageAudit>
