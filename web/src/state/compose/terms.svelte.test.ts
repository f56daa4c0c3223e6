import { expect, test } from 'vitest'
import { asked, audiences, heard, isComplete, unsaid, usualOf } from './terms.svelte'

test('who can see a post is said in the words of the API', () => {
  const terms = { ...unsaid(), amount: '4,50', currency: 'eur', listId: '7', tierId: 't', campaignId: 'c' }
  const said = audiences.map((audience) => asked({ ...terms, audience }))
  expect(said).toEqual([
    { access: 'public' },
    { access: 'unlisted' },
    { access: 'followers' },
    { access: 'close_friends' },
    { access: 'list', list_id: '7' },
    { access: 'me' },
    { access: 'me' },
    { access: 'price', price: { amount: 450, currency: 'eur' } },
    { access: 'tier', tier_id: 't' },
    { access: 'campaign', campaign_id: 'c' },
  ])
})

test('what the server kept is what was typed', () => {
  expect(heard('price', { amount: 450, currency: 'eur' })).toMatchObject({ amount: '4.50', currency: 'eur' })
  expect(heard('price', { amount: 1200, currency: 'jpy' })).toMatchObject({ amount: '1200' })
  expect(heard('list', { list_id: '7' })).toMatchObject({ audience: 'list', listId: '7' })
})

test('what costs nothing, or is for nobody who is named, is not complete', () => {
  for (const audience of ['price', 'list', 'tier', 'campaign'] as const)
    expect(isComplete({ ...unsaid(), audience })).toBe(false)
  expect(isComplete({ ...unsaid(), audience: 'price', amount: 'x' })).toBe(false)
  expect(isComplete({ ...unsaid(), audience: 'link' })).toBe(true)
})

test('who sees what nothing is said of is left to the settings of its author', () => {
  expect(asked(unsaid())).toEqual({})
  expect(isComplete(unsaid())).toBe(true)
  const said = (['public', 'unlisted', 'private'] as const).map((privacy) => usualOf({ source: { privacy } } as never))
  expect(said).toEqual(['public', 'unlisted', 'followers'])
})
