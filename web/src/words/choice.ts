export const languages = { en: 'English', ru: 'Русский' }
export type Language = keyof typeof languages

/** The language that was chosen on this device, or else that of the browser. */
export function wanted(): Language {
  const chosen = localStorage.getItem('language')
  if (chosen && chosen in languages) return chosen as Language
  return navigator.languages.some((one) => one.startsWith('ru')) ? 'ru' : 'en'
}
