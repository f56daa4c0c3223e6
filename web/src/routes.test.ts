import { expect, test } from 'vitest'
import { screens } from '../checks/screens'
import { sections } from './parts/settings/sections'
import { patterns } from './routes'

const looked = Object.values(screens)
  .flat()
  .map((address) => address.replace(/\{\w+\}/, '1'))

test('every screen and every section of the settings is among those that axe looks at', () => {
  expect(patterns.filter((pattern) => !looked.some((address) => pattern.test(address))).map(String)).toEqual([])
  expect(sections.map(({ name }) => `/settings/${name}`).filter((address) => !looked.includes(address))).toEqual([])
})
