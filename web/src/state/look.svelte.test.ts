import { expect, test } from 'vitest'
import { look } from './look.svelte'

test('what was chosen is told to the pages of the server, and to nothing else of it', async () => {
  const written: string[] = []
  Object.defineProperty(document, 'cookie', { set: (line: string) => written.push(line), configurable: true })
  localStorage.clear()
  await look.start()
  expect(written).toEqual([])
  await look.say('ru')
  const paths = (told: string) => written.splice(0).map((line) => line.split(`${told}; path=`)[1]?.split(';')[0])
  expect(paths('language=ru')).toEqual(['/oauth', '/checkout', '/unlock'])
  look.paint('dark')
  expect(paths('theme=dark')).toEqual(['/oauth', '/checkout', '/unlock'])
  await look.start()
  expect(written).toHaveLength(6)
})
