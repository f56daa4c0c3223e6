import { beforeEach, expect, test } from 'vitest'
import { Unsent } from './unsent'

const known = { title: 'Boats', text: '' }
beforeEach(() => sessionStorage.clear())

function typedBy(account: string, form: string, typed: object) {
  const unsent = new Unsent(form, account)
  unsent.over(known)
  unsent.keep(typed)
  return unsent
}

test('what was typed is there again, in the same form of the same account alone', () => {
  typedBy('ada', 'report 1', { title: 'Boats', text: 'They shout' })
  expect(new Unsent('report 1', 'ada').over(known).text).toBe('They shout')
  expect(new Unsent('report 2', 'ada').over(known).text).toBe('')
  expect(new Unsent('report 1', 'tom').over(known).text).toBe('')
  expect(new Unsent('report 1').over(known).text).toBe('')
})

test('a field that nobody changed is as it became meanwhile', () => {
  typedBy('ada', 'tier 1', { title: 'Boats', text: 'Every week' })
  expect(new Unsent('tier 1', 'ada').over({ title: 'Ships', text: '' })).toEqual({ title: 'Ships', text: 'Every week' })
})

test('what was sent, or changed back, is kept no more, and what is typed after it is', () => {
  const unsent = typedBy('ada', 'profile', { title: 'Ships', text: '' })
  unsent.sent({ title: 'Ships', text: '' })
  expect(sessionStorage.length).toBe(0)
  unsent.keep({ title: 'Ships', text: '' })
  expect(sessionStorage.length).toBe(0)
  unsent.keep({ title: 'Boats', text: '' })
  expect(new Unsent('profile', 'ada').over({ title: 'Ships', text: '' }).title).toBe('Boats')
  unsent.keep({ title: 'Ships', text: '' })
  expect(sessionStorage.length).toBe(0)
})
