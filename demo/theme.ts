const THEMES = ['auto', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

const NAMES: Readonly<Record<Theme, string>> = { auto: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' }

/** Switches between the three themes. The choice is stored. */
export function createThemeButton(button: HTMLButtonElement): void {
  let theme = THEMES.find((each) => each === localStorage.getItem('theme')) ?? 'auto'
  const show = () => {
    document.documentElement.dataset['theme'] = theme
    button.textContent = NAMES[theme]
  }
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto'
    localStorage.setItem('theme', theme)
    show()
  })
  show()
}
