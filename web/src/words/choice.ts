export const languages = { en: 'English', ru: 'Русский' }
export type Language = keyof typeof languages

const isOne = (name: string): name is Language => Object.hasOwn(languages, name)

/** The language that was chosen on this device, or else the first that the browser asks for of those that we have. */
export function wanted(): Language {
  const chosen = localStorage.getItem('language')
  if (chosen && isOne(chosen)) return chosen
  return navigator.languages.map((one) => one.split('-')[0]!.toLowerCase()).find(isOne) ?? 'en'
}
