import { expect, test } from 'vitest'
import { tagBefore, withTag } from './tagging'

test('a hashtag is begun by its sign at the beginning of a word, in any script', () => {
  expect(tagBefore('At the #se', 10)).toBe('se')
  expect(tagBefore('#море и', 5)).toBe('море')
  expect(tagBefore('(#fog', 5)).toBe('fog')
  for (const text of ['#', 'sea', 'a#b', '#sea ', 'see https://a.b/#c'])
    expect(tagBefore(text, text.length), text).toBe('')
})

test('what is chosen takes the place of what was begun, and typing goes on behind it', () => {
  expect(withTag('At the #se', 10, 'seaside')).toEqual({ text: 'At the #seaside ', caret: 16 })
  expect(withTag('#se in May', 3, 'sea')).toEqual({ text: '#sea in May', caret: 5 })
})
