// The demo keeps the reader's choice of a theme; these pages follow it. Its own script, run before the page is painted.
document.documentElement.dataset.theme = localStorage.getItem('theme') ?? 'auto'
