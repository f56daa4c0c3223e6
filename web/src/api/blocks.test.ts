import { expect, test } from 'vitest'
import { blocks, type Block } from './blocks'
import { paragraphs, plainText } from './text'

const list = (items: string[], start?: number): Block => ({
  kind: 'list',
  ordered: start !== undefined,
  start: start ?? 1,
  items,
})

test('headings, paragraphs and lists of a long text follow each other', () => {
  const html =
    '<h1>Terms</h1>\n<p>Be <em>kind</em>,<br />\nand <a href="/about">read</a>.</p>\n<ol start="0">\n<li>One</li>\n<li>Two <b>a</b> <i>b</i></li>\n</ol>\n<hr />\n<ul>\n<li>Three</li>\n</ul>\nEnd'
  expect(blocks(html)).toEqual([
    { kind: 'heading', html: 'Terms' },
    { kind: 'words', html: 'Be <em>kind</em>,<br />\nand <a href="/about">read</a>.' },
    list(['One', 'Two <b>a</b> <i>b</i>'], 0),
    list(['Three']),
    { kind: 'words', html: '\nEnd' },
  ])
})

test('an item of two paragraphs, and what follows a list within it, stay whole and in order', () => {
  const html =
    '<ol>\n<li>\n<p>Pay.</p>\n<p>But not twice.</p>\n</li>\n<li>\n<p>Go:</p>\n<ul>\n<li>home</li>\n</ul>\n<p>or stay.</p>\n</li>\n</ol>\n'
  const [only, ...others] = blocks(html)
  expect(others).toEqual([])
  const items = only?.kind === 'list' ? only.items : []
  expect(items.map((item) => paragraphs(item).map((one) => one.map(({ text }) => text).join('')))).toEqual([
    ['Pay.', 'But not twice.'],
    ['Go:'],
    ['home', 'or stay.'],
  ])
})

test('what is nothing has no blocks, and words come in the order in which they were written', () => {
  expect(blocks('')).toEqual([])
  expect(blocks('<p> </p>')).toEqual([])
  const html = '<ul><li>One<ul><li>Within</li></ul> after</li></ul><p>Then</p><h2>Next</h2><p>Last</p>'
  const said = blocks(html).flatMap((one) => (one.kind === 'list' ? one.items : [one.html]))
  expect(said.map(plainText)).toEqual(['One', 'Within after', 'Then', 'Next', 'Last'])
})

test('an address to write to is kept, and a place within the text is no link', () => {
  const [[mail, place] = []] = paragraphs('<a href="mailto:law@example.com">Write</a><a href="#three">3</a>')
  expect([mail?.href, place?.href]).toEqual(['mailto:law@example.com', undefined])
})
