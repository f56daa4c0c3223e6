import { defineConfig, devices } from '@playwright/test'
import shared from './playwright.config'

const sizes = {
  phone: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  desktop: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 },
}

/** What `make screenshots` takes: every screen on both sizes, in both looks and both languages. */
export default defineConfig({
  ...shared,
  testMatch: 'screenshots.ts',
  globalSetup: './screenshots.people.ts',
  projects: Object.entries(sizes).flatMap(([size, use]) =>
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      (['en', 'ru'] as const).map((language) => ({
        name: `${size}-${colorScheme}-${language}`,
        use: {
          ...use,
          colorScheme,
          locale: language === 'ru' ? 'ru-RU' : 'en-GB',
          timezoneId: 'Europe/Berlin',
          contextOptions: { reducedMotion: 'reduce' as const },
        },
      })),
    ),
  ),
})
