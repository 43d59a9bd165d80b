export const metadata = { title: 'next', other: { 'tacet-assets': '/tacet/' } }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
