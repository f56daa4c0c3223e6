import { defineConfig, devices } from '@playwright/test'

const LATER = 'later.spec.ts'
const TERMS = 'terms.spec.ts'
const NOT_YET = [LATER, TERMS]
const phone = { ...devices['Pixel 7'], locale: 'ru-RU', colorScheme: 'dark' } as const

export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // One stack serves them all, and two at once are as many as it bears.
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://localhost:8000',
    // A trace of everything is for whoever looks at it, and a third of the time.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: NOT_YET,
      grepInvert: /@phone/,
      use: { ...devices['Desktop Chrome'], locale: 'en-GB' },
    },
    { name: 'phone', testIgnore: NOT_YET, grepInvert: /@desktop/, use: phone },
    // This moves the clock of the whole stack, so it comes when all others are done.
    { name: 'later', testMatch: LATER, use: phone, dependencies: ['desktop', 'phone'] },
    // Whoever is here is asked to accept terms from then on.
    { name: 'terms', testMatch: TERMS, use: phone, dependencies: ['later'] },
  ],
})
