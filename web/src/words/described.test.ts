import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { describedAs } from './described'
import { speak } from './words.svelte'

afterEach(() => speak('en'))

test('what the server says where its operator says nothing is said in Russian to whom reads Russian', async () => {
  const config = readFileSync(new URL('../chalicelib/config.py', `file://${process.cwd()}/`), 'utf8')
  const usual = /^TITLE, DESCRIPTION, ACCENT = "[^"]*", "([^"]*)"/m.exec(config)![1]!
  expect(describedAs(usual)).toBe(usual)
  await speak('ru')
  expect(describedAs(usual)).toMatch(/^[^A-Za-z]+$/)
  expect(describedAs('Analogue only.')).toBe('Analogue only.')
})
