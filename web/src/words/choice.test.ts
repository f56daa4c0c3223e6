import { beforeEach, expect, test, vi } from 'vitest'
import { wanted } from './choice'

const reads = (...languages: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)
beforeEach(() => localStorage.clear())

test.each([
  [['en-GB', 'ru'], 'en'],
  [['ru-RU', 'en'], 'ru'],
  [['de', 'RU', 'en'], 'ru'],
  [['de', 'en-US', 'ru'], 'en'],
  [['de'], 'en'],
  [[], 'en'],
])('whose browser asks for %s reads the first of them that there is: %s', (languages, language) => {
  reads(...languages)
  expect(wanted()).toBe(language)
})

test('what was chosen on this device counts for more, where there is such a language', () => {
  reads('en')
  localStorage.setItem('language', 'ru')
  expect(wanted()).toBe('ru')
  localStorage.setItem('language', 'toString')
  expect(wanted()).toBe('en')
})
