import { beforeEach, expect, test } from 'vitest'
import { BegunComment } from './commenting.svelte'

beforeEach(() => sessionStorage.clear())

test('what was typed is there again, for the same post and account alone', () => {
  new BegunComment('1', 'ada').text = 'Lovely'
  expect(new BegunComment('1', 'ada').text).toBe('Lovely')
  expect(new BegunComment('2', 'ada').text).toBe('')
  expect(new BegunComment('1', 'tom').text).toBe('')
  expect(new BegunComment('1').text).toBe('')
})

test('what a guest typed is of the account that they sign in to, and of no other after it', () => {
  new BegunComment('1').text = 'Lovely'
  expect(new BegunComment('1', 'ada').text).toBe('Lovely')
  expect(new BegunComment('1', 'ada').text).toBe('Lovely')
  expect(new BegunComment('1', 'tom').text).toBe('')
  expect(new BegunComment('1').text).toBe('')
})

test('an answer begins with a name, and takes nothing away that was typed', () => {
  const begun = new BegunComment('1', 'ada')
  begun.answer('tom')
  expect(begun.text).toBe('@tom ')
  begun.answer('mira')
  expect(begun.text).toBe('@mira ')
  begun.text = '@mira you are right'
  begun.answer('tom')
  expect(begun.text).toBe('@mira you are right')
})

test('a comment that is sent again has the key that it had, even when it was drawn anew in between', () => {
  const begun = new BegunComment('1', 'ada')
  begun.text = 'Lovely'
  const key = begun.keyFor('1')
  expect(begun.keyFor('1')).toBe(key)
  expect(new BegunComment('1', 'ada').keyFor('1')).toBe(key)
  expect(begun.keyFor('2')).not.toBe(key)
})

test('other words, and the same words once the first are there, are another comment', () => {
  const begun = new BegunComment('1', 'ada')
  begun.text = 'Lovely'
  const key = begun.keyFor('1')
  begun.text = 'Lovely!'
  expect(begun.keyFor('1')).not.toBe(key)
  begun.end()
  begun.text = 'Lovely'
  expect(begun.keyFor('1')).not.toBe(key)
  begun.text = ''
  expect(sessionStorage.length).toBe(0)
})
