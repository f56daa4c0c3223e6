import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dialogs } from '../state/dialogs.svelte'
import { notices } from '../state/notices.svelte'
import Menu, { type Row } from './Menu.svelte'
import Notice from './Notice.svelte'

const shown: object[] = []
const draw = (rows: Row[]) => {
  const target = document.body
  shown.push(mount(Menu, { target, props: { title: 'More', rows } }), mount(Notice, { target }))
  flushSync()
  return document.querySelector<HTMLButtonElement>('button.more')!
}
const press = (button: HTMLButtonElement) => flushSync(() => (button.focus(), button.click()))
const buttons = () => [...document.querySelectorAll<HTMLButtonElement>('dialog button')]
const said = () => [...document.querySelectorAll('[role=status]')].map((line) => line.textContent)

beforeEach(() => void vi.useFakeTimers())
afterEach(async () => {
  for (const one of shown.splice(0)) await unmount(one)
  document.body.replaceChildren()
  vi.useRealTimers()
})

test('a menu that is left gives the focus back, and the page can be scrolled again', () => {
  const more = draw([{ word: 'Copy', act: () => undefined }])
  for (const place of [0, 1]) {
    press(more)
    expect(document.documentElement.style.overflow).toBe('hidden')
    press(buttons()[place]!)
    expect(document.querySelector('dialog')).toBeNull()
    expect(document.documentElement.style.overflow).toBe('')
    expect(document.activeElement).toBe(more)
  }
})

test('a row that asks whether one is sure keeps the focus', () => {
  const row = $state<Row>({ word: 'Delete', act: () => (row.word = 'Really delete?'), stays: true })
  press(draw([row]))
  const button = buttons()[0]!
  press(button)
  expect(button.textContent).toBe('Really delete?')
  expect(document.activeElement).toBe(button)
})

test('what is told while dialogs are open is told in the innermost, and once', () => {
  const more = draw([{ word: 'Copy', act: () => undefined }])
  notices.tell('Link copied')
  flushSync()
  expect(said()).toEqual(['Link copied'])
  press(more)
  expect(said().sort()).toEqual(['', 'Link copied'])
  expect(document.querySelector('dialog [role=status]')?.textContent).toBe('Link copied')
  press(buttons()[1]!)
  expect(said()).toEqual(['Link copied'])
})

test('while an outer dialog is open the page below it does not scroll', () => {
  const [outer, inner] = ['dialog', 'dialog'].map((name) => document.createElement(name) as HTMLDialogElement)
  document.body.append(outer!, inner!)
  const closeOuter = dialogs.show(outer!)
  const closeInner = dialogs.show(inner!)
  closeInner()
  expect(document.documentElement.style.overflow).toBe('hidden')
  expect(dialogs.top).toBe(outer)
  closeOuter()
  expect(document.documentElement.style.overflow).toBe('')
})

test('what a dialog that has gone opened gives the focus to what had opened that', () => {
  const opener = document.createElement('button')
  const [menu, sheet] = ['dialog', 'dialog'].map((name) => document.createElement(name) as HTMLDialogElement)
  const row = document.createElement('button')
  menu!.append(row)
  document.body.append(opener, menu!, sheet!)
  opener.focus()
  const closeMenu = dialogs.show(menu!)
  row.focus()
  const closeSheet = dialogs.show(sheet!)
  menu!.remove()
  closeMenu()
  sheet!.remove()
  closeSheet()
  expect(document.activeElement).toBe(opener)
})
