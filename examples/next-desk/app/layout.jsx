export const metadata = {
  title: 'Desk',
  description: 'Mails without personal data, sorted in the browser',
  // Where the models are. A path from the root also holds on routes that lie deeper.
  other: { 'tacet-assets': '/tacet/' },
}

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
