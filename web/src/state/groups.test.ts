import { expect, test } from 'vitest'
import type { Notice } from '../api/finding'
import { grouped } from './groups'

const notice = (id: string, type: string, post?: string) =>
  ({ id, type, status: post && { id: post } }) as unknown as Notice

test('likes of one post are one line, and follows are a line each', () => {
  const found = grouped([
    notice('5', 'favourite', 'a'),
    notice('4', 'follow'),
    notice('3', 'favourite', 'a'),
    notice('2', 'follow'),
    notice('1', 'favourite', 'b'),
  ])
  expect(found.map((one) => [one.id, one.others])).toEqual([
    ['5', 1],
    ['4', 0],
    ['2', 0],
    ['1', 0],
  ])
})
