/** What the first pages say, in each language. */
export const catalogues = {
  en: async () => (await import('./en')).en,
  ru: async () => (await import('./ru')).ru,
}

/** What all other screens say. */
export const furthers = {
  en: async () => (await import('./en.further')).further,
  ru: async () => (await import('./ru.further')).further,
}
