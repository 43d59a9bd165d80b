/** Stands for your database. */
export async function readMails() {
  return [
    { id: 1, text: 'I was charged twice on card 4111 1111 1111 1111. Please give me my money back. jo@example.com' },
    { id: 2, text: 'The app closes whenever I open the calendar. Call me at (415) 555-0132 if you need the log.' },
    { id: 3, text: 'Thank you all, the new search is wonderful!' },
  ]
}
