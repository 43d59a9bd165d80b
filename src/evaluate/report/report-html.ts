import { reportParts } from './mount-report.js'
import { pageStyle, reportStyle } from './report-style.js'
import { composeReport } from './view/compose.js'
import type { ReportData } from './view/report-data.js'

/**
 * A report as one file without dependencies. The file can be opened from a disk, a mail or an archive.
 *
 * @example
 * await writeFile('report.html', reportHtml(reportData(dataset, run)))
 */
export function reportHtml(data: ReportData): string {
  // The functions that also draw in a page, as source text. Each function refers only to its parameters.
  const parts = Object.entries(reportParts).map(([name, part]) => `${name}: ${String(part)}`)
  const title = escapeText(`${data.run.model.id} on ${data.run.dataset.name}`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>${title} · tacet evaluate</title>
<style>${pageStyle}</style>
</head>
<body>
<main></main>
<script type="application/json" id="data">${embed(data)}</script>
<script>
const compose = ${String(composeReport)}
const parts = {${parts.join(',\n')}}
compose(document.querySelector('main'), JSON.parse(document.querySelector('#data').textContent), ${embed(reportStyle)}, parts)
</script>
</body>
</html>
`
}

/** Escapes `<`, because a text of the data may contain `</script>`. The escaped text is the same text in JSON and in JavaScript. */
const embed = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
