import { defineConfig, devices } from '@playwright/test'
import shared from './playwright.config'

const themes = ['light', 'dark'] as const
const languages = { en: 'en-GB', ru: 'ru-RU' }

/** What `make axe` looks at: every screen in every width, theme and language. */
export default defineConfig({
  ...shared,
  testMatch: 'axe.spec.ts',
  projects: [320, 768, 1440].flatMap((width) =>
    themes.flatMap((colorScheme) =>
      Object.entries(languages).map(([language, locale]) => ({
        name: `${width}-${colorScheme}-${language}`,
        metadata: { whole: true },
        use: { ...devices['Desktop Chrome'], viewport: { width, height: 900 }, colorScheme, locale },
      })),
    ),
  ),
})
