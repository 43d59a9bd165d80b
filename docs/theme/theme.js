// The demo keeps the reader's choice of a theme; these pages follow it. A script of its own, because it must run before the page is painted.
document.documentElement.dataset.theme = localStorage.getItem('theme') ?? 'auto'
