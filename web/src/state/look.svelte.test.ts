import { expect, test } from 'vitest'
import { look } from './look.svelte'

test('what was chosen is told to the pages of the server, and to nothing else of it', async () => {
  const written: string[] = []
  Object.defineProperty(document, 'cookie', { set: (line: string) => written.push(line), configurable: true })
  localStorage.clear()
  await look.start()
  expect(written).toEqual([])
  await look.say('ru')
  const paths = written.map((line) => /^language=ru; path=(\/\w+); /.exec(line)?.[1])
  expect(paths).toEqual(['/oauth', '/checkout', '/unlock'])
  await look.start()
  expect(written).toHaveLength(6)
})
